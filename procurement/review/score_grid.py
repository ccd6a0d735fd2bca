"""One member's own sheet as a grid of criteria by suppliers. Reads nobody else's scores."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse

from procurement.review import queries, rules
from procurement.review.choices import CandidateStatus, ReviewStatus
from procurement.review.models import Candidate, Criterion, PanelMember, ReviewSession, Score, ScoreSheet

SCORED_STATUSES = (CandidateStatus.QUOTED, CandidateStatus.RANKED)


@dataclass(frozen=True)
class Cell:
    """One criterion of one supplier with the own score, if any; `differs` when the members do not agree."""

    candidate: Candidate
    criterion: Criterion
    url: str
    score: Score | None = None
    differs: bool = False

    @property
    def is_open(self) -> bool:
        """Not scored yet, or to be looked at again."""
        return self.score is None or self.differs or self.lacks_reason

    @property
    def lacks_reason(self) -> bool:
        """The full mark or nothing at all, without a word why."""
        given = self.score
        return bool(given and not given.reason and rules.needs_reason(given.points, self.criterion.facts))

    @property
    def bands(self) -> list[tuple[rules.Band, bool]]:
        """The bands of the criterion, each with whether the own points stand in it."""
        points = self.score.points if self.score else None
        return [(b, points is not None and b.holds(points)) for b in self.criterion.facts.bands]

    @property
    def formula(self) -> str:
        """How the points follow from what is counted."""
        return rules.formula(self.criterion.facts)

    def initial(self) -> dict:
        """What the form shows at first."""
        if self.score is None:
            return {}
        given = self.score.points if self.score.quantity is None else self.score.quantity
        return {"points": rules.plain(given), "reason": self.score.reason}


class SheetGrid:
    """The cells of one seat, in the order of the scheme, then of the suppliers."""

    def __init__(self, session: ReviewSession, seat: PanelMember):
        self.session, self.seat = session, seat
        self.sheet = ScoreSheet.objects.filter(member=seat).first()

    @cached_property
    def candidates(self) -> list[Candidate]:
        """The suppliers that are scored."""
        return list(queries.candidates_of(self.session).filter(status__in=SCORED_STATUSES))

    @cached_property
    def criteria(self) -> list[Criterion]:
        """What the members score."""
        return queries.scored_criteria(self.session)

    @cached_property
    def cells(self) -> list[Cell]:
        """Every cell once, supplier by supplier."""
        own = {(s.candidate_id, s.criterion_id): s for s in self.sheet.scores.all()} if self.sheet else {}
        unequal = set(queries.objective_cells(self.session)) if self.is_returned else set()
        return [
            Cell(
                candidate,
                criterion,
                reverse("review:score", args=[self.session.pk, candidate.pk, criterion.pk]),
                own.get((candidate.pk, criterion.pk)),
                (candidate.pk, criterion.pk) in unequal,
            )
            for candidate in self.candidates
            for criterion in self.criteria
        ]

    @property
    def is_returned(self) -> bool:
        """All had handed in, and an objective score was unequal."""
        is_open = self.session.status == ReviewStatus.SCORING
        return bool(is_open and self.sheet and self.sheet.returned_at and not self.sheet.submitted_at)

    @property
    def is_submitted(self) -> bool:
        """Handed in and not returned."""
        return bool(self.sheet and self.sheet.submitted_at)

    @property
    def done(self) -> int:
        """How many cells have points."""
        return sum(cell.score is not None for cell in self.cells)

    @property
    def differing(self) -> list[Cell]:
        """The objective cells that the members do not agree on, without names of members."""
        return [cell for cell in self.cells if cell.differs]

    def rows(self) -> list[dict]:
        """The grid by criterion, for the page."""
        return [
            {"criterion": k, "cells": [c for c in self.cells if c.criterion.pk == k.pk]}
            for k in self.criteria
        ]

    def sums(self) -> list[tuple[Candidate, Decimal]]:
        """The own sum of each supplier."""
        return [(candidate, self._sum(candidate)) for candidate in self.candidates]

    def _sum(self, candidate: Candidate) -> Decimal:
        own = [cell.score.points for cell in self.cells if cell.candidate == candidate and cell.score]
        return sum(own, Decimal(0))

    def cell(self, candidate_pk: int, criterion_pk: int) -> Cell | None:
        """One cell, or nothing."""
        wanted = (candidate_pk, criterion_pk)
        return next((c for c in self.cells if (c.candidate.pk, c.criterion.pk) == wanted), None)

    def first_open(self) -> Cell | None:
        """The first cell that waits."""
        return None if self.is_submitted else next((c for c in self.cells if c.is_open), None)

    def after(self, cell: Cell) -> Cell | None:
        """The cell that follows; of a returned sheet the next unequal one."""
        later = self.cells[self.cells.index(cell) + 1 :]
        return next((c for c in later if c.differs or not self.is_returned), None)

    def before(self, cell: Cell) -> Cell | None:
        """The cell before it."""
        index = self.cells.index(cell)
        return self.cells[index - 1] if index else None

    def url(self, cell: Cell) -> str:
        """The page of a cell."""
        return cell.url
