"""The review of a negotiation: talks as in a consultation, then the lowest price among those that conform."""

from decimal import Decimal

import pytest

from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.review import workflow
from procurement.review.choices import CandidateStatus, ReviewStatus
from procurement.review.models import ScoreSheet
from procurement.review.organiser_steps import organiser_steps
from procurement.review.response_text import opened_response
from procurement.review.todos import todos
from tests.factories import review as rooms
from tests.refusals import refused
from tests.scenes import kept

pytestmark = [pytest.mark.django_db, pytest.mark.article("O74:35")]
NEGOTIATION = {"method": "competitive_negotiation"}
EQUAL = ("900000", "880000", "900000", "950000")


@kept
def quoted(quotes: tuple[str, ...] = rooms.QUOTES) -> rooms.Room:
    return rooms.quoted(rooms.consulted(**NEGOTIATION), quotes=quotes)


def ranks(room: rooms.Room) -> list[int | None]:
    return [candidate.rank for candidate in room.candidates()]


def test_the_lowest_final_quote_comes_first_and_nobody_scores():
    room = quoted()
    assert room.fresh().status == ReviewStatus.SIGNING
    assert ranks(room) == [2, 3, 1, 4]
    assert {c.total_points for c in room.candidates()} == {None}
    assert not ScoreSheet.objects.exists()
    refused(workflow.submit_sheet, room.session.pk, by=room.chair, now=room.tick(), code="wrong_state")


def test_whoever_does_not_conform_is_out_however_low_the_price():
    room = rooms.seated(**NEGOTIATION)
    cheapest = room.suppliers[2]
    room = rooms.examined(room, failing={cheapest: "登记证书已过有效期"})
    room = rooms.quoted(rooms.consulted(room), quotes=rooms.QUOTES)
    assert ranks(room) == [1, 2, None, 3]
    assert room.candidates()[2].status == CandidateStatus.EXCLUDED


def test_a_quote_over_the_ceiling_is_invalid_and_takes_no_place():
    room = quoted(("880000", "1100000.01", "820000", "870000"))
    assert ranks(room) == [3, None, 1, 2]
    assert "超过最高限价" in room.candidates()[1].reason


@pytest.mark.article("O74:27；O74:37")
@pytest.mark.parametrize("quotes", [("880000", "950000"), ("880000", "1200000", "820000", "1300000")])
def test_fewer_than_three_valid_quotes_end_the_negotiation(quotes):
    room = quoted(quotes)
    session = room.fresh()
    assert session.status == ReviewStatus.TERMINATED
    assert "2 家" in session.termination_reason and "74号" in session.termination_reason


@pytest.mark.article("O74:27；O74:37")
def test_fewer_than_three_that_conform_end_the_negotiation():
    room = rooms.seated(**NEGOTIATION)
    rooms.examined(room, failing=dict.fromkeys(room.suppliers[2:], "没有登记证书"))
    assert room.fresh().status == ReviewStatus.TERMINATED


def test_equal_quotes_wait_for_the_lot_that_the_chair_draws():
    room = quoted(EQUAL)
    first, second, third, _fourth = (c.pk for c in room.candidates())
    assert room.fresh().status == ReviewStatus.RANKING
    assert [{*group} for group in workflow.tied_groups(room.fresh())] == [{first, third}]
    assert [t.title for t in todos(room.chair, now=room.tick()) if not t.waiting_for] == [
        "抽签确定报价相同的供应商的排序"
    ]
    with pytest.raises(NotPermitted):
        workflow.draw_tie(room.session.pk, by=room.experts[1], now=room.tick())
    workflow.draw_tie(room.session.pk, by=room.chair, now=room.tick())
    assert room.fresh().status == ReviewStatus.SIGNING
    places = ranks(room)
    assert {places[0], places[2]} == {2, 3} and (places[1], places[3]) == (1, 4)
    assert LedgerEntry.objects.about(room.session).filter(verb="review.draw_tie").count() == 1


def test_the_organiser_may_end_it_while_the_lot_is_due():
    room = quoted(EQUAL)
    workflow.terminate(room.session.pk, because="采购任务取消。", by=room.organiser, now=room.tick())
    assert room.fresh().status == ReviewStatus.TERMINATED


def test_the_report_names_prices_and_places_and_no_points():
    room = rooms.reported(quoted())
    session = room.fresh()
    assert session.status == ReviewStatus.REPORTED
    assert [c["final_quote"] for c in session.report["candidates"]][0] == "820000.00"
    labels = [step.what for step in organiser_steps(session)]
    assert labels == [
        "确定小组名单",
        "回避声明",
        "资格和符合性审查",
        "谈判",
        "最后报价",
        "异常低价审查",
        "比较报价",
        "汇总与签署",
    ]


def test_refusals_speak_of_a_negotiation_under_order_74():
    room = rooms.examined(**NEGOTIATION)
    candidate = room.candidates()[0]
    facts = {"minutes": "讨论了服务频次。", "started_at": room.tick(), "by": room.chair, "now": room.tick()}
    with pytest.raises(Refused) as error:
        workflow.consult(room.session.pk, candidate.pk, **facts)
    (refusal,) = error.value.refusals
    assert "谈判次序" in refusal.because and refusal.basis == "财政部令第74号"


@pytest.mark.parametrize(
    ("method", "label"), [("competitive_negotiation", "首次报价"), ("open_tender", "投标报价")]
)
def test_an_opened_response_names_its_price_as_the_method_does(method, label):
    room = rooms.formed(method=method)
    candidate = room.session.candidates.model(session=room.session, response={"first_price": "880000"})
    assert opened_response(candidate).parts == [(label, "880,000 元")]


def test_points_of_a_consultation_stay_as_they_were():
    room = rooms.quoted(rooms.consulted(), quotes=rooms.QUOTES)
    assert room.fresh().status == ReviewStatus.SCORING
    assert Decimal("820000.00") in {c.final_quote for c in room.candidates()}
