"""Until when a session with unopened bids goes on."""

from datetime import datetime

from portal.kernel.errors import Refusal
from procurement.opening import rules as opening_rules
from procurement.opening.custody import queries, rules
from procurement.opening.models import OpeningSession


def refusals(session: OpeningSession, *, now: datetime) -> list[Refusal]:
    """Why a session with unopened bids may not end: its bidders or their custodians still have time."""
    until = max(session.unlock_until, queries.held_until(session) or session.unlock_until)
    if now < until:
        return [opening_rules.still_unlocking(until=until)]
    return [rules.unreleased()] if queries.unreleased(session).exists() else []
