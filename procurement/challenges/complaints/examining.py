"""The examination of a complaint: what the findings lead to is prepared as a paper for a second person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import Refusal, refuse
from procurement.challenges.complaints import papers, queries, steps
from procurement.challenges.complaints.choices import ComplaintStatus, Examined, PaperKind
from procurement.challenges.complaints.models import Complaint, ComplaintParty
from procurement.challenges.complaints.rules import admission

PAPERS = {
    Examined.ADMIT: PaperKind.COPIES,
    Examined.CORRECT: PaperKind.CORRECTION,
    Examined.REFUSE: PaperKind.REFUSAL,
    Examined.TRANSFER: PaperKind.TRANSFER,
}


@dataclass(frozen=True)
class Examination:
    """What the examiner says: the result, the words of the paper, why it departs from the findings.

    `correct_until` is the time for a correction, `related` the suppliers that get a copy.
    """

    result: str
    text: str
    reason: str = ""
    correct_until: date | None = None
    related: Sequence[int] = ()


@transaction.atomic
def examine(number: str, said: Examination, *, by: Actor, now: datetime) -> Complaint:
    """Examine the letter (Order 94, art. 21); a second person sends the paper."""
    complaint = steps.begin(number, "examine", by=by)
    papers.refuse_second(complaint)
    found = admission.findings(queries.case_of(complaint))
    refuse(_refusals(complaint, said, found, today=local_date(now)))
    complaint.examined, complaint.examined_at = said.result, now
    if said.result == Examined.ADMIT:
        complaint.status, complaint.admitted_at = ComplaintStatus.ADMITTED, now
        _name_parties(complaint, said.related)
    complaint.save(update_fields=["status", "examined", "examined_at", "admitted_at"])
    papers.prepare(
        complaint, PAPERS[Examined(said.result)], text=said.text, until=said.correct_until, by=by, now=now
    )
    codes = [finding.code for finding in found]
    steps.record(complaint, "examine", by=by, now=now, outcome=said.result, reason=said.reason, checks=codes)
    return complaint


def _refusals(
    complaint: Complaint, said: Examination, found: Sequence[admission.Found], *, today: date
) -> list[Refusal]:
    if complaint.status == ComplaintStatus.CORRECTION:
        return _uncorrected_refusals(complaint, said, today=today)
    refusals = admission.departing_refusals(said.result, found=found, reason=said.reason)
    if said.result == Examined.CORRECT:
        refusals += admission.correction_refusals(
            sent_before=complaint.correct_until is not None,
            points=said.text,
            until=said.correct_until,
            today=today,
        )
    return refusals


def _uncorrected_refusals(complaint: Complaint, said: Examination, *, today: date) -> list[Refusal]:
    """A complaint that was not corrected in its time is not admitted; before, nothing is judged."""
    if complaint.correct_until and today <= complaint.correct_until:
        because = _("补正期限到 %(until)s，还没有过。") % {"until": complaint.correct_until.isoformat()}
        remedy = _("请等投诉人补正；收到补正材料以后再审查。")
        return [Refusal(because, admission.EXAM_BASIS, remedy, "correction_runs")]
    if said.result != Examined.REFUSE:
        because = _("投诉人没有按照补正期限补正。")
        return [Refusal(because, admission.EXAM_BASIS, _("依法不予受理。"), "not_corrected")]
    return []


def _name_parties(complaint: Complaint, related: Sequence[int]) -> None:
    """The respondents and the suppliers concerned; they are told when the paper is sent."""
    respondents = queries.respondents_of(complaint.package.project)
    allowed = set(queries.related_choices(complaint).values_list("pk", flat=True))
    bodies = [(body_id, True) for body_id in respondents]
    bodies += [(body_id, False) for body_id in sorted(allowed & set(related) - set(respondents))]
    complaint.parties.filter(told_at__isnull=True).delete()
    ComplaintParty.objects.bulk_create(
        ComplaintParty(complaint=complaint, body_id=body_id, is_respondent=is_respondent)
        for body_id, is_respondent in bodies
    )
