"""Pages of challenges: the list, the letter, its papers."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel import clock, listing, uploads
from portal.kernel import workflow as procedure
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.challenges import forms, pages, queries, workflow
from procurement.challenges.letters.forms import MatterFormSet
from procurement.challenges.letters.saving import Papers
from procurement.challenges.models import ChallengePaper
from procurement.challenges.steps import STEPS

TEMPLATES = "procurement/challenges"


@login_required
@require_safe
def challenge_list(request: HttpRequest) -> HttpResponse:
    """The challenges that this capacity sees, the newest first."""
    must_have(request, *queries.READERS, *SUPPLIER_ROLES)
    now = clock.now()
    rows = queries.visible_to(request.actor)
    return listing.listing(
        request,
        rows,
        template=f"{TEMPLATES}/challenge_list.html",
        order=("-received_on", "-pk"),
        now=now,
        today=clock.local_date(now),
        late=queries.overdue(rows, on=clock.local_date(now)).count(),
        answers=queries.told_to(request.actor).order_by("-pk")[:20],
        enter_for=queries.packages_to_enter(request.actor).order_by("-pk")[:20],
    )


@login_required
@never_cache
@get_or_post
def challenge_submit(request: HttpRequest, number: str) -> HttpResponse:
    """A supplier's letter: what may still be challenged until when, then the fields of the law."""
    procedure.allow(STEPS, "submit", by=request.actor)
    package = get_object_or_404(queries.packages_for(request.actor), number=number)
    now, attempt = clock.now(), Attempt()
    told = pages.to_submit(package, request.actor, now=now)
    form = forms.ChallengeForm(
        typed(request), request.FILES or None, occasions=told["open"], initial=pages.known_of(request.actor)
    )
    matters = MatterFormSet(typed(request))
    if request.method == "POST" and all([form.is_valid(), matters.is_valid()]):
        with attempt:
            challenge = workflow.submit(
                package.pk,
                form.cleaned_data["occasion"],
                form.facts(matters.facts),
                _papers(request, form, now=now),
                by=request.actor,
                clock=clock.now,
            )
            messages.success(request, _("质疑已提交，采购人已收到通知。"))
            return redirect(challenge)
    context = told | {"form": form, "matters": matters}
    return attempt.page(request, f"{TEMPLATES}/challenge_submit.html", context)


@login_required
@never_cache
@get_or_post
def challenge_enter(request: HttpRequest, number: str) -> HttpResponse:
    """A letter on paper as a clerk enters it; whether it is in time is judged by its postmark."""
    procedure.allow(STEPS, "enter", by=request.actor)
    package = get_object_or_404(queries.packages_to_enter(request.actor), number=number)
    now, attempt = clock.now(), Attempt()
    told = pages.to_enter(package, now=now)
    form = forms.PaperChallengeForm(typed(request), request.FILES or None, occasions=told["occasions"])
    matters = MatterFormSet(typed(request))
    if request.method == "POST" and all([form.is_valid(), matters.is_valid()]):
        with attempt:
            challenge = workflow.enter(
                package.pk,
                form.cleaned_data["occasion"],
                form.paper,
                form.facts(matters.facts),
                _papers(request, form, now=now),
                by=request.actor,
                clock=clock.now,
            )
            messages.success(request, _("书面质疑已登记。"))
            return redirect(challenge)
    context = told | {"form": form, "matters": matters}
    return attempt.page(request, f"{TEMPLATES}/challenge_enter.html", context)


@login_required
@require_safe
def challenge_detail(request: HttpRequest, number: str) -> HttpResponse:
    """One challenge for its sender, the purchaser's side and supervision."""
    must_have(request, *queries.READERS, *SUPPLIER_ROLES)
    challenge = get_object_or_404(queries.visible_to(request.actor), number=number)
    context = pages.detail(challenge, by=request.actor, now=clock.now())
    return render(request, f"{TEMPLATES}/challenge_detail.html", context)


@login_required
@never_cache
@get_or_post
def challenge_withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take the own challenge back."""
    procedure.allow(STEPS, "withdraw", by=request.actor)
    own = queries.visible_to(request.actor).filter(sender_id=request.actor.body_id)
    challenge, attempt = get_object_or_404(own, number=number), Attempt()
    if request.method == "POST":
        with attempt:
            workflow.withdraw(number, by=request.actor, now=clock.now())
            messages.success(request, _("质疑已撤回。"))
            return redirect(challenge)
    context = {"challenge": challenge, "now": clock.now()}
    return attempt.page(request, f"{TEMPLATES}/challenge_withdraw.html", context)


@login_required
@require_safe
def challenge_paper(request: HttpRequest, pk: int) -> FileResponse:
    """A file that came with a challenge, for whoever reads the challenge."""
    seen = queries.visible_to(request.actor).values("pk")
    paper = get_object_or_404(ChallengePaper.objects.select_related("upload"), challenge__in=seen, pk=pk)
    return uploads.download(paper.upload)


def _papers(request: HttpRequest, form, *, now: datetime) -> Papers:
    """The files that were handed in, kept."""
    found = [(kind, request.FILES.get(name)) for name, kind in forms.UPLOADS.items() if name in form.fields]
    owner = request.actor.user_id
    return [(kind, uploads.store(file, owner_id=owner, now=now)) for kind, file in found if file]
