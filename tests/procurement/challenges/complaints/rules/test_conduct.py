"""When a complainant is put on the list of bad conduct, by cases, without a database."""

from datetime import date

import pytest

from procurement.challenges.complaints.choices import ConductKind, DismissGround
from procurement.challenges.complaints.rules import conduct

ON = date(2026, 11, 23)


def refused(kind: str, count: int = 0, ground: str = "", years: int | None = None) -> list[str]:
    return [
        refusal.code
        for refusal in conduct.proposal_refusals(
            kind, unfounded=[ON] * count, least=3, ground=ground, years=years, years_range=(1, 3)
        )
    ]


@pytest.mark.article("O94:37")
@pytest.mark.parametrize(("count", "codes"), [(2, ["too_few_unfounded"]), (3, []), (4, [])])
def test_the_third_unfounded_complaint_within_the_year_counts(count, codes):
    assert refused(ConductKind.REPEATED, count) == codes


@pytest.mark.article("O94:37")
@pytest.mark.parametrize(
    ("ground", "years", "codes"),
    [
        (DismissGround.FABRICATED, 1, []),
        (DismissGround.ILLEGAL_EVIDENCE, 3, []),
        (DismissGround.FABRICATED, 0, ["years_out_of_range"]),
        (DismissGround.FABRICATED, 4, ["years_out_of_range"]),
        (DismissGround.FABRICATED, None, ["years_out_of_range"]),
        (DismissGround.NO_FACTS, 1, ["not_false"]),
        ("", 1, ["not_false"]),
    ],
)
def test_a_false_complaint_bars_from_one_to_three_years(ground, years, codes):
    assert refused(ConductKind.FALSE, ground=ground, years=years) == codes


def test_repeated_unfounded_complaints_do_not_bar():
    assert refused(ConductKind.REPEATED, 3, years=1) == ["no_ban"]


@pytest.mark.article("O94:37")
@pytest.mark.parametrize(
    ("decided", "counts"),
    [("2025-11-23", 0), ("2025-11-24", 1), ("2026-11-23", 1), ("2026-11-24", 0)],
)
def test_twelve_months_end_with_the_day(decided, counts):
    found = conduct.within_months([date.fromisoformat(decided)], on=ON, months=12)
    assert len(found) == counts


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [("2026-11-23", 12, "2025-11-23"), ("2024-02-29", 12, "2023-02-28"), ("2026-03-31", 1, "2026-02-28")],
)
def test_a_month_before_ends_with_the_shorter_month(day, months, before):
    assert conduct.months_before(date.fromisoformat(day), months) == date.fromisoformat(before)
