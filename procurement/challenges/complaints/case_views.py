"""Pages of the department at work, and of those who explain."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.kernel import clock, uploads
from portal.kernel import workflow as procedure
from portal.kernel.forms import PortalForm
from portal.kernel.verbs import Attempt, get_or_post, typed
from procurement.challenges.complaints import (
    carrying,
    deciding,
    documents,
    examining,
    forms,
    investigating,
    lodging,
    pages,
    queries,
    steps,
)
from procurement.challenges.complaints.models import Complaint, ComplaintPause
from procurement.notices import queries as notices
from procurement.notices.outside.forms import PublicationForm

TEMPLATES = "procurement/challenges/complaints"


@login_required
@get_or_post
@never_cache
def complaint_examine(request: HttpRequest, number: str) -> HttpResponse:
    """What the machine compares, and what the examiner says."""
    complaint = of_department(request, number, "examine")
    form = forms.ExamineForm(typed(request), suppliers=queries.related_choices(complaint))
    return step(
        request,
        complaint,
        "examine",
        form,
        lambda **who: examining.examine(number, form.examination, **who),
        _("审查结果已拟好，请另一人审签文书。"),
        **pages.examine_context(complaint),
    )


@login_required
@get_or_post
@never_cache
def complaint_explain(request: HttpRequest, number: str) -> HttpResponse:
    """A party explains in writing."""
    procedure.allow(steps.STEPS, "explain", by=request.actor)
    complaint = get_object_or_404(queries.explained_by(request.actor), number=number)
    form = forms.ExplainForm(typed(request), request.FILES or None)

    def act(*, by, now):
        file = form.cleaned_data["file"]
        kept = uploads.store(file, owner_id=by.user_id, now=now) if file else None
        investigating.explain(number, form.cleaned_data["text"], file=kept, by=by, now=now)

    party = queries.party_of(complaint, request.actor)
    return step(request, complaint, "explain", form, act, _("说明已提交。"), party=party)


@login_required
@get_or_post
@never_cache
def complaint_pause(request: HttpRequest, number: str) -> HttpResponse:
    """Papers went out to others: the clock stops."""
    complaint, form = of_department(request, number, "pause"), forms.PauseForm(typed(request))
    return step(
        request,
        complaint,
        "pause",
        form,
        lambda **who: investigating.stop_clock(number, form.sent, **who),
        _("已登记，处理期限停止计算。"),
    )


@login_required
@get_or_post
@never_cache
def pause_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The reply has come."""
    procedure.allow(steps.STEPS, "reply", by=request.actor)
    own = ComplaintPause.objects.filter(complaint__in=queries.handled_by(request.actor).values("pk"))
    pause = get_object_or_404(own.select_related("complaint"), pk=pk)
    complaint, form = of_department(request, pause.complaint.number, "reply"), forms.ReplyForm(typed(request))
    return step(
        request,
        complaint,
        "reply",
        form,
        lambda **who: investigating.take_reply(pk, form.cleaned_data["replied_on"], **who),
        _("已登记，处理期限从次日起继续计算。"),
        pause=pause,
    )


@login_required
@get_or_post
@never_cache
def complaint_suspend(request: HttpRequest, number: str) -> HttpResponse:
    """Prepare the notice that the purchase stops."""
    complaint, form = of_department(request, number, "suspend"), forms.SuspendForm(typed(request))
    return step(
        request,
        complaint,
        "suspend",
        form,
        lambda **who: investigating.propose_suspension(number, **form.cleaned_data, **who),
        _("暂停通知已拟好，请另一人审签。"),
        **pages.suspend_context(complaint),
    )


@login_required
@get_or_post
@never_cache
def complaint_resume(request: HttpRequest, number: str) -> HttpResponse:
    """Prepare the notice that the purchase goes on."""
    complaint, form = of_department(request, number, "resume"), forms.TextForm(typed(request))
    return step(
        request,
        complaint,
        "resume",
        form,
        lambda **who: investigating.propose_resumption(number, **form.cleaned_data, **who),
        _("恢复通知已拟好，请另一人审签。"),
    )


@login_required
@get_or_post
@never_cache
def complaint_end(request: HttpRequest, number: str) -> HttpResponse:
    """Prepare the paper that tells the parties of a withdrawal."""
    complaint, form = of_department(request, number, "end"), forms.TextForm(typed(request))
    return step(
        request,
        complaint,
        "end",
        form,
        lambda **who: lodging.propose_ending(number, **form.cleaned_data, **who),
        _("告知书已拟好，请另一人审签。"),
    )


@login_required
@get_or_post
@never_cache
def complaint_decide(request: HttpRequest, number: str) -> HttpResponse:
    """Prepare the decision."""
    complaint = of_department(request, number, "decide")
    form = forms.DecideForm(
        typed(request), matters=complaint.matters.all(), initial=pages.decide_initial(complaint)
    )
    return step(
        request,
        complaint,
        "decide",
        form,
        lambda **who: deciding.decide(number, form.decision, **who),
        _("处理决定已拟好，请另一人审签。"),
        **pages.decide_context(complaint),
    )


@login_required
@get_or_post
@never_cache
def complaint_carry_out(request: HttpRequest, number: str) -> HttpResponse:
    """The purchaser carries out what was ordered."""
    procedure.allow(steps.STEPS, "carry_out", by=request.actor)
    complaint = get_object_or_404(queries.ordered_of(request.actor), number=number)
    form = forms.CarryOutForm(typed(request), may_restart=carrying.is_impossible(complaint))
    orders = documents.orders_says(complaint.decision)
    return step(
        request,
        complaint,
        "carry_out",
        form,
        lambda **who: carrying.carry_out(number, **form.cleaned_data, **who),
        _("处理决定已落实。"),
        orders=orders,
        decision=complaint.decision,
        does=carrying.does(complaint),
    )


@login_required
@get_or_post
@never_cache
def complaint_publish(request: HttpRequest, number: str) -> HttpResponse:
    """Publish the result, or enter where it was published first."""
    complaint = of_department(request, number, "publish")
    is_first_here = notices.publishes_itself()
    form = PortalForm(typed(request)) if is_first_here else PublicationForm(typed(request))

    def act(**who):
        publication = None if is_first_here else form.as_publication()
        deciding.publish(number, publication=publication, **who)

    context = pages.publish_context(complaint) | {"is_first_here": is_first_here}
    return step(request, complaint, "publish", form, act, _("处理结果已公告。"), **context)


def of_department(request: HttpRequest, number: str, verb: str) -> Complaint:
    """A complaint of the acting department, for a capacity that carries out the verb."""
    procedure.allow(steps.STEPS, verb, by=request.actor)
    return get_object_or_404(queries.handled_by(request.actor), number=number)


def step(
    request: HttpRequest,
    complaint: Complaint,
    verb: str,
    form,
    act: Callable,
    thanks: str,
    **context: object,
) -> HttpResponse:
    """One act on a complaint: what is typed goes to its verb, a refusal comes back with it."""
    attempt = Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            act(by=request.actor, now=clock.now())
            messages.success(request, thanks)
            return redirect(complaint)
    step_of = steps.STEPS[verb]
    shown = {"complaint": complaint, "form": form, "step": step_of.says, "basis": step_of.basis, **context}
    return attempt.page(request, f"{TEMPLATES}/complaint_{verb}.html", shown)
