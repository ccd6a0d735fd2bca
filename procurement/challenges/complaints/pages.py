"""What pages say of complaints."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.actors import Actor
from portal.kernel.calendar.rules import LegalDate
from portal.kernel.clock import at_local, local_date
from portal.kernel.errors import Refused
from procurement.challenges.choices import Subject
from procurement.challenges.complaints import documents, lodging, queries, steps
from procurement.challenges.complaints.choices import (
    ComplaintStatus,
    Examined,
    PaperKind,
    PaperStatus,
    Scope,
    Stage,
)
from procurement.challenges.complaints.models import Complaint, DepartmentPaper
from procurement.challenges.complaints.rules import admission, clocks, outcome
from procurement.challenges.models import Challenge
from procurement.projects.choices import PackageStatus

S = ComplaintStatus
LETTER_FIELDS = (
    "address",
    "postcode",
    "contact",
    "phone",
    "principal",
    "partners",
    "request",
    "agent_name",
    "agent_matters",
    "agent_powers",
    "agent_until",
)
STAGES = {
    PackageStatus.TERMINATED: Stage.FAILED,
    PackageStatus.DECIDED: Stage.WINNER,
    PackageStatus.RESULT_PUBLISHED: Stage.WINNER,
    PackageStatus.CONTRACTED: Stage.SIGNED,
    PackageStatus.ACCEPTED: Stage.PERFORMED,
    PackageStatus.EVALUATED: Stage.PERFORMED,
}
VERBS = (
    ("examine", gettext_lazy("审查投诉书")),
    ("correct", gettext_lazy("提交补正材料")),
    ("explain", gettext_lazy("提交说明")),
    ("decide", gettext_lazy("拟定处理决定")),
    ("carry_out", gettext_lazy("落实处理决定")),
    ("publish", gettext_lazy("公告处理结果")),
    ("suspend", gettext_lazy("通知暂停采购活动")),
    ("resume", gettext_lazy("通知恢复采购活动")),
    ("pause", gettext_lazy("停算处理期限")),
    ("end", gettext_lazy("书面告知处理终止")),
    ("withdraw", gettext_lazy("撤回投诉")),
)


@dataclass(frozen=True)
class Clock:
    """A term of the department: what, until when, whether it is done, and the article."""

    says: str
    until: datetime | None
    basis: str
    is_done: bool
    is_provisional: bool = False
    note: str = ""


@dataclass(frozen=True)
class Act:
    """Something that this reader may do now."""

    says: str
    url: str


def detail_context(complaint: Complaint, *, actor: Actor, now: datetime) -> dict:
    """Everything of one complaint that the reader may see."""
    is_whole = complaint.sender_id == actor.body_id or actor.has_role(*steps.FINANCE, *queries.WATCHERS)
    is_office = actor.has_role(*steps.FINANCE, *queries.WATCHERS)
    decision = getattr(complaint, "decision", None)
    is_decided = complaint.status in queries.DECIDED
    acts = acts_of(complaint, actor, today=local_date(now))
    return {
        "complaint": complaint,
        "project": complaint.package.project,
        "tone": tone_of(complaint),
        "primary": acts[:1],
        "acts": acts[1:],
        "clocks": department_clocks(complaint, now=now) if is_office else [],
        "matters": complaint.matters.all(),
        "is_whole": is_whole,
        "is_office": is_office,
        "is_department": actor.has_role(*steps.FINANCE),
        "files": queries.files_for(actor).filter(complaint=complaint) if is_whole else [],
        "papers": queries.papers_of(actor).filter(complaint=complaint),
        "parties": parties_of(complaint, actor, is_office=is_office),
        "pauses": complaint.pauses.all() if is_office else [],
        "suspensions": queries.suspensions_of(complaint),
        "decision": decision if is_decided else None,
        "orders": documents.orders_says(decision) if is_decided else [],
        "basis": clocks.COMPLAIN_BASIS,
    }


def parties_of(complaint: Complaint, actor: Actor, *, is_office: bool):
    """All parties for the department; for a party its own row."""
    rows = complaint.parties.select_related("body", "file", "explained_by")
    if is_office:
        return rows
    return rows.filter(body_id=actor.body_id, told_at__isnull=False)


def acts_of(complaint: Complaint, actor: Actor, *, today: date) -> list[Act]:
    """What this reader may do now, the next step first."""
    found = []
    waiting = queries.to_sign(complaint) if steps.may(complaint, "sign", by=actor) else None
    if waiting is not None:
        says = _("审签%(paper)s") % {"paper": waiting.get_kind_display()}
        found.append(Act(says, reverse("complaints:paper", args=[waiting.pk])))
    for verb, says in VERBS:
        if not steps.may(complaint, verb, by=actor):
            continue
        if _fits(complaint, verb, waiting=waiting, actor=actor, today=today):
            found.append(Act(str(says), reverse(f"complaints:{verb}", args=[complaint.number])))
    return found


def _fits(
    complaint: Complaint, verb: str, *, waiting: DepartmentPaper | None, actor: Actor, today: date
) -> bool:
    """Verbs that the state allows but that make no sense at the moment."""
    if verb in ("examine", "decide", "suspend", "resume", "end") and waiting is not None:
        return False
    if verb == "carry_out":
        return queries.ordered_of(actor).filter(pk=complaint.pk).exists()
    if verb in ("withdraw", "correct") and actor.has_role(*steps.FINANCE):
        return queries.corrected_by(actor).filter(pk=complaint.pk).exists()
    if verb in ("suspend", "resume"):
        return (queries.suspension_of(complaint, on=today) is None) == (verb == "suspend")
    return True


def department_clocks(complaint: Complaint, *, now: datetime) -> list[Clock]:
    """The terms of examination, telling, copies and decision."""
    found = queries.clocks_of(complaint, today=local_date(now))
    is_examined = bool(complaint.examined_at)
    rows = [_clock(_("审查投诉书"), found.examine_by, admission.EXAM_BASIS, is_done=is_examined)]
    if complaint.examined in (Examined.REFUSE, Examined.TRANSFER) and found.tell_by:
        is_told = complaint.status in (S.NOT_ADMITTED, S.TRANSFERRED)
        rows.append(_clock(_("书面告知投诉人"), found.tell_by, admission.EXAM_BASIS, is_done=is_told))
        return rows
    is_sent = complaint.status in (S.INVESTIGATING, *queries.DECIDED)
    rows.append(_clock(_("发出投诉书副本"), found.copies_by, admission.EXAM_BASIS, is_done=is_sent))
    rows.append(_decide_clock(found.decide, is_done=complaint.status in queries.DECIDED))
    return rows


def _decide_clock(running: clocks.Running, *, is_done: bool) -> Clock:
    says = _("作出处理决定")
    if running.is_stopped:
        note = _("停止计算，还剩 %(left)d 个工作日") % {"left": running.left}
        return Clock(says, None, clocks.PAUSE_BASIS, is_done, note=note)
    return _clock(says, running.last_day, clocks.DECIDE_BASIS, is_done=is_done)


def _clock(says: str, until: LegalDate, basis: str, *, is_done: bool) -> Clock:
    return Clock(says, end_of(until.date), basis, is_done, until.provisional)


def end_of(day: date) -> datetime:
    """The last minute of a day."""
    return at_local(day, 23, 59)


def tone_of(complaint: Complaint) -> str:
    """The colour of a state, beside its words."""
    return (
        "soon" if complaint.status in queries.OPEN else "quiet" if complaint.status == S.WITHDRAWN else "ok"
    )


def lodge_context(challenge: Challenge, *, now: datetime) -> dict:
    """The challenge, until when one may complain, and what bars it already."""
    project = challenge.package.project
    until = queries.complain_by(project, queries.answer_due(challenge))
    context = {
        "challenge": challenge,
        "project": project,
        "package": challenge.package,
        "until": end_of(until.date) if until else None,
        "is_provisional": bool(until and until.provisional),
        "basis": clocks.COMPLAIN_BASIS,
    }
    try:
        complaint = lodging.from_challenge(challenge, challenge.package, now=now)
    except Refused as refused:
        return context | {"refused": refused, "is_barred": True}
    barred = lodging.bars(complaint, [Scope.CHALLENGED])
    context["department"] = complaint.department
    return context | ({"refused": Refused(*barred), "is_barred": True} if barred else {})


def letter_initial(complaint: Complaint) -> dict:
    """The letter as it stands, to be corrected."""
    return {name: getattr(complaint, name) for name in LETTER_FIELDS}


def matters_initial(complaint: Complaint) -> list[dict]:
    """The matters as they stand."""
    return list(complaint.matters.values("matter", "facts", "law", "scope"))


def correct_context(complaint: Complaint) -> dict:
    """What is asked for, until when."""
    paper = complaint.documents.filter(kind=PaperKind.CORRECTION, status=PaperStatus.SENT).last()
    until = end_of(complaint.correct_until) if complaint.correct_until else None
    return {
        "complaint": complaint,
        "step": steps.STEPS["correct"].says,
        "paper": paper,
        "until": until,
        "basis": admission.EXAM_BASIS,
    }


def examine_context(complaint: Complaint) -> dict:
    """What stands against admission, and what it leads to."""
    found = admission.findings(queries.case_of(complaint))
    until = queries.complain_by(complaint.package.project, complaint.answer_due)
    return {
        "findings": found,
        "meant": admission.examined(found).label,
        "matters": complaint.matters.all(),
        "files": complaint.papers.select_related("upload"),
        "complain_by": until.date if until else None,
    }


def suspend_context(complaint: Complaint) -> dict:
    """How many days of suspension are left."""
    most = int(queries.law(complaint.package.project, "suspension_max_days"))
    used = clocks.days_suspended(queries.suspended_spans(complaint))
    return {"most": most, "used": used, "left": most - used}


def decide_initial(complaint: Complaint) -> dict:
    """What the record proposes; the officer changes it where it is otherwise."""
    decision = getattr(complaint, "decision", None)
    is_document = complaint.subject == Subject.DOCUMENT
    first = {
        "stage": STAGES.get(PackageStatus(complaint.package.status), Stage.NO_WINNER),
        "law": outcome.DOCUMENT_BASIS if is_document else outcome.RESULT_BASIS,
    }
    if decision is not None:
        names = ("facts", "law", "ground", "stage", "is_enough", "review_organ", "court")
        first |= {name: getattr(decision, name) for name in names}
    for row in complaint.matters.all():
        first |= {f"finding_{row.pk}": row.finding, f"reason_{row.pk}": row.answer}
    return first


def decide_context(complaint: Complaint) -> dict:
    """What was explained, and whether the clock stands still."""
    return {
        "parties": complaint.parties.select_related("body", "file"),
        "is_document": complaint.subject == Subject.DOCUMENT,
    }


def publish_context(complaint: Complaint) -> dict:
    """The text that everybody will read."""
    decision = complaint.decision
    return {
        "decision": decision,
        "orders": documents.orders_says(decision),
        "values": documents.notice_values(complaint),
    }


def paper_context(paper: DepartmentPaper, *, actor: Actor) -> dict:
    """The paper as it will go out, and what sending it brings about."""
    return {
        "paper": paper,
        "step": paper.get_kind_display(),
        "complaint": paper.complaint,
        "page": documents.page_of(paper),
        "consequence": CONSEQUENCES[paper.kind],
        "is_own": paper.prepared_by_id == actor.user_id,
        "is_waiting": paper.status == PaperStatus.PREPARED,
        "basis": steps.STEPS["sign"].basis,
    }


CONSEQUENCES = {
    "correction": gettext_lazy(
        "送达以后投诉人会收到通知；到收到补正材料为止的时间不计入处理期限。补正通知只能发一次。"
    ),
    "refusal": gettext_lazy("送达以后这件投诉办结，投诉人会收到理由。"),
    "transfer": gettext_lazy("送达以后这件投诉在本部门办结。"),
    "copies": gettext_lazy(
        "送达以后投诉正式进入处理，采购人和有关供应商看到投诉书副本，并开始计算说明的期限。"
    ),
    "suspension": gettext_lazy("送达以后采购活动立即中止，开启、定标、签订和履行合同都不能办理。"),
    "resumption": gettext_lazy("送达以后采购活动马上恢复。"),
    "decision": gettext_lazy("送达以后处理决定生效，不能修改；各方当事人都会收到，再由本部门公告。"),
    "ending": gettext_lazy("送达以后各方当事人都会收到。"),
}
