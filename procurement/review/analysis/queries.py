"""Reads for the analysis of scores: reviews whose result is public, for supervision and audit."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import QuerySet, Sum

from orgs.people.choices import Role
from portal.kernel.actors import Actor
from procurement.review import queries
from procurement.review.analysis.rules import Priced
from procurement.review.choices import CriterionKind
from procurement.review.models import Candidate, PanelMember, ReviewSession

NO_POINTS = Decimal(0)


def readable(actor: Actor | None) -> QuerySet[ReviewSession]:
    """The reviews that this capacity may look into: auditors all, supervisors those of their purchasers.

    Never before the result is public, and never for the purchaser or the panel.
    """
    finished = queries.past_secrecy().filter(reported_at__isnull=False).select_related("purchaser", "scheme")
    if actor is None or not actor.has_role(Role.AUDITOR, Role.SUPERVISOR):
        return ReviewSession.objects.none()
    if actor.has_role(Role.AUDITOR):
        return finished
    return finished.filter(purchaser__supervising_body_id=actor.body_id)


def ranked(session: ReviewSession) -> list[Candidate]:
    """The suppliers that have a place, from the first."""
    return list(queries.candidates_of(session).filter(rank__isnull=False).order_by("rank"))


def sums(session: ReviewSession, places: Iterable[Candidate]) -> dict[PanelMember, dict[Candidate, Decimal]]:
    """Every member's points for every ranked supplier; a member without a whole sheet is left out."""
    suppliers = {candidate.pk: candidate for candidate in places}
    rows = queries.scores_of(session).filter(candidate__in=suppliers).order_by()
    sheets: dict[int, dict[Candidate, Decimal]] = {}
    grouped = rows.values_list("sheet__member_id", "candidate_id").annotate(sum=Sum("points"))
    for member_id, candidate_id, points in grouped:
        sheets.setdefault(member_id, {})[suppliers[candidate_id]] = points
    return {
        member: {candidate: sheets[member.pk][candidate] for candidate in suppliers.values()}
        for member in queries.panel_of(session)
        if sheets.get(member.pk, {}).keys() == set(suppliers.values())
    }


def maximum(session: ReviewSession) -> Decimal:
    """What a member can give one supplier."""
    scored = session.scheme.criteria.filter(kind=CriterionKind.SCORED)
    return scored.aggregate(sum=Sum("maximum"))["sum"] or NO_POINTS


def prices(places: Iterable[Candidate]) -> dict[Candidate, Priced]:
    """The final quotes of the ranked suppliers with their points."""
    return {
        candidate: Priced(candidate.final_quote, candidate.price_points or NO_POINTS)
        for candidate in places
        if candidate.final_quote is not None
    }
