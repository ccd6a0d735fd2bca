"""Abnormally low prices through the verbs: found before anything is scored, asked, explained, judged."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

import pytest

from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.review import workflow
from procurement.review.choices import CandidateStatus, ReviewStatus
from procurement.review.low_price import queries as low_prices
from procurement.review.low_price.models import LowPriceReview
from procurement.review.models import Candidate, ScoreSheet
from procurement.review.todos import todos
from procurement.review.workflow import Opinion
from tests.factories import low_price
from tests.factories import review as rooms
from tests.factories.low_price import TEXT, price_of
from tests.scenes import walked_once

pytestmark = [pytest.mark.django_db, pytest.mark.article("财库〔2026〕2号")]
scene = walked_once(low_price.asked)


@contextmanager
def refused_with(*codes: str) -> Iterator[None]:
    with pytest.raises(Refused) as found:
        yield
    assert [refusal.code for refusal in found.value.refusals] == list(codes)


def kinds(room) -> list[str]:
    return [one["kind"] for one in price_of(room).triggers]


def points(room) -> list[str]:
    return [str(candidate.price_points) for candidate in room.candidates() if candidate.price_points]


def test_a_low_price_stops_the_review_before_the_sheets():
    room = low_price.asked()
    assert room.fresh().status == ReviewStatus.LOW_PRICE
    assert kinds(room) == ["second", "ceiling"]
    assert not ScoreSheet.objects.filter(member__session=room.session).exists()
    assert {"review.find_low_prices", "review.ask_price"} <= set(
        LedgerEntry.objects.values_list("verb", flat=True)
    )


def test_the_time_is_at_least_thirty_minutes_and_the_chair_asks():
    room = low_price.asked()
    review = price_of(room)
    assert review.answer_until - review.asked_at == timedelta(minutes=30)
    with refused_with("nobody_to_ask", "too_few_minutes"):
        workflow.ask_price(room.session.pk, minutes=29, by=room.chair, now=room.tick())
    with pytest.raises(NotPermitted):
        workflow.ask_price(room.session.pk, minutes=30, by=room.panel[1], now=room.tick())


def test_the_supplier_is_told_and_nobody_else():
    room = low_price.asked()
    now = room.tick()
    told = [[todo.title for todo in todos(supplier, now=now)] for supplier in room.suppliers]
    assert [titles == ["书面说明报价"] for titles in told] == [False, False, False, True]


def test_an_explanation_after_its_time_is_refused():
    room = low_price.asked()
    room.clock.advance(minutes=30)
    with refused_with("too_late"):
        workflow.explain_price(price_of(room).pk, text=TEXT, by=room.suppliers[3], clock=room.clock)
    assert price_of(room).explained_at is None


def test_nobody_explains_for_another():
    room = low_price.asked()
    with pytest.raises(NotPermitted):
        workflow.explain_price(price_of(room).pk, text=TEXT, by=room.suppliers[0], clock=room.clock)


def test_an_explanation_is_given_once():
    room = low_price.explained(low_price.asked())
    with refused_with("not_asked"):
        workflow.explain_price(price_of(room).pk, text="再说明一次", by=room.suppliers[3], clock=room.clock)


def test_the_majority_rejects_and_the_base_moves():
    room = low_price.judged(low_price.explained(low_price.asked()))
    assert room.fresh().status == ReviewStatus.SCORING
    lowest = room.candidates()[3]
    assert lowest.status == CandidateStatus.INVALID
    assert "异常低价审查" in lowest.reason and "缺少税费" in lowest.reason
    rooms.scored(room)
    assert points(room) == ["9.69", "9.46", "10.00"]


def test_the_majority_accepts_and_the_base_stays():
    room = low_price.judged(low_price.explained(low_price.asked()), votes=(True, True, False))
    assert low_prices.passed_review(room.candidates()[3])
    rooms.reported(rooms.scored(room))
    assert points(room) == ["4.59", "4.48", "4.74", "10.00"]
    said = [c["low_price"] for c in room.fresh().report["candidates"] if c["low_price"]]
    assert [(one["result"], one["explanation"]) for one in said] == [("说明成立", TEXT)]
    assert "次低报价 1,097,400 元的 50%，即 548,700 元" in said[0]["triggers"][0]


def test_nothing_is_judged_while_the_time_runs_and_silence_is_invalid():
    room = low_price.asked()
    review = price_of(room)
    with refused_with("still_waiting"):
        workflow.judge_price(review.pk, Opinion(False, "没有说明。"), by=room.chair, clock=room.clock)
    room.clock.advance(minutes=30)
    with refused_with("no_explanation"):
        workflow.judge_price(review.pk, Opinion(True, "价格合理。"), by=room.chair, clock=room.clock)
    low_price.judged(room, votes=(False, False, False))
    assert "没有在规定时间内书面说明报价" in room.candidates()[3].reason


def test_a_member_judges_once():
    room = low_price.explained(low_price.asked())
    workflow.judge_price(price_of(room).pk, Opinion(True, "成本完整。"), by=room.chair, clock=room.clock)
    with refused_with("judged"):
        workflow.judge_price(price_of(room).pk, Opinion(False, "改主意。"), by=room.chair, clock=room.clock)


def test_the_panel_may_doubt_a_price_that_triggers_nothing():
    room = low_price.judged(low_price.explained(low_price.asked()))
    rooms.scored(room)
    first = room.candidates()[2]
    assert first.rank
    workflow.doubt_price(first.pk, reason="低于当地人工成本。", by=room.chair, now=room.tick())
    assert room.fresh().status == ReviewStatus.LOW_PRICE
    assert not Candidate.objects.filter(session=room.session, rank__isnull=False).exists()
    workflow.ask_price(room.session.pk, minutes=40, by=room.chair, now=room.tick())
    review = LowPriceReview.objects.get(candidate=first)
    workflow.explain_price(review.pk, text=TEXT, by=room.suppliers[2], clock=room.clock)
    for member in room.panel:
        workflow.judge_price(review.pk, Opinion(True, "成本完整。"), by=member, clock=room.clock)
    assert room.fresh().status == ReviewStatus.SIGNING
    assert points(room) == ["9.69", "9.46", "10.00"]


def test_nobody_doubts_after_the_first_signature_or_twice():
    room = rooms.scored(low_price.judged(low_price.explained(low_price.asked())))
    with refused_with("looked_at"):
        workflow.doubt_price(room.candidates()[3].pk, reason="明显偏低。", by=room.chair, now=room.tick())
    workflow.sign(room.session.pk, agrees=True, by=room.chair, now=room.tick())
    with refused_with("signed"):
        workflow.doubt_price(room.candidates()[0].pk, reason="明显偏低。", by=room.chair, now=room.tick())
    assert room.fresh().status == ReviewStatus.SIGNING


def test_before_the_paper_was_law_nothing_triggers():
    session = low_price.asked().session
    session.decided_on = session.decided_on.replace(year=2026, month=1, day=31)
    assert low_prices.law_of(session) is None
    session.decided_on = session.decided_on.replace(month=2, day=1)
    assert low_prices.law_of(session).minutes.value == Decimal(30)


def test_a_scheme_raises_its_shares_within_the_law():
    room = low_price.asked()
    scheme = room.session.scheme
    raised = {"mean": Decimal("0.6"), "second": None, "ceiling": None}
    workflow.raise_shares(scheme.pk, raised, by=room.organiser, now=room.tick())
    assert low_prices.law_of(room.session).mean.value == Decimal("0.6")
    assert "平均值的 60%" in low_prices.printed_today(scheme, now=room.clock.now())[0]
    with pytest.raises(Refused):
        workflow.raise_shares(scheme.pk, {"mean": Decimal("0.66")}, by=room.organiser, now=room.tick())
    with pytest.raises(NotPermitted):
        workflow.raise_shares(scheme.pk, raised, by=rooms.formed().organiser, now=room.tick())
