"""The review of a tender: the purchaser checks who qualifies, nobody talks, the bid's price counts."""

import pytest

from orgs.people.choices import Role
from portal.kernel.errors import NotPermitted
from procurement.review import queries, workflow
from procurement.review.choices import CandidateStatus, ReviewStatus
from procurement.review.models import Qualification
from procurement.review.organiser_steps import organiser_steps
from procurement.review.workflow import Finding
from tests.factories import review as rooms
from tests.factories.people import actor
from tests.refusals import refused

pytestmark = [pytest.mark.django_db, pytest.mark.article("O87:44；O87:57")]
TENDER = {"method": "open_tender", "experts": 4}


def statuses(room: rooms.Room) -> list[str]:
    return [candidate.status for candidate in room.candidates()]


def examined(room: rooms.Room) -> rooms.Room:
    return rooms.examined(rooms.declared(room))


def test_the_purchaser_checks_before_the_panel_hears_a_name():
    room = rooms.received(**TENDER)
    assert room.fresh().status == ReviewStatus.QUALIFYING
    workflow.commit(room.session.pk, by=room.chair, now=room.tick())
    refused(
        workflow.declare,
        room.session.pk,
        recuses=False,
        by=room.chair,
        now=room.tick(),
        code="wrong_state",
    )


def test_who_fails_is_left_out_with_the_reason_and_the_panel_examines_the_others():
    room = rooms.received(**TENDER)
    rooms.qualify(room, failing={room.suppliers[3]: "登记证书已过有效期"})
    assert room.fresh().status == ReviewStatus.RECUSAL
    assert statuses(room) == ["received", "received", "received", "excluded"]
    assert "登记证书已过有效期" in room.candidates()[3].reason
    assert {k.kind for k in queries.examined_criteria(room.session)} == {"conformity"}
    assert queries.examined_candidates(room.session).count() == 3


def test_fewer_than_three_who_qualify_end_the_review():
    room = rooms.received(**TENDER)
    rooms.qualify(room, failing=dict.fromkeys(room.suppliers[2:], "没有登记证书"))
    session = room.fresh()
    assert session.status == ReviewStatus.TERMINATED
    assert "2 家" in session.termination_reason and "四十四" in session.termination_reason


def test_a_failure_without_its_reason_and_a_bidder_that_was_not_checked_are_refused():
    room = rooms.received(**TENDER)
    first, *others = rooms.qualifications(room)
    for findings in ({first: Finding(False), **dict.fromkeys(others, Finding(True))}, {first: Finding(True)}):
        refused(
            workflow.qualify,
            room.session.pk,
            findings,
            by=room.organiser,
            now=room.tick(),
            code="finding_incomplete",
        )
    assert not Qualification.objects.exists()


@pytest.mark.parametrize("role", [Role.EXPERT, Role.SUPPLIER, Role.PURCHASER_HANDLER])
def test_nobody_else_checks_who_qualifies(role):
    room = rooms.received(**TENDER)
    findings = dict.fromkeys(rooms.qualifications(room), Finding(True))
    with pytest.raises(NotPermitted):
        workflow.qualify(room.session.pk, findings, by=actor(role), now=room.tick())


def test_a_checked_qualification_is_not_checked_again():
    room = rooms.qualified(**TENDER)
    findings = dict.fromkeys(rooms.qualifications(room), Finding(True))
    refused(
        workflow.qualify, room.session.pk, findings, by=room.organiser, now=room.tick(), code="wrong_state"
    )


def test_nobody_talks_and_the_bids_own_price_is_scored():
    room = examined(rooms.qualified(**TENDER))
    assert room.fresh().status == ReviewStatus.SCORING
    assert statuses(room) == [CandidateStatus.QUOTED] * 4
    assert [str(c.final_quote) for c in room.candidates()] == [f"{price}.00" for price in rooms.QUOTES]
    refused(workflow.draw_order, room.session.pk, by=room.chair, now=room.tick(), code="wrong_state")


def test_a_price_above_the_ceiling_or_none_at_all_is_invalid():
    prices = ("880000", "1100000.01", "820000", "八十万", "870000")
    room = examined(rooms.qualified(prices=prices, suppliers=5, **TENDER))
    assert statuses(room) == ["quoted", "invalid", "quoted", "no_quote", "quoted"]


def test_places_go_by_points_then_price_and_equals_draw_lots():
    """Equal points and price are joint whatever the other points: the lot decides (Order 87, art. 57)."""
    prices = ("900000", "900000", "950000", "950000")
    points = {"服务方案": ["50", "55", "40", "40"], "持证社工": ["20", "15", "10", "10"]}
    room = rooms.scored(examined(rooms.qualified(prices=prices, **TENDER)), points=points)
    first, second, third, fourth = (c.pk for c in room.candidates())
    assert workflow.tied_groups(room.fresh()) == ((first, second), (third, fourth))
    workflow.draw_tie(room.session.pk, by=room.chair, now=room.tick())
    ranks = [c.rank for c in room.candidates()]
    assert {*ranks[:2]} == {1, 2} and {*ranks[2:]} == {3, 4}


def test_the_report_and_the_steps_speak_of_bids():
    room = rooms.reported(rooms.scored(examined(rooms.qualified(**TENDER))))
    session = room.fresh()
    assert session.status == ReviewStatus.REPORTED
    labels = [step.what for step in organiser_steps(session)]
    assert labels == [
        "确定小组名单",
        "资格审查",
        "回避声明",
        "符合性审查",
        "异常低价审查",
        "评分",
        "汇总与签署",
    ]
    assert session.report["method"] == "open_tender"
