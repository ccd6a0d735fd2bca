"""The decision: prepared with its paper, sent by a second person, then published for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.challenges.choices import Subject
from procurement.challenges.complaints import documents, papers, queries, steps
from procurement.challenges.complaints.choices import Finding, PaperKind
from procurement.challenges.complaints.models import Complaint, ComplaintDecision
from procurement.challenges.complaints.rules import outcome
from procurement.notices import issuing
from procurement.notices import queries as notices
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice
from procurement.notices.official.reading import form_of
from procurement.notices.official.rules import compose
from procurement.notices.outside.rules import Known, Publication, publication_refusals

FOUNDED = (Finding.NO_EFFECT, Finding.EFFECT)


@dataclass(frozen=True)
class MatterFound:
    """What was found of one matter, and why."""

    matter_id: int
    finding: str
    reason: str


@dataclass(frozen=True)
class DecisionFacts:
    """What a decision says (Order 94, art. 33)."""

    found: Sequence[MatterFound]
    facts: str
    law: str
    stage: str
    is_enough: bool
    ground: str
    review_organ: str
    court: str


@transaction.atomic
def decide(number: str, said: DecisionFacts, *, by: Actor, now: datetime) -> ComplaintDecision:
    """Prepare the decision of every matter; the orders follow from the law, not from the person."""
    complaint = steps.begin(number, "decide", by=by)
    papers.refuse_second(complaint)
    findings = [one.finding for one in said.found]
    decided, is_document = outcome.outcome_of(findings), complaint.subject == Subject.DOCUMENT
    refuse(
        outcome.time_refusals(
            waits_for=queries.waits_for(complaint, today=local_date(now)),
            is_stopped=complaint.pauses.filter(replied_on=None).exists(),
        )
        + _matter_refusals(complaint, said.found)
        + outcome.ground_refusals(decided, said.ground, findings)
    )
    _keep_findings(complaint, said.found)
    orders = outcome.orders_of(decided, stage=said.stage, is_document=is_document, is_enough=said.is_enough)
    paper = papers.prepare(complaint, PaperKind.DECISION, text=said.facts, by=by, now=now)
    decision, _new = ComplaintDecision.objects.update_or_create(
        complaint=complaint,
        defaults={
            "paper": paper,
            "outcome": decided,
            "ground": said.ground,
            "stage": said.stage,
            "is_enough": said.is_enough,
            "orders": list(orders),
            "facts": said.facts.strip(),
            "law": said.law.strip(),
            "review_organ": said.review_organ.strip(),
            "court": said.court.strip(),
        },
    )
    facts = {"outcome": decided, "orders": list(orders), "paper": paper.number}
    steps.record(complaint, "decide", by=by, now=now, **facts)
    return decision


@transaction.atomic
def publish(number: str, *, publication: Publication | None = None, by: Actor, now: datetime) -> Notice:
    """Publish the result; from now on its record is open (Order 94, art. 34).

    Where the first publication is on the provincial medium, the department has published there and enters it.
    """
    complaint = steps.begin(number, "publish", by=by)
    refuse(_publication_refusals(complaint, publication, now=now))
    notice = issuing.put_out(_notice(complaint, by=by), by=by, now=now, first=publication, period_workdays=0)
    complaint.decision.notice = notice
    complaint.decision.save(update_fields=["notice"])
    complaint.save(update_fields=["status"])
    steps.record(complaint, "publish", by=by, now=now, notice=notice.number)
    ledger.unseal(complaint.seal, at=now)
    return notice


def _notice(complaint: Complaint, *, by: Actor) -> Notice:
    """The notice by the official form, in Chinese whatever the reader chose."""
    project = complaint.package.project
    with translation.override("zh-hans"):
        sections = compose(form_of(NoticeType.COMPLAINT_RESULT), documents.notice_values(complaint))
        title = _("%(title)s投诉处理结果公告") % {"title": project.title}
    return Notice(
        number=issuing.next_number(project),
        type=NoticeType.COMPLAINT_RESULT,
        project=project,
        package=complaint.package,
        title=title,
        body={"sections": [section.as_json() for section in sections]},
        created_by_id=by.user_id,
    )


def _publication_refusals(
    complaint: Complaint, publication: Publication | None, *, now: datetime
) -> list[Refusal]:
    if publication is None:
        if notices.publishes_itself():
            return []
        because = _("处理结果还没有在省级以上财政部门指定的媒体上公告。")
        remedy = _("请先在指定媒体上公告，再登记编号、网址和时间。")
        return [Refusal(because, steps.PUBLISH_BASIS, remedy, "not_published_elsewhere")]
    known = Known(
        now=now,
        sites=notices.official_sites(),
        not_before=((_("作出处理决定"), complaint.ended_at),),
        is_number_taken=Notice.objects.filter(outside_number=publication.number).exists(),
    )
    return publication_refusals(publication, known)


def _matter_refusals(complaint: Complaint, found: Sequence[MatterFound]) -> list[Refusal]:
    """Every matter has a finding with its reason."""
    said = {one.matter_id: one for one in found}
    refusals = []
    for row in complaint.matters.all():
        one = said.get(row.pk)
        if one is None or not one.finding or not one.reason.strip():
            because = _("投诉事项 %(index)d 还没有认定或者没有写明事实和理由。") % {"index": row.index}
            refusals.append(Refusal(because, outcome.PAPER_BASIS, _("请逐项认定。"), "matter_open"))
    return refusals


def _keep_findings(complaint: Complaint, found: Sequence[MatterFound]) -> None:
    said = {one.matter_id: one for one in found}
    for row in complaint.matters.all():
        one = said[row.pk]
        row.finding, row.answer = one.finding, one.reason.strip()
        row.is_founded = one.finding in FOUNDED
        row.save(update_fields=["finding", "answer", "is_founded"])
