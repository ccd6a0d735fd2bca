"""Keeping a slip while the panel is named or filled; called inside those verbs."""

from datetime import datetime

from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import refuse
from procurement.review.library import queries, rules
from procurement.review.library.models import LibrarySlip
from procurement.review.library.rules import SlipFacts
from procurement.review.models import ReviewSession


def keep(
    session: ReviewSession,
    number: str,
    facts: SlipFacts | None,
    *,
    meets_at: datetime,
    by: Actor,
    now: datetime,
    is_supplement: bool = False,
) -> None:
    """Judge and keep what the library drew; a supplement on the day is never too early."""
    if facts is None:
        return
    found = rules.slip_refusals(
        facts,
        is_tender=queries.is_tender(session) and not is_supplement,
        earliest=queries.earliest(session, meets_at),
        today=local_date(now),
    )
    refuse(found)
    LibrarySlip.objects.create(
        session=session,
        number=number.strip(),
        drawn_on=facts.drawn_on,
        early_reason=facts.early_reason.strip(),
        substitutes=list(facts.substitutes),
        is_supplement=is_supplement,
        by_id=by.user_id,
        at=now,
    )
