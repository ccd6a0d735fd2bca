"""Pages by which a complaint comes in, is corrected and withdrawn."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.kernel import clock, uploads
from portal.kernel import workflow as procedure
from portal.kernel.verbs import Attempt, get_or_post, typed
from procurement.challenges.complaints import forms, lodging, pages, queries, steps
from procurement.challenges.complaints.lodging import Lodged
from procurement.challenges.letters.choices import PaperKind
from procurement.challenges.letters.forms import LetterForm
from procurement.challenges.letters.saving import Papers

TEMPLATES = "procurement/challenges/complaints"


@login_required
@get_or_post
@never_cache
def complaint_lodge(request: HttpRequest, number: str) -> HttpResponse:
    """Complain about the answer to one's own challenge."""
    procedure.allow(steps.STEPS, "lodge", by=request.actor)
    challenge = get_object_or_404(queries.challenges_of(request.actor), number=number)
    form, matters = letter_forms(request, LetterForm, online=True)
    attempt = Attempt()
    if form.is_bound and form.is_valid() & matters.is_valid():
        with attempt:
            made = lodging.lodge(number, lodged_of(request, form, matters), by=request.actor)
            messages.success(request, _("投诉已提交，财政部门会在期限内审查。"))
            return redirect(made)
    context = pages.lodge_context(challenge, now=clock.now()) | {"form": form, "matters": matters}
    return attempt.page(request, f"{TEMPLATES}/complaint_lodge.html", context)


@login_required
@get_or_post
@never_cache
def complaint_enter(request: HttpRequest) -> HttpResponse:
    """Enter a letter on paper."""
    procedure.allow(steps.STEPS, "enter", by=request.actor)
    form, matters = letter_forms(request, forms.PaperLetterForm)
    attempt = Attempt()
    if form.is_bound and form.is_valid() & matters.is_valid():
        package = queries.packages_of_department(request.actor).filter(
            number=form.cleaned_data["package_number"]
        )
        if not package:
            form.add_error("package_number", _("本级没有这个编号的采购包，请核对公告。"))
        else:
            with attempt:
                lodged = lodged_of(request, form, matters)
                made = lodging.enter(package[0].pk, form.paper, lodged, by=request.actor)
                messages.success(request, _("投诉书已登记，请在期限内审查。"))
                return redirect(made)
    context = {"form": form, "matters": matters, "basis": steps.STEPS["enter"].basis}
    return attempt.page(request, f"{TEMPLATES}/complaint_enter.html", context)


@login_required
@get_or_post
@never_cache
def complaint_correct(request: HttpRequest, number: str) -> HttpResponse:
    """Hand in the corrected letter."""
    procedure.allow(steps.STEPS, "correct", by=request.actor)
    complaint = get_object_or_404(queries.corrected_by(request.actor), number=number)
    form, matters = letter_forms(request, LetterForm, of=complaint)
    attempt = Attempt()
    if form.is_bound and form.is_valid() & matters.is_valid():
        with attempt:
            made = lodging.correct(number, lodged_of(request, form, matters), by=request.actor)
            messages.success(request, _("补正材料已提交。"))
            return redirect(made)
    context = pages.correct_context(complaint) | {"form": form, "matters": matters}
    return attempt.page(request, f"{TEMPLATES}/complaint_correct.html", context)


@login_required
@get_or_post
@never_cache
def complaint_withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take one's complaint back."""
    procedure.allow(steps.STEPS, "withdraw", by=request.actor)
    complaint = get_object_or_404(queries.corrected_by(request.actor), number=number)
    form, attempt = forms.WithdrawForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            reason = form.cleaned_data["reason"]
            made = lodging.withdraw(number, reason=reason, by=request.actor, now=clock.now())
            messages.success(request, _("投诉已撤回。"))
            return redirect(made)
    context = {
        "complaint": complaint,
        "form": form,
        "step": steps.STEPS["withdraw"].says,
        "basis": steps.WITHDRAW_BASIS,
    }
    return attempt.page(request, f"{TEMPLATES}/complaint_withdraw.html", context)


def letter_forms(request: HttpRequest, form_class, *, of=None, online: bool = False):
    """The letter and its matters, empty, as they stand or as they were typed."""
    first = pages.letter_initial(of) if of else None
    rows = pages.matters_initial(of) if of else None
    form = form_class(typed(request), request.FILES or None, initial=first)
    matters = forms.MatterFormSet(typed(request), initial=rows, prefix="matters")
    if online:
        for row in matters:
            row.fields["scope"].choices = forms.OFFERED_ONLINE
    return form, matters


def lodged_of(request: HttpRequest, form: LetterForm, matters) -> Lodged:
    """The letter as values, its files kept."""
    return Lodged(form.facts(matters.facts), matters.scopes, files_of(request, form))


def files_of(request: HttpRequest, form: LetterForm) -> Papers:
    """The files that came with a letter, by what they are."""
    found = []
    for name, kind in (
        ("scan", PaperKind.SCAN),
        ("power", PaperKind.POWER),
        ("evidence", PaperKind.EVIDENCE),
    ):
        file = form.cleaned_data.get(name)
        if file:
            found.append((kind, uploads.store(file, owner_id=request.actor.user_id, now=clock.now())))
    return found
