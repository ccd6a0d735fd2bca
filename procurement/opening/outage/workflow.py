"""Writing an outage down, and deciding what follows: the deadline moves, the opening waits, or all stays."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.inbox import workflow as inbox
from orgs.people.choices import ORGANISER_ROLES
from portal.kernel import workflow as procedure
from portal.kernel.actors import SYSTEM, Actor
from portal.kernel.clock import Clock, database_clock
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.uploads import Upload
from portal.kernel.workflow import Step
from procurement.bidding.rules import to_the_second
from procurement.notices import corrections, discarding, issuing
from procurement.notices import queries as notices
from procurement.notices.corrections import Correction
from procurement.notices.models import Notice
from procurement.opening import queries as openings
from procurement.opening import workflow as opening
from procurement.opening.choices import OpeningStatus
from procurement.opening.outage import queries, rules
from procurement.opening.outage.choices import OutageOutcome, OutageStatus
from procurement.opening.outage.models import Outage
from procurement.opening.outage.rules import Decision, Span, Standing
from procurement.projects import queries as projects
from procurement.projects.models import ProcurementProject

STEPS = {
    "report": Step(gettext_lazy("登记平台故障"), (), roles=ORGANISER_ROLES, basis=str(rules.BASIS)),
    "decide": Step(
        gettext_lazy("决定怎样处理平台故障"),
        (OutageStatus.REPORTED,),
        OutageStatus.DECIDED,
        queries.DECIDERS,
        basis=str(rules.BASIS),
    ),
    "decide_anew": Step(
        gettext_lazy("重新决定怎样处理平台故障"),
        (OutageStatus.DECIDED,),
        OutageStatus.DECIDED,
        queries.DECIDERS,
        basis=str(rules.BASIS),
    ),
}


@transaction.atomic
def report(
    project_id: int,
    span: Span,
    *,
    noticed_by: str,
    text: str,
    paper: Upload | None,
    by: Actor,
    clock: Clock = database_clock,
) -> Outage:
    """The organiser writes down an outage of the last hours before the deadline; a second person decides."""
    procedure.allow(STEPS, "report", by=by)
    project = projects.project_for_update(project_id)
    if not queries.may_report(by, project):
        raise NotPermitted(_("只有组织本项目的经办人可以登记平台故障。"))
    packages = notices.packages_for_update(project.pk)
    now = clock()
    deadline = _deadline_of(project, is_open=any(package.status in queries.OPEN for package in packages))
    refuse(
        rules.already_refusals(is_undecided=queries.is_waiting(project.pk, at=now))
        + rules.report_refusals(
            span,
            now=now,
            deadline=deadline,
            minutes=int(queries.minutes(project)),
            is_released=queries.is_released(project.pk),
        )
    )
    outage = Outage.objects.create(
        project=project,
        began_at=span.began_at,
        ended_at=span.ended_at,
        noticed_by=noticed_by,
        text=text.strip(),
        own_record=own_record(span, now=now),
        paper=paper,
        by_id=by.user_id,
        body_id=by.body_id,
        at=now,
    )
    facts = {"began_at": span.began_at, "ended_at": span.ended_at, "text": outage.text}
    _note(outage, "report", _("登记平台故障"), by=by, now=now, facts=facts)
    inbox.notify_body(
        project.purchaser_id,
        roles=queries.DECIDERS,
        subject=_("请决定怎样处理平台故障：%(title)s") % {"title": project.title},
        text=_("截止前平台发生故障，请决定顺延、推迟开启或者维持；决定以前不能解封。"),
        url=reverse("opening:outage_decide", args=[outage.pk]),
        now=now,
    )
    return outage


@transaction.atomic
def decide(
    outage_id: int,
    decision: Decision,
    *,
    provisional_confirmed: bool = False,
    by: Actor,
    clock: Clock = database_clock,
) -> Outage:
    """A second person of the purchaser decides; a moved deadline is corrected at once.

    Where the notice of a moved deadline was not out in time, it is decided anew.
    """
    outage = queries.outage_for_update(outage_id)
    project, is_anew = outage.project, outage.status == OutageStatus.DECIDED
    procedure.advance(outage, STEPS, "decide_anew" if is_anew else "decide", by=by)
    if project.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的采购项目。"))
    notices.packages_for_update(project.pk)
    now = clock()
    if is_anew:
        refuse(rules.anew_refusals(is_lapsed=outage.is_lapsed(now=now)))
    standing = _standing(project, now=now)
    span = Span(outage.began_at, outage.ended_at or decision.ended_at)
    refuse(
        rules.second_person_refusals(reported_by=outage.by_id, decided_by=by.user_id)
        + rules.decision_refusals(decision, span, standing)
    )
    if is_anew:
        _lapse(outage, by=by, now=now)
    if span.ended_at != outage.ended_at:
        outage.ended_at, outage.own_record = span.ended_at, own_record(span, now=now)
    outage.outcome, outage.reason, outage.moved_to = (
        decision.outcome,
        decision.reason.strip(),
        decision.moved_to,
    )
    outage.decided_by_id, outage.decided_at = by.user_id, now
    if decision.outcome == OutageOutcome.MOVED:
        # Judged above; what is decided after the deadline lets bids in again.
        facts = {"provisional_confirmed": provisional_confirmed, "clock": clock}
        outage.notice = _correct(outage, reopens=standing.is_past, by=by, now=now, **facts)
    outage.save()
    _judge_waiting(project, now=now)
    if decision.outcome == OutageOutcome.POSTPONED:
        _postpone(outage, now=now)
    facts = {"effect": str(outage.get_outcome_display()), "reason": outage.reason}
    facts |= {"closes_at": outage.moved_to} if outage.moved_to else {}
    _note(outage, "decide", _("决定怎样处理平台故障"), by=by, now=now, facts=facts)
    return outage


def _standing(project: ProcurementProject, *, now: datetime) -> Standing:
    return Standing(
        now=now,
        deadline=_deadline_of(project, is_open=True),
        minutes=int(queries.minutes(project)),
        is_released=queries.is_released(project.pk),
        is_begun=queries.is_begun(project.pk),
        may_reopen=queries.may_reopen(project),
    )


def _lapse(outage: Outage, *, by: Actor, now: datetime) -> None:
    """What did not come into force stays in words; its notice can come out no more."""
    said = _("原来决定顺延到 %(until)s，更正公告没有按时首次发布，没有生效。")
    outage.lapsed = said % {"until": to_the_second(outage.moved_to)}
    discarding.drop(outage.notice, reason=outage.lapsed, by=by, now=now)
    outage.notice = None


def own_record(span: Span, *, now: datetime) -> str:
    """What the platform's own signed heads say of a time."""
    every = settings.LEDGER_HEAD_EVERY
    heads = queries.heads_around(span.began_at, span.ended_at or now, every=every)
    return rules.own_record(heads, span=span, now=now, every=every)


def _deadline_of(project: ProcurementProject, *, is_open: bool) -> datetime:
    schedule = getattr(project, "schedule", None)
    refuse(rules.no_deadline_refusals(has_deadline=is_open and schedule is not None))
    return schedule.response_deadline


def _correct(outage: Outage, *, reopens: bool, by: Actor, now: datetime, **facts: object) -> Notice:
    """The linked correction that moves the deadline; nothing else of the call changes."""
    project = outage.project
    said = _("提交截止前平台发生故障（%(began)s 起），顺延提交截止和开启时间。%(reason)s")
    if reopens:
        said = _(
            "提交截止时平台发生故障（%(began)s 至 %(ended)s），供应商不能提交，重新接收文件，"
            "顺延提交截止和开启时间。已提交的文件仍然密封、有效，可以替换或者撤回。%(reason)s"
        )
    times = {"began": to_the_second(outage.began_at), "reason": outage.reason}
    times |= {"ended": to_the_second(outage.ended_at)} if outage.ended_at else {}
    correction = Correction(
        texts=corrections.current_texts(project),
        reason=said % times,
        opening_place=project.schedule.opening_place,
        asked_deadline=outage.moved_to,
        reopens=reopens,
    )
    return corrections.issue(project, correction, drafted_by=outage.by_id, by=by, now=now, **facts)


def _judge_waiting(project: ProcurementProject, *, now: datetime) -> None:
    """The openings that fell due meanwhile: too few responses end them only now."""
    waiting = queries.sessions_of(project.pk).filter(status=OpeningStatus.WAITING)
    for session_id in waiting.order_by("package__index").values_list("pk", flat=True):
        opening.end_if_too_few_came(openings.session_for_update(session_id), by=SYSTEM, now=now)


def _postpone(outage: Outage, *, now: datetime) -> None:
    """Openings that wait move with it; the bids stay sealed, and nothing is received any more."""
    if not any(package.status in queries.OPEN for package in notices.packages_for_update(outage.project_id)):
        return
    waiting = queries.sessions_of(outage.project_id).filter(status=OpeningStatus.WAITING)
    waiting.filter(due_at__lt=outage.moved_to).update(due_at=outage.moved_to)
    issuing.tell_obtainers(
        outage.project,
        subject=_("开启时间推迟：%(title)s") % {"title": outage.project.title},
        text=_("提交截止时间不变，开启改到 %(until)s。已提交的文件仍然密封，不受影响。原因：%(reason)s")
        % {"until": to_the_second(outage.moved_to), "reason": outage.reason},
        url=outage.project.get_absolute_url(),
        now=now,
    )


def _note(outage: Outage, verb: str, says: str, *, by: Actor, now: datetime, facts: dict) -> None:
    ledger.record(
        outage, f"outage.{verb}", says=says, by=by, at=now, facts={"project": outage.project.number} | facts
    )
