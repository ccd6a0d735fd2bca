"""What is left until a limit, in words."""

from datetime import date, datetime, timedelta

import pytest

from portal.kernel import limits
from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import SHANGHAI

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)  # a Monday
CALENDAR = Calendar.from_rows([2026], [])


def left(due, **options):
    return limits.left(due, now=NOW, calendar=CALENDAR, **options)


@pytest.mark.parametrize(
    ("due", "tone", "words"),
    [
        (date(2026, 11, 20), "over", "逾期 3 天"),
        (datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI), "over", "今天已过时限"),
        (datetime(2026, 11, 23, 10, 1, tzinfo=SHANGHAI), "soon", "今天到期"),
        (date(2026, 11, 23), "soon", "今天到期"),
        (date(2026, 11, 24), "soon", "还剩 1 个工作日"),
        (date(2026, 11, 25), "soon", "还剩 2 个工作日"),
        (date(2026, 11, 26), "ok", "还剩 3 个工作日"),
        (date(2026, 11, 29), "ok", "还剩 4 个工作日"),
        (date(2027, 1, 6), "ok", "约还剩 31 个工作日"),
    ],
)
def test_what_is_left(due, tone, words):
    limit = left(due)
    assert (limit.tone, limit.words) == (tone, words)


def test_a_weekend_before_the_limit_is_counted_in_days():
    saturday = NOW + timedelta(days=5)
    assert limits.left(date(2026, 11, 29), now=saturday, calendar=CALENDAR).words == "还剩 1 天"


def test_an_end_that_nobody_missed_is_not_overdue():
    limit = left(date(2026, 11, 20), ended="已截止")
    assert (limit.tone, limit.words) == ("rest", "已截止")


def test_a_firm_date_is_not_called_provisional():
    assert not left(date(2027, 1, 6)).is_provisional
    assert left(date(2027, 1, 6), provisional=True).is_provisional


def test_the_page_reads_the_clock_once(rf):
    request = rf.get("/")
    assert limits.page_clock(request) is limits.page_clock(request)
    assert limits.page_clock(request).now == limits.page_clock(request).now
