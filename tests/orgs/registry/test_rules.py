"""Validity of grades, periods of lists, records of three years."""

from datetime import date
from decimal import Decimal

import pytest

from orgs.registry import law, rules
from orgs.registry.choices import FactKind
from tests.factories.registry import case, grade, inspection, listing, penalty, training

TODAY = date(2026, 11, 23)


def delivered(code: str, on: date) -> law.Number:
    """A number as the file has it, which needs no database."""
    return law.in_force(law.delivered_rows(code), on=on)


@pytest.mark.article("民政部令第39号")
@pytest.mark.article("《社会组织评估管理办法》（2026年3月1日起施行）；规则 SO-09")
@pytest.mark.parametrize(
    ("announced", "starts", "ends"),
    [
        (date(2024, 6, 1), date(2024, 6, 1), date(2029, 5, 31)),
        (date(2026, 2, 28), date(2026, 2, 28), date(2031, 2, 27)),
        (date(2024, 2, 29), date(2024, 2, 29), date(2029, 2, 28)),
        (date(2026, 3, 1), date(2027, 1, 1), date(2031, 12, 31)),
        (date(2026, 12, 31), date(2027, 1, 1), date(2031, 12, 31)),
    ],
)
def test_a_grade_is_valid_by_the_rule_of_its_announcement(announced, starts, ends):
    span = rules.grade_span(
        announced,
        years=int(delivered("grade_validity_years", announced)),
        starts_next_year=bool(int(delivered("grade_starts_next_year", announced))),
    )
    assert span == (starts, ends)


OLD = grade("3A", date(2022, 5, 1), starts_on=date(2022, 5, 1), ends_on=date(2027, 4, 30))
NEW = grade("4A", date(2026, 6, 1), starts_on=date(2027, 1, 1), ends_on=date(2031, 12, 31))
LOWERED = grade(
    "2A", date(2025, 1, 10), cause="lowered", starts_on=date(2025, 1, 10), ends_on=date(2027, 4, 30)
)
CANCELLED = grade(
    "3A", date(2025, 1, 10), cause="cancelled", starts_on=date(2025, 1, 10), ends_on=date(2027, 4, 30)
)


@pytest.mark.parametrize(
    ("facts", "on", "code"),
    [
        ([OLD, NEW], date(2026, 12, 31), "3A"),
        ([OLD, NEW], date(2027, 1, 1), "4A"),
        ([OLD], date(2027, 4, 30), "3A"),
        ([OLD], date(2027, 5, 1), ""),
        ([OLD], date(2022, 4, 30), ""),
        ([OLD, LOWERED], date(2025, 1, 9), "3A"),
        ([OLD, LOWERED], date(2025, 1, 10), "2A"),
        ([OLD, CANCELLED], TODAY, ""),
        ([OLD, CANCELLED, NEW], date(2027, 1, 1), "4A"),
        ([], TODAY, ""),
    ],
)
def test_the_newest_valid_grade_counts(facts, on, code):
    found = rules.grade_on(facts, on)
    assert (found.code if found else "") == code


def test_a_grade_that_is_announced_is_coming():
    assert rules.coming_grade([OLD, NEW], TODAY) == NEW
    assert rules.coming_grade([OLD], TODAY) is None


@pytest.mark.article("《社会组织信用信息管理办法》；规则 SO-07")
@pytest.mark.parametrize(
    ("on", "stands"),
    [
        (date(2025, 2, 28), False),
        (date(2025, 3, 1), True),
        (date(2025, 9, 9), True),
        (date(2025, 9, 10), False),
    ],
)
def test_a_list_counts_until_the_day_of_removal(on, stands):
    removed = listing(ends_on=date(2025, 9, 10))
    assert bool(rules.listings_on([removed], on)) is stands
    assert rules.listings_on([listing()], date(2026, 1, 1), code="serious") == []


MILLIONS = Decimal(2_000_000)


@pytest.mark.article("GPL:22；REG:19；财库〔2022〕3号；规则 CRD-03")
@pytest.mark.parametrize(
    ("fact", "is_major"),
    [
        (penalty("criminal"), True),
        (penalty("suspension"), True),
        (penalty("revocation"), True),
        (penalty("fine", amount=Decimal(1_999_999)), False),
        (penalty("fine", amount=MILLIONS), True),
        (penalty("fine", amount=Decimal(300_000), is_larger_fine=True), True),
        (penalty("warning"), False),
        (penalty("confiscation", amount=MILLIONS), False),
        (penalty("ban"), False),
    ],
)
def test_what_is_a_major_record(fact, is_major):
    assert rules.is_major(fact, larger_fine=MILLIONS) is is_major


@pytest.mark.parametrize(
    ("decided", "counts"),
    [
        (date(2023, 11, 23), False),
        (date(2023, 11, 24), True),
        (TODAY, True),
        (date(2026, 11, 24), False),
    ],
)
def test_a_major_record_counts_three_years(decided, counts):
    found = rules.major_records([penalty("criminal", decided)], TODAY, years=3, larger_fine=MILLIONS)
    assert bool(found) is counts


@pytest.mark.parametrize(
    ("starts", "ends", "bars"),
    [
        (date(2025, 11, 24), TODAY, True),
        (date(2025, 11, 24), date(2026, 11, 22), False),
        (date(2026, 11, 24), date(2027, 11, 23), False),
        (None, None, True),
    ],
)
def test_an_expired_ban_bars_nobody(starts, ends, bars):
    assert bool(rules.bans_on([penalty("ban", starts_on=starts, ends_on=ends)], TODAY)) is bars


def test_the_newest_concluded_year_counts_and_a_filed_report_waits():
    facts = [inspection(2024), inspection(2025, "filed"), inspection(2023, "unqualified")]
    assert rules.newest_concluded(facts).year == 2024
    assert rules.filed(facts, 2025).code == "filed"
    assert rules.filed(facts, 2024) is None


GRADED = grade("3A", date(2022, 5, 1), starts_on=date(2022, 5, 1), ends_on=date(2027, 4, 30))


@pytest.mark.parametrize(
    ("fact", "others", "codes"),
    [
        (grade(), [], []),
        (grade(on=date(2026, 11, 24)), [], ["in_future"]),
        (grade(), [grade("3A")], ["entered_before"]),
        (grade("2A", cause="lowered"), [], ["no_grade"]),
        (grade("2A", cause="lowered"), [GRADED], []),
        (inspection(2025), [], []),
        (inspection(2025), [inspection(2025, "filed")], ["entered_before"]),
        (inspection(2027, happened_on=TODAY), [], ["year"]),
        (listing(), [], []),
        (listing(), [listing()], ["entered_before"]),
        (listing(), [listing("serious")], []),
        (listing(ends_on=date(2024, 1, 1)), [], ["dates"]),
        (listing(ends_on=date(2026, 12, 1)), [], ["in_future"]),
        (penalty("fine"), [], ["amount"]),
        (penalty("ban"), [], ["span"]),
        (penalty("warning"), [], []),
        (penalty("warning"), [penalty("warning")], ["entered_before"]),
        (training(), [], []),
        (training(), [training()], ["entered_before"]),
        (training(remark=""), [], ["name"]),
        (training(), [training(remark="另一期")], []),
        (case(), [training()], []),
        (case(), [case()], ["entered_before"]),
        (case(on=date(2026, 11, 24)), [], ["in_future"]),
    ],
)
def test_a_fact_is_whole_and_entered_once(fact, others, codes):
    found = rules.fact_refusals(fact, others=others, today=TODAY)
    assert [refusal.code for refusal in found] == codes


def test_every_kind_is_judged():
    assert set(rules.CHECKS) == set(FactKind)


def test_every_number_has_its_basis():
    assert all(number.legal_basis for number in law.delivered())
    assert int(delivered("clean_record_years", date(2010, 1, 1))) == 3
