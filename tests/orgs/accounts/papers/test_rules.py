"""When a paper is reminded of."""

from datetime import date, timedelta

import pytest

from orgs.accounts.papers import rules

TODAY = date(2026, 3, 2)
DAYS = (60, 30, 7)


@pytest.mark.parametrize(
    ("left", "due"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, None)],
)
def test_the_tightest_number_that_is_reached_is_due(left, due):
    assert rules.reminder_due(TODAY + timedelta(days=left), today=TODAY, before=DAYS) == due


@pytest.mark.parametrize(
    ("issued", "expires", "codes"),
    [
        (TODAY, None, []),
        (TODAY, TODAY, []),
        (TODAY + timedelta(days=1), None, ["issued_later"]),
        (TODAY, TODAY - timedelta(days=1), ["ends_before_issue"]),
    ],
)
def test_dates_are_in_order(issued, expires, codes):
    found = rules.date_refusals(issued_on=issued, expires_on=expires, today=TODAY)
    assert [refusal.code for refusal in found] == codes
