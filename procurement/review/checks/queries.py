"""What is held against the four lawful causes before signing; names of members stay out."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet

from procurement.review import queries, rules
from procurement.review.checks.choices import UNSETTLED
from procurement.review.checks.models import ScoreDoubt
from procurement.review.checks.rules import mean_of_others, odd_scores
from procurement.review.choices import ReviewStatus
from procurement.review.models import PanelMember, ReportSignature, ReviewSession, Score
from procurement.routing import queries as routing

SHARE = "odd_score_share"


@dataclass(frozen=True)
class OddScore:
    """One score that stands far from the others, or is in question; `is_own` tells only its own member."""

    score: Score
    others: Decimal
    is_own: bool
    doubt: ScoreDoubt | None = None


class SigningCheck:
    """The four causes for which scores may be corrected before signing (Order 87, art. 64)."""

    def __init__(self, session: ReviewSession, seat: PanelMember):
        self.session, self.seat = session, seat

    @cached_property
    def scores(self) -> list[Score]:
        """All points of all members."""
        found = queries.scores_of(self.session).select_related("candidate__supplier", "criterion", "sheet")
        return list(found.order_by("candidate_id", "criterion__order", "pk"))

    @cached_property
    def wrong_sums(self) -> int:
        """How many suppliers' totals are not what the sheets give."""
        ranked = {one.candidate for one in self.scores if one.candidate.rank}
        return sum(one.technical_points != self._technical(one.pk) for one in ranked)

    @cached_property
    def out_of_range(self) -> int:
        """How many scores leave their criterion's range or bands."""
        return sum(not self._is_in_range(score) for score in self.scores)

    @cached_property
    def unequal(self) -> int:
        """On how many objective items the members differ."""
        return len(queries.objective_cells(self.session))

    @cached_property
    def odd(self) -> list[OddScore]:
        """Scores far from the others, and those that a member has asked the panel to judge."""
        doubts = {one.score_id: one for one in doubts_of(self.session).order_by("pk")}
        cells: dict[tuple[int, int], dict[int, Decimal]] = {}
        for score in self.scores:
            if not score.criterion.is_objective:
                cells.setdefault((score.candidate_id, score.criterion_id), {})[score.pk] = score.points
        by_pk = {score.pk: score for score in self.scores}
        return [
            OddScore(
                by_pk[pk], mean_of_others(cell, pk), by_pk[pk].sheet.member_id == self.seat.pk, doubts.get(pk)
            )
            for cell in cells.values()
            for pk in cell
            if pk in doubts or pk in self._flagged(cell, by_pk[pk].criterion.maximum)
        ]

    def one(self, score_id: int) -> OddScore | None:
        """One of them, or nothing: other scores of other members are nobody's to read."""
        return next((odd for odd in self.odd if odd.score.pk == score_id), None)

    @cached_property
    def _share(self) -> Decimal:
        region = self.session.purchaser.budget_division.code
        return routing.parameter(SHARE, on=self.session.decided_on, region_code=region).value

    def _flagged(self, cell: dict[int, Decimal], maximum: Decimal) -> list[int]:
        return odd_scores(cell, maximum=maximum, share=self._share)

    def _technical(self, candidate_id: int) -> Decimal:
        sums: dict[int, Decimal] = {}
        for score in self.scores:
            if score.candidate_id == candidate_id:
                sums[score.sheet_id] = sums.get(score.sheet_id, Decimal(0)) + score.points
        return rules.technical_points(list(sums.values()))

    @staticmethod
    def _is_in_range(score: Score) -> bool:
        given = score.points if score.quantity is None else score.quantity
        return rules.cell_refusal(given, score.criterion.facts) is None and (
            0 <= score.points <= score.criterion.maximum
        )


def doubts_of(session: ReviewSession) -> QuerySet[ScoreDoubt]:
    """What members asked the panel of this review to judge."""
    return ScoreDoubt.objects.filter(score__sheet__member__session=session)


def unsettled(session: ReviewSession) -> QuerySet[ScoreDoubt]:
    """What the panel has still to decide or a member to correct."""
    return doubts_of(session).filter(status__in=UNSETTLED)


def is_open(session: ReviewSession) -> bool:
    """Whether scores are held against the four causes: all are in, and nobody has signed."""
    is_time = session.status == ReviewStatus.SIGNING and session.declared.is_scored
    return is_time and not is_signed(session)


def is_signed(session: ReviewSession) -> bool:
    """Whether a member has signed already."""
    return ReportSignature.objects.filter(member__session=session).exists()
