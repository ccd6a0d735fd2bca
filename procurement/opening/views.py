"""The opening as its officers see it, and the page on which a supplier unlocks its own submission."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel import listing
from portal.kernel.errors import Refused, refuse
from portal.kernel.verbs import Attempt, must_have, typed
from procurement.bidding.choices import SubmissionKind
from procurement.notices.forms import TypedConfirmation
from procurement.opening import numbers, pages, queries, rules, workflow
from procurement.opening.custody import workflow as custody
from procurement.opening.forms import UnlockForm
from procurement.opening.hall import queries as hall
from procurement.opening.hall import rules as hall_rules
from procurement.opening.models import OpeningSession
from procurement.projects.models import Package

RELEASE_WORDS = "解封"


@login_required
def session_list(request: HttpRequest) -> HttpResponse:
    """What is due, and the sessions of the purchases that this capacity conducts or supervises."""
    because = _("开启由采购人、代理机构、财政部门和主管预算单位的解封人员办理。")
    must_have(request, *queries.NAMED_ROLES, because=because)
    now = timezone.now()
    return listing.listing(
        request,
        queries.for_officers(request.actor),
        template="procurement/opening/session_list.html",
        order=("-due_at", "-pk"),
        now=now,
        due=queries.due_for_officers(request.actor, at=now),
        due_windows=queries.due_windows_for(request.actor, at=now),
    )


@login_required
@require_POST
def session_start(request: HttpRequest, package_id: int, kind: str) -> HttpResponse:
    """Close what is due and prepare its opening without waiting for the sweep."""
    if kind not in SubmissionKind.values:
        raise Http404
    package = get_object_or_404(queries.packages_of_officer(request.actor), pk=package_id)
    session = workflow.open_session(package.pk, kind=kind, by=request.actor)
    return redirect("opening:room", session.pk) if session else redirect("opening:session_list")


@login_required
@never_cache
def session_room(request: HttpRequest, pk: int) -> HttpResponse:
    """The state of one opening; names only after the release, prices never."""
    session = session_of(request, pk)
    context = pages.room_context(session, actor=request.actor, now=timezone.now())
    return render(request, "procurement/opening/session_room.html", context)


@login_required
@never_cache
def session_release(request: HttpRequest, pk: int) -> HttpResponse:
    """One officer's release: what will happen, who will see what, typed confirmation."""
    session = session_of(request, pk)
    form = TypedConfirmation(typed(request), words=RELEASE_WORDS)
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.release(session.pk, by=request.actor)
            return redirect("opening:room", session.pk)
    context = pages.room_context(session, actor=request.actor, now=timezone.now()) | {"form": form}
    return attempt.page(request, "procurement/opening/session_release.html", context)


@login_required
@require_POST
def session_conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """End the session once all have unlocked."""
    session = session_of(request, pk)
    custody.release_absent(session.pk)
    workflow.conclude(session.pk, by=request.actor)
    return redirect("opening:room", session.pk)


@login_required
@never_cache
def eligibility_detail(request: HttpRequest, package_id: int) -> HttpResponse:
    """Every bidder's eligibility as it was frozen at the deadline; refused while names are secret."""
    package = get_object_or_404(Package.objects.select_related("project"), pk=package_id)
    session = get_object_or_404(queries.named_to(request.actor, package.project), package=package)
    is_ended = session.concluded_at is not None
    refuse(rules.names_refusals(is_released=session.released_at is not None, is_ended=is_ended))
    context = pages.eligibility_context(session, actor=request.actor, now=timezone.now())
    return render(request, "procurement/opening/eligibility_detail.html", context)


@login_required
@never_cache
def unlock_list(request: HttpRequest) -> HttpResponse:
    """The own submissions that wait to be unlocked, and what became of the others."""
    must_have(request, *SUPPLIER_ROLES, because=_("解锁由供应商办理，这里只列出供应商自己的文件。"))
    now = timezone.now()
    rows = list(queries.waiting_for(request.actor).order_by("-session__due_at", "-pk")[:100])
    for row in rows:
        row.hall_number = numbers.of(row.session.package.number, row.session.kind)
    return render(request, "procurement/opening/unlock_list.html", {"now": now, "rows": rows})


@login_required
@never_cache
@sensitive_post_parameters()
def submission_unlock(request: HttpRequest, number: str) -> HttpResponse:
    """The supplier's browser takes off the inner lock; the server compares the digest."""
    opened = get_object_or_404(queries.waiting_for(request.actor), submission__receipt_number=number)
    attempt = Attempt()
    if request.method == "POST":
        form = UnlockForm(request.POST)
        with attempt:
            if not form.is_valid():
                raise Refused(rules.mismatch())
            workflow.unlock(opened.pk, encoded=form.cleaned_data["plaintext"], by=request.actor)
            return redirect("opening:unlock", number)
    context = pages.unlock_context(opened, now=timezone.now())
    return attempt.page(request, "procurement/opening/submission_unlock.html", context)


def session_of(request: HttpRequest, pk: int) -> OpeningSession:
    """A session of a purchase that this capacity may see; who will review stays away (Order 87, art. 40)."""
    session = get_object_or_404(queries.for_officers(request.actor), pk=pk)
    refuse(hall_rules.attendance_refusals(sits_on_panel=hall.sits_on_panel(request.actor, session)))
    return session
