"""The review of P4: the purchaser checks who qualifies, five members find and score."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from portal.kernel.clock import at_local, local_date
from portal.site.demo import bids, review_walk
from portal.site.demo.stage import Stage, day_before
from procurement.review import queries
from procurement.review import workflow as review
from procurement.review.models import Candidate, ReviewSession

DAYS_BEFORE = 13


def name_panel(stage: Stage) -> None:
    """Four experts and the purchaser's representative."""
    review_walk.name_panel(stage, at=meets_at(stage))


def meets_at(stage: Stage) -> datetime:
    """The morning after the opening; the same afternoon where days off leave no day between."""
    opened_on, day = local_date(stage.package.response_deadline), day_before(stage.today, DAYS_BEFORE)
    return at_local(day, 9) if day > opened_on else at_local(opened_on, 14)


def review_bids(stage: Stage) -> None:
    """From the check of qualification to the signed report."""
    qualify(stage)
    stage.clock.advance_to(max(meets_at(stage), stage.clock.now()))
    review_walk.examine(stage)
    score(stage)


def qualify(stage: Stage) -> None:
    """All five qualify."""
    session = ReviewSession.objects.get(pk=stage.package.review_id)
    cells = {
        (candidate.pk, criterion.pk): review.Finding(passed=True)
        for candidate in queries.candidates_of(session)
        for criterion in queries.qualification_criteria(session)
    }
    review.qualify(session.pk, cells, by=stage.handler, now=stage.clock.advance(minutes=20))


def score(stage: Stage) -> None:
    """Five independent sheets."""
    session = ReviewSession.objects.get(pk=stage.package.review_id)
    candidates, criteria = list(queries.candidates_of(session)), queries.scored_criteria(session)
    names = {stage.cast.actors[name].body_id: name for name in bids.TENDERED}
    for seat, member in enumerate(review_walk.panel(stage)):
        now = stage.clock.advance(minutes=10)
        for candidate in candidates:
            points = points_of(candidate, names, seat)
            for criterion, given in zip(criteria, points, strict=True):
                review.save_score(session.pk, candidate.pk, criterion.pk, points=given, by=member, now=now)
    review_walk.hand_in(stage)


def points_of(candidate: Candidate, names: dict[int, str], seat: int) -> Iterator[Decimal]:
    """What one member gave a bidder, in the order of the scheme."""
    plan, others = bids.MARKS[names[candidate.supplier_id]]
    return map(Decimal, (plan[seat], *others))
