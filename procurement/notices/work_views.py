"""Pages of clerks: draft, review, publish and correct a notice."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.kernel import listing
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import database_clock, local_date
from portal.kernel.errors import Refusal
from portal.kernel.verbs import Attempt, must_have, typed
from procurement import methods
from procurement.notices import (
    announcing,
    confirming,
    corrections,
    discarding,
    forms,
    obtaining,
    queries,
    rules,
    screening,
    tables,
    workflow,
)
from procurement.notices.amending import queries as amendments
from procurement.notices.choices import CALLS, TAKEN_BACK, NoticeStatus, NoticeType
from procurement.notices.models import Notice, ObtainInquiry
from procurement.notices.panels import queries as panels
from procurement.notices.sections import Section
from procurement.projects import queries as projects
from procurement.projects import readiness as ahead
from procurement.projects.decisions import workflow as deciding
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import queries as plans
from procurement.review import rules as review_rules
from procurement.review.discrimination import Remark

PUBLISH_WORDS = "发布公告"


@login_required
def work_list(request: HttpRequest) -> HttpResponse:
    """What waits for a notice, and all notices of the purchases that this capacity may see."""
    because = _("公告由采购人和代理机构编制，供主管预算单位、财政部门和审计监督人员查阅。")
    must_have(request, *projects.READERS, because=because)
    return listing.listing(
        request,
        queries.of_clerks(request.actor),
        template="procurement/notices/work_list.html",
        order=("-pk",),
        now=timezone.now(),
        awaiting=queries.awaiting_notice(request.actor),
    )


@login_required
def notice_draft(request: HttpRequest, project_id: int) -> HttpResponse:
    """Draft the call of a purchase; the earliest lawful times are proposed."""
    project = get_object_or_404(queries.awaiting_notice(request.actor), pk=project_id)
    now = timezone.now()
    hints = hints_for(project, now=now)
    terms = methods.get(project.method).terms
    initial = forms.initial_from(hints, is_open_ended=plans.takes_applications(project))
    form = call_form(project)(typed(request), initial=initial, terms=terms)
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            notice = workflow.draft_call(
                project.pk,
                by=request.actor,
                now=now,
                schedule=form.as_schedule(),
                texts=form.as_texts(),
            )
            return redirect("notices:work_detail", notice.pk)
    context = {
        "now": now,
        "project": project,
        "terms": terms,
        "not_conducted": not_conducted(project),
        "form": form,
        "hints": hints,
        "law": queries.schedule_law(project, on=queries.expected_on(now)),
        "back_url": reverse("notices:work_list"),
    }
    return attempt.page(request, "procurement/notices/notice_draft.html", context)


@login_required
def work_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A notice as its clerks see it: state, next step, what it will say."""
    notice = notice_of(request, pk)
    now = timezone.now()
    context = {
        "now": now,
        "notice": notice,
        "sections": [Section.from_json(stored) for stored in notice.body["sections"]],
        "steps": procedure.available(notice, workflow.STEPS, by=request.actor),
        "conducts": queries.brings_out(request.actor, notice),
        "schedule": stored_schedule(notice),
        "warnings": warnings_of(notice, now=now),
        "law_changes": law_changes(notice, now=now),
        "remarks": remarks_on(notice, now=now),
        "may_enter": notice.status == NoticeStatus.AWAITING,
        "may_take_back": notice.type in TAKEN_BACK,
        "tone": "ok" if notice.status == NoticeStatus.PUBLISHED else "soon",
        "inquiry": inquiry_for(notice, request.actor),
        "may_inquire": tables.may_inquire(notice, request.actor, now=now),
        "obtained": queries.obtained_of(notice.project, request.actor, at=now),
        "asks_panel": asks_panel(notice),
        "may_confirm": confirming.may_confirm(notice, by=request.actor),
        "may_correct": tables.may_correct(notice, request.actor, now=now),
        "may_amend": amendments.may_amend(notice, request.actor),
        "is_amendment": amendments.is_amendment(notice),
    }
    return render(request, "procurement/notices/work_detail.html", context)


@login_required
def notice_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft of a call."""
    notice = own_notice(request, pk, type__in=CALLS, status=NoticeStatus.DRAFT)
    procedure.allow(workflow.STEPS, "edit", by=request.actor)
    now = timezone.now()
    initial = forms.initial_of(corrections.stored_schedule(notice), announcing.stored_texts(notice))
    terms = methods.get(notice.project.method).terms
    form = call_form(notice.project)(typed(request), initial=initial, terms=terms)
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.edit(
                notice.pk,
                by=request.actor,
                now=now,
                schedule=form.as_schedule(),
                texts=form.as_texts(),
            )
            return redirect("notices:work_detail", notice.pk)
    context = {
        "now": now,
        "project": notice.project,
        "terms": terms,
        "not_conducted": not_conducted(notice.project),
        "notice": notice,
        "form": form,
        "hints": hints_for(notice.project, now=now),
        "law": queries.schedule_law(notice.project, on=queries.expected_on(now)),
        "remarks": remarks_on(notice, now=now),
        "back_url": reverse("notices:work_detail", args=[notice.pk]),
    }
    return attempt.page(request, "procurement/notices/notice_draft.html", context)


@login_required
@require_POST
def notice_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a draft to a second person."""
    notice = own_notice(request, pk)
    procedure.allow(workflow.STEPS, "submit", by=request.actor)
    workflow.submit(notice.pk, by=request.actor, now=timezone.now())
    return redirect("notices:work_detail", notice.pk)


@login_required
def notice_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a notice back with the reason."""
    notice = own_notice(request, pk, status=NoticeStatus.SUBMITTED)
    procedure.allow(workflow.STEPS, "return_for_changes", by=request.actor)
    form = forms.OpinionForm(typed(request))
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.return_for_changes(
                notice.pk, by=request.actor, now=timezone.now(), opinion=form.cleaned_data["opinion"]
            )
            return redirect("notices:work_detail", notice.pk)
    context = {"notice": notice, "form": form}
    return attempt.page(request, "procurement/notices/notice_return.html", context)


@login_required
def notice_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a drafted correction."""
    notice = own_notice(request, pk, type=NoticeType.CORRECTION, status=NoticeStatus.DRAFT)
    procedure.allow(workflow.STEPS, "discard", by=request.actor)
    form, attempt = forms.DiscardForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            discarding.discard(notice.pk, **form.cleaned_data, by=request.actor, now=timezone.now())
            messages.success(request, _("更正公告的草稿已作废，可以另行编制。"))
            return redirect("notices:work_detail", notice.pk)
    context = {"notice": notice, "form": form}
    return attempt.page(request, "procurement/notices/notice_discard.html", context)


@login_required
def notice_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The step that cannot be taken back: what will happen, who will see it, typed confirmation."""
    notice = own_notice(request, pk, status=NoticeStatus.SUBMITTED)
    procedure.allow(workflow.STEPS, "publish", by=request.actor)
    now = timezone.now()
    schedule = stored_schedule(notice)
    is_provisional = schedule and bool(
        rules.provisional_refusals(schedule, calendar=calendars.current(), is_confirmed=False)
    )
    form = forms.PublishForm(typed(request), words=PUBLISH_WORDS, is_provisional=is_provisional)
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.publish(
                notice.pk,
                by=request.actor,
                now=now,
                provisional_confirmed=form.cleaned_data.get("provisional_confirmed", False),
                clock=database_clock,
            )
            return redirect("notices:work_detail", notice.pk)
    context = {
        "now": now,
        "notice": notice,
        "not_conducted": not_conducted(notice.project) if notice.is_call else [],
        "publishes_itself": queries.publishes_itself(),
        "schedule": schedule,
        "form": form,
        "warnings": warnings_of(notice, now=now),
        "law_changes": law_changes(notice, now=now),
        "remarks": remarks_on(notice, now=now),
    }
    return attempt.page(request, "procurement/notices/notice_publish.html", context)


@login_required
@require_POST
def obtain_inquire(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once whether fewer than the law's number obtained the document."""
    notice = own_notice(request, pk, type__in=CALLS, status=NoticeStatus.PUBLISHED)
    obtaining.ask_whether_fewer(notice.project_id, by=request.actor)
    return redirect("notices:work_detail", notice.pk)


@login_required
def notice_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft a correction of a published notice."""
    original = own_notice(request, pk, type__in=CALLS, status=NoticeStatus.PUBLISHED)
    schedule = corrections.facts_of(original.project.schedule)
    texts = corrections.current_texts(original.project)
    initial = forms.initial_of(schedule, texts) | dict.fromkeys(forms.LATER_TIMES)

    def draft(correction: corrections.Correction, now: datetime) -> Notice:
        return corrections.draft_correction(original.pk, by=request.actor, now=now, correction=correction)

    return correction_page(request, original, initial=initial, carry_out=draft)


@login_required
def correction_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a drafted correction."""
    drafted = own_notice(
        request, pk, type=NoticeType.CORRECTION, status=NoticeStatus.DRAFT, corrects__type__in=CALLS
    )
    initial = forms.initial_of_correction(corrections.correction_of(drafted))

    def edit(correction: corrections.Correction, now: datetime) -> Notice:
        return corrections.edit_correction(drafted.pk, by=request.actor, now=now, correction=correction)

    original = own_notice(request, drafted.corrects_id)
    return correction_page(request, original, initial=initial, carry_out=edit)


def correction_page(
    request: HttpRequest, original: Notice, *, initial: dict, carry_out: Callable[..., Notice]
) -> HttpResponse:
    """The form of a correction; what the law keeps from being corrected stands beside it."""
    procedure.allow(workflow.STEPS, "edit", by=request.actor)
    now, before = timezone.now(), corrections.current_texts(original.project)
    terms = methods.get(original.project.method).terms
    form = forms.CorrectionForm(typed(request), initial=initial, terms=terms)
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            return redirect("notices:work_detail", carry_out(form.as_correction(before), now).pk)
    context = {
        "now": now,
        "notice": original,
        "schedule": corrections.facts_of(original.project.schedule),
        "before": before,
        "law": queries.schedule_law(original.project),
        "back_url": reverse("notices:work_detail", args=[original.pk]),
        "terms": terms,
        "form": form,
    }
    return attempt.page(request, "procurement/notices/notice_correct.html", context)


def inquiry_for(notice: Notice, actor: Actor | None) -> ObtainInquiry | None:
    """The recorded yes or no, for the clerks who conduct the purchase alone."""
    is_call = notice.is_call and notice.status == NoticeStatus.PUBLISHED
    return queries.inquiry_of(notice.project) if is_call and queries.conducts(actor, notice.project) else None


def own_notice(request: HttpRequest, pk: int, **state: object) -> Notice:
    """A notice that this capacity brings out: of a purchase that it conducts, or of its own order."""
    notice = notice_of(request, pk, **state)
    if not queries.brings_out(request.actor, notice):
        raise PermissionDenied(_("这份公告不由贵单位发布。"))
    return notice


def notice_of(request: HttpRequest, pk: int, **state: object) -> Notice:
    """A notice of a purchase that this capacity may see."""
    notices = queries.of_clerks(request.actor).select_related(
        "project__catalogue_item", "project__agency_mandate", "created_by", "corrects"
    )
    return get_object_or_404(notices, pk=pk, **state)


def stored_schedule(notice: Notice) -> rules.ScheduleFacts | None:
    """The times that a notice sets; None where it sets none."""
    return corrections.stored_schedule(notice) if "schedule" in notice.body else None


def not_conducted(project: ProcurementProject) -> list[Refusal]:
    """What of the procedure the portal cannot conduct yet, said before a notice binds."""
    if plans.takes_applications(project):
        return []
    return review_rules.conduct_refusals(methods.get(project.method))


def call_form(project: ProcurementProject) -> type[forms.CallForm]:
    """The form of a call by how suppliers take part."""
    return forms.OpenCallForm if plans.takes_applications(project) else forms.CallForm


def hints_for(project: ProcurementProject, *, now) -> rules.Hints:
    """The earliest lawful times of a notice issued today."""
    on = queries.expected_on(now)
    law = queries.schedule_law(project, on=on)
    return rules.hints(issued_on=on, law=law, calendar=calendars.current())


def asks_panel(notice: Notice) -> bool:
    """Whether the panel's confirmation of a call that waits for its publication is to be kept."""
    is_waiting = notice.is_call and notice.status == NoticeStatus.SUBMITTED
    return is_waiting and methods.get(notice.project.method).panel_confirms is not None


def law_changes(notice: Notice, *, now: datetime) -> list:
    """What changed in the law between the hand-in and today, for a notice that is not out."""
    if notice.status == NoticeStatus.PUBLISHED or not notice.is_call:
        return []
    return announcing.changes_of_law(notice.project, on=queries.expected_on(now))


def warnings_of(notice: Notice, *, now) -> list:
    """What would refuse the publication today."""
    if notice.status == NoticeStatus.PUBLISHED or not notice.is_call:
        return []
    on = queries.expected_on(now)
    panel = panels.publication_refusals(notice) if notice.status == NoticeStatus.SUBMITTED else []
    return [
        *panel,
        *ahead.announcement_refusals(notice.project, on=on),
        *announcing.call_refusals(notice, on=on),
    ]


def remarks_on(notice: Notice, *, now: datetime) -> list[Remark]:
    """Marked words of a notice that can still be changed; none for one that has gone out."""
    if notice.status == NoticeStatus.PUBLISHED or "texts" not in notice.body:
        return []
    return screening.remarks(announcing.stored_texts(notice), on=local_date(now))


@login_required
@require_POST
def notice_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The purchaser confirms what its agency prepared."""
    must_have(request, *deciding.CONFIRMERS)
    notice = notice_of(request, pk)
    confirming.confirm(pk, by=request.actor, now=timezone.now())
    messages.success(request, _("已确认。代理机构可以发布这份公告；内容再改动，要重新确认。"))
    return redirect("notices:work_detail", notice.pk)
