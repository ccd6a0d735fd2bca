"""Candidates arrive from the opening and are examined; the majority decides who goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import Refusal, refuse
from procurement.review import queries, rules
from procurement.review.choices import CandidateStatus, ReviewStatus
from procurement.review.models import (
    Candidate,
    Criterion,
    Examination,
    PanelMember,
    Qualification,
    ReviewSession,
)
from procurement.review.workflow.scoring import take_bid_prices
from procurement.review.workflow.steps import (
    STEPS,
    digest,
    end_if_too_few,
    note,
    tell_organiser,
    tell_panel,
)

Cell = tuple[int, int]


@dataclass(frozen=True)
class CandidateFacts:
    """One opened response: the form fields by name, the receipt's number, the digest of the plaintext."""

    supplier_id: int
    reference: str
    response: dict
    digest: str
    files: Sequence[dict] = ()


@dataclass(frozen=True)
class Finding:
    """Passed or not, with the reason for a failure. `passed` is None where nothing was ticked."""

    passed: bool | None
    reason: str = ""


@transaction.atomic
def receive_candidates(
    session_id: int,
    candidates: Sequence[CandidateFacts],
    *,
    is_converted: bool = False,
    by: Actor,
    now: datetime,
) -> ReviewSession:
    """Take over the opened responses; the supplier list is then read to the panel.

    `is_converted` says that fewer are enough, since the purchase follows a failed tender by approval.
    """
    session = queries.session_for_update(session_id)
    if session.status != ReviewStatus.FORMING and session.candidates.exists():
        return session
    verb = "receive_bidders" if ReviewStatus.QUALIFYING in queries.path_of(session) else "receive_candidates"
    procedure.advance(session, STEPS, verb, by=by)
    session.is_converted = is_converted
    session.save(update_fields=["status", "is_converted"])
    Candidate.objects.bulk_create(
        Candidate(
            session=session,
            supplier_id=facts.supplier_id,
            reference=facts.reference,
            response=facts.response,
            files=list(facts.files),
            response_digest=facts.digest,
        )
        for facts in sorted(candidates, key=lambda facts: facts.supplier_id)
    )
    received = digest(session, sorted((c.supplier_id, c.digest) for c in candidates))
    note(session, verb, by=by, at=now, facts={"received": received})
    if session.status == ReviewStatus.QUALIFYING:
        tell_organiser(session, _("请审查投标人的资格"), now=now)
    else:
        ask_for_ties(session, now=now)
    end_if_too_few(session, session.candidates.count(), by=by, now=now)
    return session


@transaction.atomic
def qualify(session_id: int, findings: Mapping[Cell, Finding], *, by: Actor, now: datetime) -> ReviewSession:
    """Purchaser or agency check who qualifies; the panel hears of the others only (Order 87, art. 44)."""
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "qualify", by=by)
    queries.require_organiser(session, by=by)
    candidates, criteria = list(queries.candidates_of(session)), queries.qualification_criteria(session)
    refuse(_incomplete(candidates, criteria, findings))
    session.save(update_fields=["status"])
    rows = [
        Qualification(
            candidate=candidate,
            criterion=criterion,
            passed=findings[candidate.pk, criterion.pk].passed,
            reason=findings[candidate.pk, criterion.pk].reason.strip()[:500],
            by_id=by.user_id,
            at=now,
        )
        for candidate in candidates
        for criterion in criteria
    ]
    Qualification.objects.bulk_create(rows)
    found = digest(session, sorted((*cell, finding.passed) for cell, finding in findings.items()))
    note(session, "qualify", by=by, at=now, facts={"findings": found})
    left = [c for c in candidates if not _bar(c, [row for row in rows if not row.passed])]
    if not end_if_too_few(session, len(left), by=by, now=now):
        ask_for_ties(session, now=now)
    return session


def ask_for_ties(session: ReviewSession, *, now: datetime) -> None:
    """The supplier list is read to the panel."""
    text = _("%(number)s 的供应商名单可以查看了，请声明是否需要回避。") % {"number": session.number}
    tell_panel(session, _("请声明回避情况"), text=text, now=now)


def _bar(candidate: Candidate, failed: Sequence[Qualification]) -> bool:
    """Leave out a bidder that failed a criterion, with the reasons."""
    own = [row for row in failed if row.candidate_id == candidate.pk]
    if own:
        candidate.status = CandidateStatus.EXCLUDED
        candidate.reason = "；".join(f"{row.criterion.name}：{row.reason}" for row in own)[:1000]
        candidate.save(update_fields=["status", "reason"])
    return bool(own)


@transaction.atomic
def examine(session_id: int, findings: Mapping[Cell, Finding], *, by: Actor, now: datetime) -> ReviewSession:
    """Hand in one member's findings by (candidate, criterion); with the last one's the majority decides."""
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "examine", by=by)
    seat = queries.seat_in(session, by=by)
    candidates, criteria = list(queries.examined_candidates(session)), queries.examined_criteria(session)
    refuse([*_handed_in(seat, session.declared.governed_by), *_incomplete(candidates, criteria, findings)])
    Examination.objects.bulk_create(
        Examination(
            member=seat,
            candidate=candidate,
            criterion=criterion,
            passed=findings[candidate.pk, criterion.pk].passed,
            reason=findings[candidate.pk, criterion.pk].reason.strip()[:500],
            at=now,
        )
        for candidate in candidates
        for criterion in criteria
    )
    handed_in = digest(session, sorted((*cell, finding.passed) for cell, finding in findings.items()))
    note(session, "examine", by=by, at=now, facts={"findings": handed_in})
    _conclude(session, candidates, criteria, by=by, now=now)
    return session


def _handed_in(seat: PanelMember, basis: str) -> list[Refusal]:
    if not seat.examinations.exists():
        return []
    because = _("您已经提交过审查意见。")
    return [Refusal(because=because, basis=basis, remedy=_("请等待其他成员。"), code="handed_in")]


def _incomplete(
    candidates: Sequence[Candidate], criteria: Sequence[Criterion], findings: Mapping[Cell, Finding]
) -> list[Refusal]:
    nothing = Finding(None)
    cells = [(c, k, findings.get((c.pk, k.pk), nothing)) for c in candidates for k in criteria]
    return rules.finding_refusals((c.supplier.name, k.name, f.passed, f.reason) for c, k, f in cells)


def _conclude(
    session: ReviewSession,
    candidates: Sequence[Candidate],
    criteria: Sequence[Criterion],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Once all have handed in: exclude what a majority found failing, then go on or end."""
    seats = queries.panel_of(session).count()
    found = list(Examination.objects.filter(member__in=queries.panel_of(session)).order_by("pk"))
    if len(found) < seats * len(candidates) * len(criteria):
        return
    for candidate in candidates:
        reasons = [r for k in criteria if (r := _failure(k, candidate, found))]
        candidate.status = CandidateStatus.EXCLUDED if reasons else CandidateStatus.QUALIFIED
        candidate.reason = "；".join(reasons)[:1000]
        candidate.save(update_fields=["status", "reason"])
    qualified = sum(c.status == CandidateStatus.QUALIFIED for c in candidates)
    if end_if_too_few(session, qualified, by=by, now=now):
        return
    if not session.declared.has_final_quote:
        take_bid_prices(session, by=by, now=now)
        return
    session.status = ReviewStatus.CONSULTATION
    session.save(update_fields=["status"])
    says = _("审查结束，进入%(step)s") % {"step": session.declared.terms.review}
    tell_organiser(session, says, now=now)


def _failure(criterion: Criterion, candidate: Candidate, found: Sequence[Examination]) -> str:
    """Why a majority found that a candidate fails a criterion; empty when it passes."""
    votes = [e for e in found if e.criterion_id == criterion.pk and e.candidate_id == candidate.pk]
    if rules.is_passed([vote.passed for vote in votes]):
        return ""
    reasons = list(dict.fromkeys(vote.reason for vote in votes if not vote.passed))
    return f"{criterion.name}：{'；'.join(reasons)}"
