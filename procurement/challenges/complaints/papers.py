"""The department's papers: prepared by one, sent or returned by another; what each brings about."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import documents as files
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import Refusal, refuse
from portal.kernel.ledger import rules as ledger_rules
from procurement.challenges.complaints import documents, queries, steps
from procurement.challenges.complaints.choices import (
    ComplaintStatus,
    Order,
    Outcome,
    PaperKind,
    PaperStatus,
    PauseKind,
)
from procurement.challenges.complaints.models import Complaint, ComplaintPause, DepartmentPaper
from procurement.challenges.complaints.rules import admission
from procurement.projects.suspension import workflow as suspension
from procurement.projects.suspension.choices import SuspensionCause

S = ComplaintStatus
EXAMINED = (PaperKind.CORRECTION, PaperKind.REFUSAL, PaperKind.TRANSFER, PaperKind.COPIES)


def prepare(
    complaint: Complaint,
    kind: str,
    *,
    text: str,
    until: date | None = None,
    by: Actor,
    now: datetime,
) -> DepartmentPaper:
    """Write a paper for a second person; the calling verb has locked the complaint and judged who may."""
    paper = DepartmentPaper.objects.create(
        number=f"{complaint.number}-W{complaint.documents.count() + 1}",
        complaint=complaint,
        kind=kind,
        text=text.strip(),
        until=until,
        prepared_by_id=by.user_id,
        prepared_at=now,
    )
    says = _("文书待审签：%(paper)s") % {"paper": paper.get_kind_display()}
    steps.tell_department(complaint, says, _("请由拟稿人以外的人审签。"), now=now)
    return paper


def refuse_second(complaint: Complaint) -> None:
    """One paper is signed or returned before the next is prepared."""
    waiting = queries.to_sign(complaint)
    if waiting is not None:
        because = _("已有一份文书等待审签：%(paper)s。") % {"paper": waiting.get_kind_display()}
        remedy = _("请先审签或者退回那一份。")
        refuse([Refusal(because, admission.EXAM_BASIS, remedy, "paper_waits")])


@transaction.atomic
def sign(paper_id: int, *, by: Actor, now: datetime) -> DepartmentPaper:
    """A second person of the department sends the paper; what it says happens with it."""
    paper = _begin(paper_id, by=by)
    paper.status = PaperStatus.SENT
    _judge(paper, by=by, now=now)
    EFFECTS[PaperKind(paper.kind)](paper, by=by, now=now)
    paper.complaint.save()
    page = documents.page_of(paper)
    paper.sha256 = files.digest(ledger_rules.canonical(ledger_rules.plain(documents.as_values(page))))
    paper.save()
    says = _("送达%(paper)s") % {"paper": paper.get_kind_display()}
    facts = {"paper": paper.number, "sha256": paper.sha256, "until": paper.until}
    steps.record(paper.complaint, "sign", says=says, by=by, now=now, **facts)
    return paper


@transaction.atomic
def send_back(paper_id: int, *, remark: str, by: Actor, now: datetime) -> DepartmentPaper:
    """A second person does not agree; whoever prepared it begins again."""
    paper = _begin(paper_id, by=by)
    if not remark.strip():
        refuse([Refusal(_("还没有写明退回意见。"), "", _("请写明怎样修改。"), "no_remark")])
    paper.status, paper.remark = PaperStatus.RETURNED, remark.strip()
    _judge(paper, by=by, now=now)
    paper.save()
    complaint = paper.complaint
    if paper.kind in EXAMINED and complaint.status in (S.SUBMITTED, S.ADMITTED):
        complaint.status, complaint.examined = S.SUBMITTED, ""
        complaint.examined_at = complaint.admitted_at = None
        complaint.save(update_fields=["status", "examined", "examined_at", "admitted_at"])
    says = _("退回%(paper)s") % {"paper": paper.get_kind_display()}
    steps.record(complaint, "return", says=says, by=by, now=now, paper=paper.number, reason=paper.remark)
    steps.tell_department(complaint, says, paper.remark, now=now)
    return paper


def make_void(complaint: Complaint) -> None:
    """What waited to be signed is void, because the complaint ended meanwhile."""
    complaint.documents.filter(status=PaperStatus.PREPARED).update(status=PaperStatus.VOID)


def _begin(paper_id: int, *, by: Actor) -> DepartmentPaper:
    complaint = steps.begin(Complaint.objects.get(documents=paper_id).number, "sign", by=by)
    paper = DepartmentPaper.objects.select_for_update().get(pk=paper_id)
    paper.complaint = complaint
    if paper.status != PaperStatus.PREPARED:
        because = _("这份文书现在是“%(status)s”。") % {"status": paper.get_status_display()}
        refuse([Refusal(because, "", _("请返回并刷新页面。"), "wrong_state")])
    refuse(admission.second_person_refusals(prepared_by=paper.prepared_by_id, by=by.user_id))
    return paper


def _judge(paper: DepartmentPaper, *, by: Actor, now: datetime) -> None:
    paper.judged_by_id, paper.judged_at = by.user_id, now


def _correction(paper: DepartmentPaper, *, by: Actor, now: datetime) -> None:
    complaint = paper.complaint
    complaint.status, complaint.correct_until = S.CORRECTION, paper.until
    ComplaintPause.objects.create(
        complaint=complaint,
        kind=PauseKind.CORRECTION,
        to_whom=complaint.sender_name,
        reason=paper.number,
        sent_on=local_date(now),
        by_id=by.user_id,
        at=now,
    )
    steps.tell_sender(complaint, _("请补正投诉材料"), paper.text, now=now)


def _refusal(paper: DepartmentPaper, *, by: Actor, now: datetime) -> None:
    paper.complaint.status, paper.complaint.ended_at = S.NOT_ADMITTED, now
    steps.tell_sender(paper.complaint, _("投诉不予受理"), paper.text, now=now)


def _transfer(paper: DepartmentPaper, *, by: Actor, now: datetime) -> None:
    paper.complaint.status, paper.complaint.ended_at = S.TRANSFERRED, now
    steps.tell_sender(paper.complaint, _("请向有管辖权的部门投诉"), paper.text, now=now)


def _copies(paper: DepartmentPaper, *, by: Actor, now: datetime) -> None:
    complaint = paper.complaint
    complaint.status = S.INVESTIGATING
    until = queries.explain_by(complaint.package.project, told_at=now).date
    complaint.parties.update(told_at=now, explain_by=until)
    steps.tell_sender(complaint, _("投诉已经受理"), _("财政部门已经受理贵单位的投诉。"), now=now)
    text = _("请在 %(until)s 以前以书面形式作出说明，并提交证据、依据和其他材料。") % {
        "until": until.isoformat()
    }
    steps.tell_parties(complaint, _("请对投诉作出说明"), text, now=now)


def _suspension(paper: DepartmentPaper, *, by: Actor, now: datetime) -> None:
    complaint = paper.complaint
    _stop(complaint, until=paper.until, by=by, now=now)
    text = _("收到本通知后请立即中止采购活动，最晚到 %(until)s。") % {"until": paper.until.isoformat()}
    steps.tell_parties(complaint, _("财政部门通知暂停采购活动"), text, now=now)


def _resumption(paper: DepartmentPaper, *, by: Actor, now: datetime) -> None:
    go_on(paper.complaint, because=paper.text[:500], by=by, now=now)
    steps.tell_parties(paper.complaint, _("财政部门通知恢复采购活动"), paper.text, now=now)


def _decision(paper: DepartmentPaper, *, by: Actor, now: datetime) -> None:
    """The decision ends the suspension; what it orders holds the package until that is carried out."""
    complaint, decision = paper.complaint, paper.decision
    complaint.status, complaint.ended_at = S.DECIDED, now
    go_on(complaint, because=_("投诉处理决定已经作出"), by=by, now=now)
    if decision.outcome == Outcome.EFFECT and decision.orders != [Order.DAMAGES]:
        _stop(complaint, until=None, by=by, now=now)
    subject = _("投诉处理决定：%(outcome)s") % {"outcome": decision.get_outcome_display()}
    text = _("请查看处理决定书，里面写明了申请行政复议和提起行政诉讼的权利。")
    steps.tell_sender(complaint, subject, text, now=now)
    steps.tell_parties(complaint, subject, text, now=now)


def _ending(paper: DepartmentPaper, *, by: Actor, now: datetime) -> None:
    steps.tell_sender(paper.complaint, _("投诉处理已经终止"), paper.text, now=now)
    steps.tell_parties(paper.complaint, _("投诉处理已经终止"), paper.text, now=now)


def _stop(complaint: Complaint, *, until: date | None, by: Actor, now: datetime) -> None:
    """Let the purchase stand still because of this complaint."""
    suspension.suspend(
        complaint.package_id,
        cause=SuspensionCause.COMPLAINT,
        reference=complaint.number,
        seal=complaint.seal,
        until=until,
        by=by,
        now=now,
    )


def go_on(complaint: Complaint, *, because: str, by: Actor, now: datetime) -> None:
    """End the suspension that this complaint brought about, if there is one."""
    suspension.resume(
        complaint.package_id,
        cause=SuspensionCause.COMPLAINT,
        reference=complaint.number,
        seal=complaint.seal,
        because=because,
        by=by,
        now=now,
    )


EFFECTS = {
    PaperKind.CORRECTION: _correction,
    PaperKind.REFUSAL: _refusal,
    PaperKind.TRANSFER: _transfer,
    PaperKind.COPIES: _copies,
    PaperKind.SUSPENSION: _suspension,
    PaperKind.RESUMPTION: _resumption,
    PaperKind.DECISION: _decision,
    PaperKind.ENDING: _ending,
}
