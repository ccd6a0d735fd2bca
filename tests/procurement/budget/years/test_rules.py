"""Money of later years, by tables of cases."""

from decimal import Decimal

import pytest

from procurement.budget.rules import Balance, Standing
from procurement.budget.years import rules
from procurement.budget.years.rules import Chosen


def money(**years: str) -> dict[int, Decimal]:
    return {int(year[1:]): Decimal(amount) for year, amount in years.items()}


def codes(refusals) -> list[str]:
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("part", "whole", "later", "most", "first", "shares"),
    [
        ("900", "900", {}, "900", "900", {}),
        ("900", "900", money(y2027="300", y2028="300"), "300", "300", money(y2027="300", y2028="300")),
        ("810", "900", money(y2027="300", y2028="300"), "300", "270", money(y2027="270", y2028="270")),
        ("100", "900", money(y2027="300"), "600", "66.67", money(y2027="33.33")),
        (
            "0.05",
            "0.09",
            money(y2027="0.03", y2028="0.03"),
            "0.03",
            "0.01",
            money(y2027="0.02", y2028="0.02"),
        ),
        ("100", "100", money(y2027="40"), "59.99", "59.99", money(y2027="40.01")),
    ],
)
def test_a_contract_lies_on_its_years_to_the_cent(part, whole, later, most, first, shares):
    found = rules.divided(Decimal(part), whole=Decimal(whole), later=later, most=Decimal(most))
    assert found == (Decimal(first), shares)
    assert found[0] + sum(found[1].values()) == Decimal(part)


@pytest.mark.article("财政部令第102号第二十四条")
@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ({}, []),
        (money(y2027="1", y2028="1"), []),
        (money(y2029="1"), ["year_out_of_term"]),
        (money(y2026="1"), ["year_out_of_term"]),
        (money(y2029="0"), []),
    ],
)
def test_later_years_lie_within_the_longest_term(later, expected):
    assert codes(rules.plan_refusals(later, fiscal_year=2026, most_years=3)) == expected


@pytest.mark.parametrize(
    ("line_year", "settled", "own", "left", "this_year", "expected"),
    [
        (2027, True, True, "100", 2027, []),
        (2027, True, True, "99.99", 2027, ["line_exceeded"]),
        (2027, False, True, "100", 2027, ["line_not_settled"]),
        (2026, True, True, "100", 2027, ["line_of_another_year"]),
        (2027, True, False, "100", 2027, ["line_of_another_year"]),
        (2027, True, True, "100", 2026, ["year_not_begun"]),
        (2027, True, True, "100", 2028, ["line_of_another_year"]),
        (2028, True, True, "100", 2028, []),
    ],
)
def test_a_year_is_carried_by_a_given_line_of_that_year(line_year, settled, own, left, this_year, expected):
    balance = Balance("养老服务", Decimal(left), Decimal(0), Decimal(0))
    chosen = Chosen(Standing("养老服务", "年初预算", line_year, settled), balance, own)
    found = rules.line_refusals(chosen, year=2027, this_year=this_year, amount=Decimal(100))
    assert codes(found) == expected


@pytest.mark.article("财政部令第102号第二十四条")
@pytest.mark.parametrize(
    ("confirmed", "this_year", "expected"),
    [
        (True, 2027, []),
        (True, 2028, []),
        (False, 2027, ["year_without_line"]),
        (True, 2026, ["year_not_begun"]),
    ],
)
def test_without_the_line_the_year_does_not_start(confirmed, this_year, expected):
    found = rules.start_refusals(
        is_confirmed=confirmed, year=2027, this_year=this_year, amount=Decimal(300000)
    )
    assert codes(found) == expected
