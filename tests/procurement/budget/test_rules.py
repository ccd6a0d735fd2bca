"""What a line can carry, by tables of cases."""

from datetime import date
from decimal import Decimal

import pytest

from procurement.budget import rules
from procurement.budget.rules import Balance, Share


def line(amount: str, committed: str = "0", contracted: str = "0") -> Balance:
    return Balance("养老服务", Decimal(amount), Decimal(committed), Decimal(contracted))


def codes(refusals) -> list[str]:
    return [refusal.code for refusal in refusals]


@pytest.mark.article("财政部令第102号第十六条")
@pytest.mark.parametrize(
    ("balance", "asked", "code"),
    [
        (line("100"), "100", None),
        (line("100"), "100.01", "line_exceeded"),
        (line("100", "60"), "40", None),
        (line("100", "60"), "40.01", "line_exceeded"),
        (line("100", "30", "30"), "40", None),
        (line("100", "30", "30"), "41", "line_exceeded"),
        (line("100"), "0", "amount_not_positive"),
        (line("100"), "-1", "amount_not_positive"),
    ],
)
def test_a_line_carries_what_is_left(balance, asked, code):
    assert codes(rules.commit_refusals(balance, Decimal(asked))) == ([code] if code else [])


@pytest.mark.parametrize(
    ("balance", "asked", "code"),
    [
        (line("100", "60"), "60", None),
        (line("100", "60"), "60.01", "commitment_exceeded"),
        (line("100", "0", "60"), "1", "commitment_exceeded"),
        (line("100", "60"), "0", "amount_not_positive"),
    ],
)
def test_only_what_is_held_is_spared_or_contracted(balance, asked, code):
    assert codes(rules.committed_refusals(balance, Decimal(asked))) == ([code] if code else [])


def test_a_refusal_compares_value_with_value():
    refusal = rules.commit_refusals(line("1500000", "1020000"), Decimal("600000"))[0]
    assert refusal.because == (
        "预算指标“养老服务”可用余额 480,000 元，本次要占用 600,000 元，差 120,000 元。"
    )
    assert refusal.basis
    assert refusal.remedy


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([], []),
        ([(2, "5"), (1, "3")], [(1, "3"), (2, "5")]),
        ([(2, "5"), (1, "3"), (2, "1")], [(1, "3"), (2, "6")]),
    ],
)
def test_shares_are_merged_in_the_order_in_which_lines_are_locked(shares, expected):
    given = [Share(line_id, Decimal(amount)) for line_id, amount in shares]
    assert rules.merged(given) == [Share(line_id, Decimal(amount)) for line_id, amount in expected]


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("4", [(2, "4")]),
        ("5", [(2, "5")]),
        ("7", [(2, "5"), (1, "2")]),
        ("8", [(2, "5"), (1, "3")]),
        ("99", [(2, "5"), (1, "3")]),
        ("0", []),
    ],
)
def test_money_is_given_back_from_the_last_line_first(amount, expected):
    held = [Share(1, Decimal(3)), Share(2, Decimal(5))]
    taken = rules.taken_from_last(Decimal(amount), held)
    assert taken == [Share(line_id, Decimal(part)) for line_id, part in expected]
    assert rules.total(taken) == min(Decimal(amount), Decimal(8))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"amount": Decimal("0.01")}, []),
        ({"amount": Decimal(0)}, ["amount_not_positive"]),
        ({"fiscal_year": 2025}, []),
        ({"fiscal_year": 2027}, []),
        ({"fiscal_year": 2024}, ["year_out_of_range"]),
        ({"fiscal_year": 2028}, ["year_out_of_range"]),
        ({"is_known": True}, ["line_known"]),
        ({"amount": Decimal(-1), "fiscal_year": 1, "is_known": True}, 3),
    ],
)
def test_a_line_is_entered_once_near_this_year_with_money_on_it(facts, expected):
    defaults = {"amount": Decimal(1), "fiscal_year": 2026, "this_year": 2026, "is_known": False}
    found = codes(rules.entry_refusals(**{**defaults, **facts}))
    assert len(found) == expected if isinstance(expected, int) else found == expected


@pytest.mark.article("财政部令第102号第十六条")
@pytest.mark.parametrize(
    ("lines", "year", "held", "expected"),
    [
        ([(2026, True)], 2026, "100", []),
        ([(2025, True)], 2026, "100", ["year_ended"]),
        ([(2025, False)], 2026, "100", ["line_not_settled"]),
        ([(2025, True), (2026, True)], 2026, "100", ["year_ended"]),
        ([(2026, True), (2026, False)], 2026, "100", ["line_not_settled"]),
        ([(2027, False)], 2026, "100", ["line_not_settled"]),
        ([(2027, True)], 2026, "100", ["year_not_begun"]),
        ([(2027, True)], 2027, "100", []),
        ([(2026, True)], 2026, "99.99", ["nothing_held"]),
        ([], 2026, "0", ["nothing_held"]),
    ],
)
def test_no_award_on_money_that_was_not_given(lines, year, held, expected):
    standings = [rules.Standing("养老服务", "提前下达", *line) for line in lines]
    found = rules.award_refusals(standings, year=year, held=Decimal(held), amount=Decimal(100))
    assert codes(found) == expected
    assert all(refusal.remedy for refusal in found)


@pytest.mark.article("财政部令第102号第十六条")
@pytest.mark.parametrize(
    ("line_year", "year", "expected"),
    [(2026, 2026, []), (2027, 2026, []), (2025, 2026, ["year_ended"]), (2026, 2028, ["year_ended"])],
)
def test_a_year_that_has_ended_carries_nothing_more(line_year, year, expected):
    standing = rules.Standing("养老服务", "年初预算", line_year, is_settled=True)
    found = rules.ended_refusals([standing], year=year)
    assert codes(found) == expected
    assert all(f"{line_year}年的年末清单" in refusal.remedy for refusal in found)


@pytest.mark.parametrize(
    ("kind", "number", "dated", "papered"),
    [
        ("year", "", False, True),
        ("transfer", "湘财社〔2026〕3号", True, True),
        ("transfer", " ", True, False),
        ("advance", "湘财预〔2025〕190号", False, False),
        ("carry_over", "", True, False),
    ],
)
def test_every_kind_but_the_years_budget_needs_its_paper(kind, number, dated, papered):
    day = date(2026, 1, 20) if dated else None
    facts = rules.LineFacts(1, 2026, "XM", "养老服务", "general", Decimal(1), number, kind, day)
    assert rules.is_papered(facts) is papered
