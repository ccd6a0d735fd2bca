"""What must be done about complaints, by the department, the parties and the complainant, with its limit."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.calendar.rules import LegalDate
from portal.kernel.clock import at_local, local_date
from portal.kernel.todos import Todo, narrowed
from procurement.challenges.complaints import queries, steps
from procurement.challenges.complaints.choices import ComplaintStatus, PaperStatus
from procurement.challenges.complaints.models import Complaint, ComplaintParty, DepartmentPaper
from procurement.challenges.complaints.rules import clocks

S = ComplaintStatus
SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Letters to examine, papers to sign, decisions due; explanations and corrections of one's own."""
    if actor.has_role(*steps.FINANCE):
        return [*papers(actor, of=of), *cases(actor, now=now, of=of)]
    return [*explanations(actor, of=of), *corrections(actor, of=of), *orders(actor, of=of)]


def papers(actor: Actor, *, of: str | None) -> list[Todo]:
    """Papers of others that wait for this person, and its own that wait for another."""
    rows = queries.papers_of(actor).filter(
        status=PaperStatus.PREPARED, complaint__department_id=actor.body_id
    )
    rows = narrowed(rows, complaint__package__project__number=of).order_by("pk")[:SHOWN]
    return [_paper(paper, actor) for paper in rows]


def cases(actor: Actor, *, now: datetime, of: str | None) -> list[Todo]:
    """Complaints whose next act is the department's, none of them with a paper that waits."""
    rows = queries.handled_by(actor).filter(status__in=(*queries.OPEN, S.DECIDED))
    rows = rows.exclude(documents__status=PaperStatus.PREPARED).prefetch_related("pauses")
    rows = narrowed(rows, package__project__number=of).order_by("pk")[:SHOWN]
    return [todo for row in rows if (todo := _case(row, now=now))]


def explanations(actor: Actor, *, of: str | None) -> list[Todo]:
    """Copies that the acting body got and has not explained."""
    rows = ComplaintParty.objects.filter(
        complaint__in=queries.explained_by(actor).filter(status=S.INVESTIGATING).values("pk"),
        body_id=actor.body_id,
        explained_at=None,
    ).select_related("complaint__package__project")
    rows = narrowed(rows, complaint__package__project__number=of).order_by("explain_by", "pk")
    return [
        Todo(
            title=_("对投诉作出说明"),
            subject=subject_of(party.complaint),
            why=_("%(sender)s 提起投诉") % {"sender": party.complaint.sender_name},
            url=reverse("complaints:explain", args=[party.complaint.number]),
            button=_("提交说明"),
            due_at=at_local(party.explain_by, 23, 59),
            basis=steps.EXPLAIN_BASIS,
        )
        for party in rows[:SHOWN]
    ]


def corrections(actor: Actor, *, of: str | None) -> list[Todo]:
    """One's own letters that have to be corrected."""
    rows = queries.own(actor).filter(Q(status=S.CORRECTION, correct_until__isnull=False))
    rows = narrowed(rows, package__project__number=of).order_by("pk")[:SHOWN]
    return [
        Todo(
            title=_("补正投诉材料"),
            subject=subject_of(row),
            why=_("财政部门通知补正"),
            url=reverse("complaints:correct", args=[row.number]),
            button=_("提交补正材料"),
            due_at=at_local(row.correct_until, 23, 59),
            basis=clocks.EXAM_BASIS,
        )
        for row in rows
    ]


def orders(actor: Actor, *, of: str | None) -> list[Todo]:
    """Decisions that the acting purchaser has to carry out."""
    rows = narrowed(queries.ordered_of(actor), package__project__number=of).order_by("pk")[:SHOWN]
    return [
        Todo(
            title=_("落实投诉处理决定"),
            subject=subject_of(row),
            why=_("财政部门已作出处理决定，落实以前采购活动暂停"),
            url=reverse("complaints:carry_out", args=[row.number]),
            button=_("落实处理决定"),
            basis=row.decision.law,
        )
        for row in rows
    ]


def subject_of(complaint: Complaint) -> str:
    """Which complaint, about which purchase."""
    return f"{complaint.number} {complaint.package.project.title}"


def _paper(paper: DepartmentPaper, actor: Actor) -> Todo:
    is_own = paper.prepared_by_id == actor.user_id
    return Todo(
        title=_("审签%(paper)s") % {"paper": paper.get_kind_display()},
        subject=subject_of(paper.complaint),
        why=_("%(name)s 已拟好") % {"name": paper.prepared_by.name},
        url=reverse("complaints:paper", args=[paper.pk]),
        button=_("查看文书"),
        basis=steps.STEPS["sign"].basis,
        waiting_for=_("本部门另一人") if is_own else "",
    )


def _case(complaint: Complaint, *, now: datetime) -> Todo | None:
    """The next act on one complaint; None while the complainant or others have the papers."""
    today = local_date(now)
    if complaint.status == S.DECIDED:
        return _todo(complaint, "publish", _("公告投诉处理结果"), None, steps.PUBLISH_BASIS)
    if complaint.status == S.CORRECTION and complaint.correct_until >= today:
        return None
    found = queries.clocks_of(complaint, today=today)
    if complaint.status in (S.SUBMITTED, S.CORRECTION):
        return _todo(complaint, "examine", _("审查投诉书"), found.examine_by, clocks.EXAM_BASIS)
    until, basis = found.decide.last_day, clocks.DECIDE_BASIS
    if until is None:
        return None
    return _todo(complaint, "decide", _("作出投诉处理决定"), until, basis)


def _todo(complaint: Complaint, page: str, title: str, until: LegalDate | None, basis: str) -> Todo:
    return Todo(
        title=title,
        subject=subject_of(complaint),
        why=_("%(sender)s 提起投诉") % {"sender": complaint.sender_name},
        url=reverse(f"complaints:{page}", args=[complaint.number]),
        button=title,
        due_at=at_local(until.date, 23, 59) if until else None,
        basis=basis,
        is_provisional=bool(until and until.provisional),
    )
