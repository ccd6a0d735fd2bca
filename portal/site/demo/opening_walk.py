"""Openings: officers release, bidders unlock, the custodian opens for who is absent, the record is signed."""

import base64
from collections.abc import Collection
from datetime import timedelta

from portal.kernel.actors import SYSTEM, Actor
from portal.site.demo.bidding_walk import RESPONSE, submit
from portal.site.demo.stage import Stage
from procurement.bidding import workflow as bidding
from procurement.bidding.choices import SubmissionKind
from procurement.opening import workflow as opening
from procurement.opening.custody import workflow as custody
from procurement.opening.hall import workflow as hall
from procurement.opening.hall.choices import Part
from procurement.opening.models import OpenedSubmission, OpeningSession
from procurement.opening.record import workflow as record
from procurement.opening.roster import workflow as roster

FINAL_QUOTE = SubmissionKind.FINAL_QUOTE


def keep_roster(stage: Stage, names: Collection[str]) -> None:
    """Who may release the opening key, of two bodies at least."""
    named = [stage.cast.actors[name].membership_id for name in names]
    roster.keep(stage.package.pk, named, by=stage.handler, now=stage.clock.advance(hours=1))


def open_all(stage: Stage, kind: str) -> None:
    """Handler and leader release the key, for reviewers sit on panels; every supplier unlocks."""
    session = released(stage, kind)
    for opened in session.opened.select_related("submission"):
        unlock(stage, opened)
    opening.conclude(session.pk, by=stage.handler, clock=stage.clock)


def open_responses(stage: Stage) -> None:
    """The opening at the deadline."""
    stage.clock.advance_to(stage.package.response_deadline)
    open_all(stage, RESPONSE)


def open_tender(stage: Stage, *, absent: str, keeper: str) -> None:
    """All but one come and unlock, the custodian opens for that one, two people sign the record."""
    stage.clock.advance_to(stage.package.response_deadline)
    session = released(stage, RESPONSE)
    missing = stage.cast.actors[absent].body_id
    hall.come(session, Part.HOST, by=stage.handler, now=stage.clock.now())
    came = [row for row in opened_of(session) if row.submission.supplier_id != missing]
    for opened in came:
        hall.come(session, Part.BIDDER, by=bidder_of(stage, opened), now=stage.clock.advance(minutes=1))
        unlock(stage, opened)
    stage.clock.advance_to(session.unlock_until - timedelta(minutes=5))
    custody.release_absent(session.pk, clock=stage.clock)
    stage.clock.advance(minutes=10)
    left = next(row for row in opened_of(session) if row.submission.supplier_id == missing)
    by = stage.cast.actors[keeper]
    custody.open_for(left.pk, encoded=text_of(stage, left), by=by, clock=stage.clock)
    opening.conclude(session.pk, by=stage.handler, clock=stage.clock)
    for opened in came:
        stage.clock.advance(minutes=2)
        facts = {"agrees": True, "objection": "", "by": bidder_of(stage, opened)}
        record.answer(session.record.pk, **facts, clock=stage.clock)
    for person in (stage.handler, stage.leader):
        record.sign(session.record.pk, by=person, clock=stage.clock)


def quote(stage: Stage, quotes: dict[str, str]) -> None:
    """One common window for sealed final quotes, then their opening."""
    now = stage.clock.advance(minutes=10)
    window = bidding.open_quote_window(stage.package.pk, minutes=30, by=stage.handler, now=now)
    stage.clock.advance_to(window.opens_at + timedelta(minutes=5))
    for name, amount in quotes.items():
        submit(stage, stage.package, stage.cast.actors[name], FINAL_QUOTE, {"price": amount})
    stage.clock.advance_to(window.closes_at)
    open_all(stage, FINAL_QUOTE)


def released(stage: Stage, kind: str) -> OpeningSession:
    """The outer locks are off."""
    session = opening.open_session(stage.package.pk, kind=kind, by=SYSTEM, clock=stage.clock)
    opening.release(session.pk, by=stage.handler, clock=stage.clock)
    return opening.release(session.pk, by=stage.leader, clock=stage.clock)


def unlock(stage: Stage, opened: OpenedSubmission) -> None:
    """What a bidder's browser hands in after it took off the inner lock."""
    encoded, by = text_of(stage, opened), bidder_of(stage, opened)
    opening.unlock(opened.pk, encoded=encoded, by=by, clock=stage.clock)


def opened_of(session: OpeningSession) -> list[OpenedSubmission]:
    """In the order in which they are listed."""
    return list(session.opened.select_related("submission").order_by("pk"))


def bidder_of(stage: Stage, opened: OpenedSubmission) -> Actor:
    """Who bid."""
    actors = stage.cast.actors.values()
    return next(actor for actor in actors if actor.body_id == opened.submission.supplier_id)


def text_of(stage: Stage, opened: OpenedSubmission) -> str:
    """What was sealed: the walk remembers it, so that no phrase is worked out a second time."""
    return base64.urlsafe_b64encode(stage.sealed[opened.submission_id]).decode().rstrip("=")
