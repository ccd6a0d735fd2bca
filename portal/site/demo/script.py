"""The script: P6 and what is beside it finished, P4 challenged, P3 quoted, P2 open, P1 waiting; once each."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import keys
from portal.kernel.clock import RehearsalClock, at_local, local_date
from portal.site.demo import (
    after_award,
    agreement_walk,
    bidding_walk,
    bids,
    catalogues,
    challenge_walk,
    commission,
    communities,
    correcting,
    custody,
    demanding,
    evaluating,
    facts,
    holidays,
    newcomers,
    numbers,
    opening_walk,
    own_accounts,
    preparing,
    register_facts,
    registers,
    review_walk,
    revisions,
    services,
    tender_walk,
)
from portal.site.demo.cast import Cast, gather
from portal.site.demo.stage import Stage, day_before
from procurement.projects.models import ProcurementProject
from procurement.review import workflow as review

Walk = Callable[[Stage], None]
SERVICES_BEFORE = 20


def run(*, now: datetime) -> Iterator[tuple[str, str]]:
    """Make what is missing; gives each purchase's title and what was done."""
    keys.create(now=now)
    today = local_date(now)
    with transaction.atomic():
        cast = gather(now=at_local(day_before(today, facts.P6.began), 8))
    with transaction.atomic():
        yield custody.TITLE, custody.keep(cast, now=at_local(day_before(today, facts.P6.began), 9))
    yield from services.play(cast, now=at_local(day_before(today, SERVICES_BEFORE), 9))
    walks = {
        facts.P6: finished,
        facts.COMMISSION: commission.play,
        facts.P4: partial(tendered, now=now),
        facts.P3_FIRST: failed,
        facts.P3: quoted,
        facts.P2: open_for_bids,
        facts.P1: waiting_for_approval,
        facts.AGREEMENT: agreement_walk.play,
    }
    for part, walk in walks.items():
        yield part.title, play(part, walk, cast=cast, today=today)
    with transaction.atomic():
        yield registers.FILE, registers.wait_for_confirmation(cast, now=now)
    with transaction.atomic():
        yield newcomers.TITLE, newcomers.wait_for_registrar(cast, now=now)
    with transaction.atomic():
        yield own_accounts.PAPERS_TITLE, own_accounts.papers_that_end(cast, now=now)
    with transaction.atomic():
        yield own_accounts.LEAVING_TITLE, own_accounts.leaving(cast, now=now)
    with transaction.atomic():
        yield catalogues.TITLE, catalogues.consult(cast, now=now)
    with transaction.atomic():
        yield revisions.TITLE, revisions.play(cast, now=now)
    with transaction.atomic():
        is_new = register_facts.enter_all(cast, now=now)
        yield _("登记事实（示例）"), _("已建立") if is_new else _("已经在演示数据中")
    with transaction.atomic():
        yield holidays.TITLE, holidays.upload(cast, now=now)
    with transaction.atomic():
        yield numbers.TITLE, numbers.propose(cast, now=now)
    with transaction.atomic():
        yield communities.TITLE, communities.enter(cast, now=now)


def play(part: facts.PurchasePart, walk: Walk, *, cast: Cast, today) -> str:
    """Walk one purchase in one transaction: it is there whole or not at all."""
    start = at_local(day_before(today, part.began), 8)
    stage = Stage(part=part, cast=cast, today=today, clock=RehearsalClock(start))
    if ProcurementProject.objects.filter(title=stage.title, purchaser=cast.bodies[part.body]).exists():
        return _("已经在演示数据中")
    with transaction.atomic():
        walk(stage)
    return _("已建立")


def waiting_for_approval(stage: Stage) -> None:
    """P1: submitted, with two funds; a second person has to decide. Its intention is still young."""
    preparing.intend(stage, days_before=12)
    preparing.draft(stage)
    demanding.survey(stage)
    demanding.hear(stage)
    preparing.submit(stage)
    preparing.advance_notice(stage)


def open_for_bids(stage: Stage) -> None:
    """P2: two packages; the law pushed the deadline to T+1. Two have bid, nobody knows; one is to bid."""
    preparing.intend(stage, days_before=45)
    preparing.draft(stage)
    demanding.survey(stage)
    demanding.heard_elsewhere(stage)
    preparing.submit(stage)
    preparing.approve(stage)
    preparing.announce(stage, days_before=11, open_until=stage.today)
    bidding_walk.obtain(stage, bids.OBTAINED)
    bidding_walk.enquire(stage)
    correcting.correct(stage)
    bidding_walk.enquire_again(stage)
    bidding_walk.seal_two(stage)


def failed(stage: Stage) -> None:
    """P3, first attempt: only one of three conformed, so it ended; the money went back to its line."""
    preparing.intend(stage, days_before=140)
    preparing.draft(stage)
    demanding.survey(stage)
    demanding.heard_elsewhere(stage)
    preparing.submit(stage)
    preparing.approve(stage)
    day = day_before(stage.today, 62)
    announced = preparing.days_before_end(stage, 75, end=day)
    preparing.announce(stage, days_before=announced, deadline=at_local(day, 9))
    bidding_walk.obtain(stage, tuple(bids.FIRST_ATTEMPT))
    for name, price in bids.FIRST_ATTEMPT.items():
        bidding_walk.respond(stage, name, bids.station(price))
    review_walk.name_panel(stage)
    opening_walk.open_responses(stage)
    review_walk.examine(stage, failing=dict.fromkeys(bids.NOT_CONFORMING, bids.LACKING))
    review_walk.publish_end(stage)


def quoted(stage: Stage) -> None:
    """P3, done again: of four final quotes one is abnormally low and explained; one member is to find."""
    preparing.intend(stage, days_before=75)
    preparing.draft(stage)
    preparing.redo(stage, facts.P3_FIRST)
    demanding.survey(stage)
    demanding.heard_elsewhere(stage)
    preparing.submit(stage)
    preparing.approve(stage)
    day = day_before(stage.today, 1)
    announced = preparing.days_before_end(stage, 13, end=day)
    preparing.announce(stage, days_before=announced, deadline=at_local(day, 9))
    bidding_walk.obtain(stage, tuple(bids.CONSULTED))
    for name, (price, _quote) in bids.CONSULTED.items():
        bidding_walk.respond(stage, name, bids.station(price))
    review_walk.name_panel(stage)
    opening_walk.open_responses(stage)
    review_walk.examine(stage)
    review_walk.consult(stage)
    stage.on(1, 13, 20)
    opening_walk.quote(stage, {name: quote for name, (_price, quote) in bids.CONSULTED.items()})
    if review_walk.has_low_price(stage):
        review_walk.explain_price(stage, bids.EXPLANATION, by=stage.cast.actors["xinya"])
        review_walk.judge_price(stage, review.Opinion(False, bids.FINDING, bids.LOOKED_UP))


def tendered(stage: Stage, *, now: datetime) -> None:
    """P4: an open tender, five bids; the second challenges the first, the answer waits for its approval."""
    preparing.intend(stage, days_before=75)
    preparing.draft(stage)
    demanding.survey(stage)
    demanding.heard_elsewhere(stage)
    preparing.submit(stage)
    preparing.approve(stage)
    preparing.announce(stage, days_before=38, open_until=day_before(stage.today, 14))
    bidding_walk.obtain(stage, tuple(bids.TENDERED))
    opening_walk.keep_roster(stage, bids.OFFICERS)
    for name, price in bids.TENDERED.items():
        bidding_walk.respond(stage, name, bids.tender(price))
    tender_walk.name_panel(stage)
    opening_walk.open_tender(stage, absent=bids.ABSENT, keeper=custody.NOTARY)
    tender_walk.review_bids(stage)
    review_walk.decide(stage, days_before=stage.part.decided, told_before=7)
    challenge_walk.challenge(stage)
    challenge_walk.draft_answer(stage)
    challenge_walk.turn_of_year(stage, now=now)


def finished(stage: Stage) -> None:
    """P6: carried from its budget line to its evaluation, which stands on the organisation's page."""
    preparing.intend(stage, days_before=545)
    preparing.draft(stage)
    demanding.survey(stage)
    demanding.heard_elsewhere(stage)
    preparing.submit(stage)
    preparing.approve(stage)
    preparing.announce(stage, days_before=500)
    bidding_walk.obtain(stage, tuple(bids.RESPONSES))
    for name, (price, plan) in bids.RESPONSES.items():
        bidding_walk.respond(stage, name, bids.response(price, plan))
    review_walk.name_panel(stage)
    opening_walk.open_responses(stage)
    review_walk.examine(stage)
    review_walk.consult(stage)
    opening_walk.quote(stage, bids.QUOTES)
    review_walk.score(stage, bids.STRENGTHS)
    review_walk.decide(stage, days_before=stage.part.decided)
    after_award.contract(stage)
    after_award.accept(stage)
    evaluating.evaluate(stage)
