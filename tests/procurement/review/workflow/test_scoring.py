"""Independent sheets, then the ranking."""

from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps

from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.review import queries, workflow
from procurement.review.choices import EndingCause, ReviewStatus
from procurement.review.models import (
    Score,
)
from procurement.review.rules import CriterionFacts, PriceTerms
from tests.factories import review as rooms
from tests.refusals import refused
from tests.scenes import walked_once

pytestmark = pytest.mark.django_db
scene = walked_once(rooms.quoted)


def test_a_quote_over_the_ceiling_is_invalid_and_none_is_none():
    room = rooms.consulted()
    room = rooms.quoted(room, quotes=("880000", "1100000.01", "820000"))
    statuses = [candidate.status for candidate in room.candidates()]
    assert statuses == ["quoted", "invalid", "quoted", "no_quote"]
    assert "1,100,000.01 元超过最高限价 1,100,000 元" in room.candidates()[1].reason
    assert room.fresh().status == ReviewStatus.SCORING


@pytest.mark.parametrize(
    ("first", "cause"), [("880000", EndingCause.FEW_LEFT), ("1100000.01", EndingCause.OVER_BUDGET)]
)
def test_one_valid_quote_terminates_and_none_for_want_of_money(first, cause):
    session = rooms.quoted(quotes=(first, "1200000", "1300000", "1400000")).fresh()
    assert (session.status, session.termination_cause) == (ReviewStatus.TERMINATED, cause)
    # What a migration once took for too few by its sentence is told apart by who got past the examination.
    session.termination_cause = EndingCause.TOO_FEW
    session.save(update_fields=["termination_cause"])
    import_module("procurement.migrations.0077_causes_of_old_endings").mend(apps, None)
    session.refresh_from_db()
    assert session.termination_cause == cause


def test_an_invalid_quote_moves_no_base():
    room = rooms.scored(rooms.quoted(quotes=("880000", "950000", "1200000", "1050000")))
    assert [c.price_points for c in room.candidates()] == [
        Decimal("10.00"),
        Decimal("9.26"),
        None,
        Decimal("8.38"),
    ]


@pytest.mark.parametrize("points", ["-1", "60.5", "11.25"])
def test_points_out_of_range_or_off_the_step_are_not_kept(points):
    room = rooms.quoted()
    candidate, criterion = room.candidates()[0], queries.scored_criteria(room.session)[0]
    refused(
        workflow.save_score,
        room.session.pk,
        candidate.pk,
        criterion.pk,
        points=Decimal(points),
        by=room.chair,
        now=room.tick(),
        code="bad_points",
    )
    assert not Score.objects.exists()


def test_an_incomplete_sheet_is_not_handed_in():
    room = rooms.quoted()
    refused(workflow.submit_sheet, room.session.pk, by=room.chair, now=room.tick(), code="sheet_incomplete")


def test_a_sheet_handed_in_is_closed():
    room = rooms.quoted()
    rooms.score_all(room, room.chair, rooms.POINTS)
    workflow.submit_sheet(room.session.pk, by=room.chair, now=room.tick())
    candidate, criterion = room.candidates()[0], queries.scored_criteria(room.session)[0]
    refused(
        workflow.save_score,
        room.session.pk,
        candidate.pk,
        criterion.pk,
        points=Decimal(1),
        by=room.chair,
        now=room.tick(),
        code="sheet_submitted",
    )
    assert Score.objects.get(
        sheet__member__user_id=room.chair.user_id, candidate=candidate, criterion=criterion
    ).points == Decimal(50)


def test_unequal_objective_scores_go_back_and_only_they_may_change():
    room = rooms.quoted()
    for member in room.panel:
        own = ["30", "25", "20", "15"] if member is not room.chair else ["25", "25", "20", "15"]
        rooms.score_all(room, member, rooms.POINTS | {"持证社工": own})
        workflow.submit_sheet(room.session.pk, by=member, now=room.tick())
    assert room.fresh().status == ReviewStatus.SCORING
    plan, workers = queries.scored_criteria(room.session)
    first = room.candidates()[0]
    assert queries.objective_cells(room.session) == [(first.pk, workers.pk)]
    refused(
        workflow.save_score,
        room.session.pk,
        first.pk,
        plan.pk,
        points=Decimal(1),
        by=room.chair,
        now=room.tick(),
        code="only_objective",
    )
    workflow.save_score(
        room.session.pk, first.pk, workers.pk, points=Decimal(30), by=room.chair, now=room.tick()
    )
    for member in room.panel:
        workflow.submit_sheet(room.session.pk, by=member, now=room.tick())
    assert room.fresh().status == ReviewStatus.SIGNING


def test_single_scores_are_in_the_ledger_as_a_digest_only():
    rooms.scored()
    facts = LedgerEntry.objects.filter(verb="review.submit_sheet").first().facts
    assert set(facts) == {"sheet"} and len(facts["sheet"]) == 64


def test_totals_and_places_follow_from_sheets_and_quotes():
    room = rooms.scored()
    figures = [(c.price_points, c.technical_points, c.total_points, c.rank) for c in room.candidates()]
    assert figures == [
        (Decimal("9.32"), Decimal("80.00"), Decimal("89.32"), 1),
        (Decimal("8.63"), Decimal("70.50"), Decimal("79.13"), 2),
        (Decimal("10.00"), Decimal("60.00"), Decimal("70.00"), 3),
        (Decimal("7.81"), Decimal("45.00"), Decimal("52.81"), 4),
    ]


def test_a_full_tie_waits_for_the_lot_of_the_chair():
    room = rooms.scored(
        rooms.quoted(suppliers=2, quotes=("900000", "900000")),
        points={"服务方案": ["50", "50"], "持证社工": ["30", "30"]},
    )
    assert room.fresh().status == ReviewStatus.SCORING
    assert not room.session.candidates.filter(rank__isnull=False).exists()
    with pytest.raises(NotPermitted):
        workflow.draw_tie(room.session.pk, by=room.representative, now=room.tick())
    workflow.draw_tie(room.session.pk, by=room.chair, now=room.tick())
    assert room.fresh().status == ReviewStatus.SIGNING
    assert sorted(room.session.candidates.values_list("rank", flat=True)) == [1, 2]
    assert LedgerEntry.objects.filter(verb="review.draw_tie").exists()


def test_nothing_is_drawn_without_a_tie():
    room = rooms.quoted()
    refused(workflow.draw_tie, room.session.pk, by=room.chair, now=room.tick(), code="no_tie")
    assert room.fresh().status == ReviewStatus.SCORING


HOURS = [
    *rooms.criteria()[:2],
    CriterionFacts("scored", "服务方案", "流程具体、可核查", Decimal(70)),
    CriterionFacts("scored", "服务量", "", Decimal(30), way="most", unit="服务小时数"),
]


def hours_instead_of_price() -> rooms.Room:
    """A scheme in which the price is fixed and the hours promised count."""
    room = rooms.formed(suppliers=3)
    workflow.edit_scheme(
        room.session.scheme_id, "固定价格", HOURS, by=room.organiser, now=room.tick(), price=PriceTerms(True)
    )
    room.fresh()
    return rooms.quoted(rooms.consulted(rooms.examined(rooms.seated(room))))


@pytest.mark.article("O87:55")
def test_where_the_price_is_fixed_the_hours_count_and_the_price_does_not():
    room = hours_instead_of_price()
    given = {"服务方案": ["50", "45.5", "40"], "服务量": ["1500", "2000", "1600"]}
    rooms.scored(room, points=given)
    figures = [(c.price_points, c.technical_points, c.rank) for c in room.candidates()]
    assert figures == [
        (Decimal("0.00"), Decimal("72.50"), 2),
        (Decimal("0.00"), Decimal("75.50"), 1),
        (Decimal("0.00"), Decimal("64.00"), 3),
    ]


def test_the_full_mark_needs_its_reason_before_the_sheet_is_handed_in():
    room = rooms.quoted()
    rooms.score_all(room, room.chair, rooms.POINTS | {"服务方案": ["60", "45.5", "40", "0"]})
    hand_in = {"by": room.chair, "now": room.tick()}
    refused(workflow.submit_sheet, room.session.pk, **hand_in, code="extreme_without_reason")
    plan = queries.scored_criteria(room.session)[0]
    for candidate, points in ((room.candidates()[0], 60), (room.candidates()[3], 0)):
        workflow.save_score(
            room.session.pk, candidate.pk, plan.pk, points=Decimal(points), reason="逐项核对过", **hand_in
        )
    workflow.submit_sheet(room.session.pk, **hand_in)
