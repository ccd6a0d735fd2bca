"""A biased member is found, an honest panel is left in peace; who decides; whether the order counted."""

from decimal import Decimal

import pytest

from procurement.review.analysis.rules import Priced, departures, left_out, order_effect
from tests.procurement.review.analysis.panels import MAXIMUM, Sums, panel

PANELS = 200


def points(*rows: str) -> Sums:
    """Each member's sums for 甲, 乙, 丙."""
    return {
        member: dict(zip("甲乙丙", map(Decimal, row.split()), strict=True)) for member, row in enumerate(rows)
    }


def marked(sums: Sums) -> list[int]:
    return [found.member for found in departures(sums, maximum=MAXIMUM) if found.is_marked]


def test_of_200_panels_with_one_biased_member_95_in_100_name_it():
    found = [
        marked(sums) == [biased] for sums, biased in (panel(seed, biased=True) for seed in range(PANELS))
    ]
    assert sum(found) >= PANELS * 0.95


@pytest.mark.parametrize("members", [3, 5, 7])
def test_of_200_panels_without_bias_at_most_5_in_100_name_anybody(members):
    found = [bool(marked(panel(seed, members=members)[0])) for seed in range(1_000, 1_000 + PANELS)]
    assert sum(found) <= PANELS * 0.05


def test_a_biased_member_puts_no_other_under_suspicion():
    for sums, biased in (panel(seed, biased=True) for seed in range(PANELS)):
        assert set(marked(sums)) <= {biased}


def test_strictness_alone_is_no_sign():
    strict = points("80 70 60", "79 71 60", "81 70 61", "80 69 60", "60 50 40")
    found = departures(strict, maximum=MAXIMUM)[-1]
    assert round(found.general) == -20
    assert not found.is_marked


def test_whom_a_member_raised_and_lowered_is_named():
    sums = points("80 70 60", "79 71 60", "81 70 61", "80 69 60", "60 88 50")
    [found] = [one for one in departures(sums, maximum=MAXIMUM) if one.is_marked]
    assert (found.member, found.raised, found.lowered) == (4, "乙", "甲")


def test_members_who_agree_to_the_point_do_not_make_a_trifle_a_sign():
    assert marked(points("80 70 60", "80 70 60", "80 70 60", "80 70 60", "82 70 60")) == []
    assert marked(points("80 70 60", "80 70 60", "80 70 60", "80 70 60", "60 88 50")) == [4]


@pytest.mark.parametrize(
    "sums", [{}, points("80 70 60", "70 80 60"), {n: {"甲": Decimal(80)} for n in range(5)}]
)
def test_too_few_members_or_suppliers_are_not_compared(sums):
    assert departures(sums, maximum=MAXIMUM) == []


def priced(*quotes_and_points: str) -> dict[str, Priced]:
    return {
        name: Priced(*map(Decimal, pair.split()))
        for name, pair in zip("甲乙丙", quotes_and_points, strict=True)
    }


def test_the_member_without_whom_another_would_be_first_is_decisive():
    sums = points("80 82 60", "80 81 60", "80 82 60", "80 81 60", "88 60 50")
    prices = priced("900000 9.00", "900000 9.00", "810000 10.00")
    found = left_out(sums, prices, winner="甲")
    assert [one.member for one in found if one.is_decisive] == [4]
    assert found[-1].first == ("乙",)


def test_suppliers_that_would_be_equal_are_all_named():
    sums, prices = points("81 80 60", "80 80 60", "80 80 60"), priced("9 9.00", "9 9.00", "8 10.00")
    [first, *_others] = left_out(sums, prices, winner="甲")
    assert (first.first, first.is_decisive) == (("甲", "乙"), False)


def test_where_a_method_leaves_equals_joint_the_scores_do_not_separate_them():
    sums, prices = points("82 80 60", "80 80 60", "80 80 60"), priced("9 8.00", "9 8.50", "8 10.00")
    prices["乙"] = Priced(Decimal(9), Decimal("9.00"))
    found = left_out(sums, prices, winner="乙", counts_technical=False)
    assert found[1].first == ("甲", "乙")
    assert left_out(sums, prices, winner="乙")[1].first == ("甲",)


def test_one_sheet_cannot_be_left_out():
    assert left_out(points("80 70 60"), priced("9 9", "9 9", "8 10"), winner="甲") == []


@pytest.mark.parametrize(
    ("heard", "marks", "rises"),
    [
        ("60 65 70 75 80", True, True),
        ("80 75 70 65 60", True, False),
        ("60 75 65 80 70", False, True),
    ],
)
def test_points_that_rise_or_fall_with_the_order_are_a_sign(heard, marks, rises):
    found = order_effect([Decimal(one) for one in heard.split()])
    assert (found.is_marked, found.rises) == (marks, rises)


def test_of_too_few_suppliers_an_order_says_nothing():
    assert order_effect([Decimal(60), Decimal(70), Decimal(80)]).by_chance is None
    assert order_effect([Decimal(60)]) is None
