"""The bidder asks its custodian to open; the custodian's browser opens."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from orgs.people.choices import Role
from portal.kernel import listing
from portal.kernel.errors import Refused
from portal.kernel.verbs import Attempt, get_or_post, must_have
from procurement.bidding.custody.rules import BASIS
from procurement.opening import queries as openings
from procurement.opening import rules as opening_rules
from procurement.opening.custody import pages, queries, workflow
from procurement.opening.forms import UnlockForm


@login_required
@never_cache
@get_or_post
def custody_ask(request: HttpRequest, number: str) -> HttpResponse:
    """What follows when the custodian opens, and the button."""
    opened = get_object_or_404(openings.waiting_for(request.actor), submission__receipt_number=number)
    attempt, now = Attempt(), timezone.now()
    if request.method == "POST":
        with attempt:
            workflow.ask(opened.pk, by=request.actor)
            return redirect("opening:unlock", number)
    minutes = queries.minutes(opened.session.package, queries.CUSTODIAN_MINUTES)
    context = {"now": now, "opened": opened, "package": opened.session.package, "window": minutes}
    context |= {"basis": BASIS, **pages.own_context(opened, now=now)}
    return attempt.page(request, "procurement/opening/custody/part_ask.html", context)


@login_required
@never_cache
def custody_list(request: HttpRequest) -> HttpResponse:
    """What was released to the own body."""
    must_have(request, Role.CUSTODIAN, because=_("第二把钥匙由托管方的人员办理。"))
    return listing.listing(
        request,
        queries.for_custodian(request.actor),
        template="procurement/opening/custody/release_list.html",
        order=("-asked_at", "-pk"),
        now=timezone.now(),
    )


@login_required
@never_cache
@get_or_post
@sensitive_post_parameters()
def custody_open(request: HttpRequest, number: str) -> HttpResponse:
    """The custodian's browser opens part and inner lock; the server compares the digest."""
    releases = queries.for_custodian(request.actor)
    release = get_object_or_404(releases, opened__submission__receipt_number=number)
    attempt = Attempt()
    if request.method == "POST":
        form = UnlockForm(request.POST)
        with attempt:
            if not form.is_valid():
                raise Refused(opening_rules.mismatch())
            workflow.open_for(release.opened_id, encoded=form.cleaned_data["plaintext"], by=request.actor)
            return redirect("opening:custody_open", number)
    held = queries.has_released_key(request.actor, release.opened.session)
    context = pages.open_context(release, has_released_key=held, now=timezone.now())
    return attempt.page(request, "procurement/opening/custody/submission_open.html", context)
