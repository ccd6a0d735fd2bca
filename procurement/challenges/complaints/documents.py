"""The department's papers as documents, and the notice of a result."""

from dataclasses import asdict
from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.clock import local_date
from portal.kernel.documents import OfficialPage, Section
from procurement.challenges.complaints import queries
from procurement.challenges.complaints.choices import Outcome, PaperKind
from procurement.challenges.complaints.models import Complaint, ComplaintDecision, DepartmentPaper
from procurement.notices.official.rules import Values

TIED = (PaperKind.CORRECTION, PaperKind.SUSPENSION)


def page_of(paper: DepartmentPaper) -> OfficialPage:
    """Any paper of the department; a decision with all that Order 94, article 33 lists."""
    complaint = paper.complaint
    return OfficialPage(
        title=paper.get_kind_display(),
        subtitle=complaint.department.name,
        number=paper.number,
        digest=paper.sha256,
        facts=_head(complaint),
        sections=_decided(complaint.decision) if paper.kind == PaperKind.DECISION else _said(paper),
        signatures=[_signed(paper)],
    )


def as_values(page: OfficialPage) -> dict:
    """What a paper says, as plain values: its digest is made of it."""
    return {**asdict(page), "digest": ""}


def notice_values(complaint: Complaint) -> Values:
    """The result for everybody, by the official form (Order 94, art. 34)."""
    decision, project = complaint.decision, complaint.package.project
    others = complaint.parties.filter(is_respondent=False).select_related("body")
    return {
        "basics": {"项目编号": project.number, "项目名称": project.title},
        "parties": {
            "投诉人": complaint.sender_name,
            "被投诉人": _respondents(complaint),
            "其他当事人": "、".join(party.body.name for party in others),
        },
        "facts": {"text": "\n".join([decision.facts, *(_matter(row) for row in complaint.matters.all())])},
        "decision": {"text": "\n".join([_basis(decision), *_orders(decision)])},
        "authority": {
            "处理机关": complaint.department.name,
            "处理日期": _day(local_date(complaint.ended_at)),
        },
    }


def _head(complaint: Complaint) -> list[tuple[str, str]]:
    project = complaint.package.project
    return [
        (_("投诉编号"), complaint.number),
        (_("投诉人"), f"{complaint.sender_name}，{complaint.address}"),
        (_("被投诉人"), _respondents(complaint)),
        (_("采购项目"), f"{project.number} {project.title}"),
        (_("采购包"), f"{complaint.package.index} {complaint.package.title}"),
        (_("收到投诉日期"), _day(complaint.received_on)),
    ]


def _said(paper: DepartmentPaper) -> list[Section]:
    """The words of a paper and its term."""
    found = [Section(heading=_("内容"), paragraphs=paper.text.splitlines())]
    if paper.kind == PaperKind.COPIES:
        days = int(queries.law(paper.complaint.package.project, "complaint_explain_workdays"))
        text = _(
            "请自收到本通知书及投诉书副本之日起 %(days)d 个工作日内，以书面形式作出说明，"
            "并提交相关证据、依据和其他有关材料。"
        )
        found.append(Section(heading=_("说明"), paragraphs=[text % {"days": days}]))
        found.append(Section(heading=_("投诉书副本"), paragraphs=_letter(paper.complaint)))
    if paper.kind in TIED and paper.until:
        found.append(Section(heading=_("期限"), paragraphs=[_day(paper.until)]))
    return found


def _letter(complaint: Complaint) -> list[str]:
    """The letter's matters and request, for those who get a copy."""
    lines = []
    for row in complaint.matters.all():
        lines += [f"{row.index}. {row.matter}", _("事实依据：%(text)s") % {"text": row.facts}]
        lines.append(_("法律依据：%(text)s") % {"text": row.law})
    return [*lines, _("投诉请求：%(text)s") % {"text": complaint.request}]


def _decided(decision: ComplaintDecision) -> list[Section]:
    complaint = decision.complaint
    return [
        Section(heading=_("投诉事项和请求"), paragraphs=_letter(complaint)),
        Section(heading=_("查明的事实"), paragraphs=decision.facts.splitlines()),
        Section(heading=_("对每项的认定"), paragraphs=[_matter(row) for row in complaint.matters.all()]),
        Section(heading=_("处理决定和法律依据"), paragraphs=[_basis(decision), *_orders(decision)]),
        Section(heading=_("权利告知"), paragraphs=[_rights(decision)]),
    ]


def _matter(row) -> str:
    return f"{row.index}. {row.matter}：{row.get_finding_display()}。{row.answer}"


def _basis(decision: ComplaintDecision) -> str:
    return _("根据%(law)s，决定如下：") % {"law": decision.law}


def _orders(decision: ComplaintDecision) -> list[str]:
    """The decision as a whole and what it orders."""
    if decision.outcome == Outcome.DISMISSED:
        return [f"{decision.get_outcome_display()}（{decision.get_ground_display()}）。"]
    return [f"{decision.get_outcome_display()}。", *(f"{says}。" for says in orders_says(decision))]


def orders_says(decision: ComplaintDecision) -> list[str]:
    """The orders in words."""
    words = dict(ComplaintDecision._meta.get_field("orders").base_field.choices)
    return [str(words[order]) for order in decision.orders]


def _rights(decision: ComplaintDecision) -> str:
    project = decision.complaint.package.project
    facts = {
        "review": decision.review_organ,
        "days": int(queries.law(project, "reconsideration_days")),
        "court": decision.court,
        "months": int(queries.law(project, "lawsuit_months")),
    }
    return (
        _(
            "对本决定不服的，可以自收到本决定书之日起 %(days)d 日内向%(review)s申请行政复议，"
            "也可以自收到本决定书之日起 %(months)d 个月内向%(court)s提起行政诉讼。"
        )
        % facts
    )


def _respondents(complaint: Complaint) -> str:
    """Purchaser and agency; before the copies were sent the purchaser."""
    rows = complaint.parties.filter(is_respondent=True).select_related("body")
    named = [f"{party.body.name}，{party.body.address}".rstrip("，") for party in rows]
    return "；".join(named) or complaint.package.project.purchaser.name


def _signed(paper: DepartmentPaper) -> str:
    on = local_date(paper.judged_at) if paper.judged_at else None
    return f"{paper.complaint.department.name}  {_day(on)}" if on else paper.complaint.department.name


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
