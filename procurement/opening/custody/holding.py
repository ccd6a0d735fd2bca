"""Until when a session with unopened bids goes on, and whose body must not take off the outer lock."""

from datetime import datetime

from portal.kernel.actors import Actor
from portal.kernel.errors import Refusal
from procurement.bidding.custody import queries as keepers
from procurement.opening import rules as opening_rules
from procurement.opening.custody import queries, rules
from procurement.opening.models import OpeningSession


def refusals(session: OpeningSession, *, now: datetime) -> list[Refusal]:
    """Why a session with unopened bids may not end: its bidders or their custodians still have time."""
    until = max(session.unlock_until, queries.held_until(session) or session.unlock_until)
    if now < until:
        return [opening_rules.still_unlocking(until=until)]
    return [rules.unreleased()] if queries.unreleased(session).exists() else []


def releasing_refusals(session: OpeningSession, *, by: Actor) -> list[Refusal]:
    """Why this body may not help to take off the outer lock: it keeps the second key."""
    return rules.releasing_refusals(keeps_second_key=keepers.keeps(session.package_id, by.body_id))
