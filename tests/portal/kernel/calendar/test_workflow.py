"""Loading the yearly notices."""

from datetime import date

import pytest

from portal.kernel.calendar import queries, workflow
from portal.kernel.calendar.models import CalendarDay, HolidayNotice
from portal.kernel.calendar.reading import Day

pytestmark = pytest.mark.django_db

NEW_YEAR = Day(date(2027, 1, 1), False, "元旦")
MADE_UP = Day(date(2027, 1, 3), True, "元旦调休上班")


def test_the_delivered_notices_are_loaded_once():
    assert workflow.load_reference() == [2024, 2025, 2026]
    assert workflow.load_reference() == []
    assert queries.loaded_years() == [2024, 2025, 2026]
    assert CalendarDay.objects.get(date=date(2026, 10, 10)).source.startswith("国务院办公厅")


def test_the_current_calendar_follows_what_is_loaded(django_assert_num_queries):
    workflow.load_reference()
    assert queries.current().add_workdays(date(2026, 12, 31), 1).provisional
    workflow.load_year(year=2027, source="通知（示例）", days=[NEW_YEAR, MADE_UP])
    first_workday = queries.current().add_workdays(date(2026, 12, 31), 1)
    assert (first_workday.date, first_workday.provisional) == (date(2027, 1, 3), False)
    with django_assert_num_queries(1):
        queries.current()


def test_a_corrected_notice_takes_the_place_of_the_first():
    workflow.load_year(year=2027, source="通知（示例）", days=[NEW_YEAR, MADE_UP])
    assert workflow.load_year(year=2027, source="更正通知（示例）", days=[NEW_YEAR])
    assert list(CalendarDay.objects.values_list("date", flat=True)) == [NEW_YEAR.date]
    assert HolidayNotice.objects.get().source == "更正通知（示例）"


def test_a_notice_may_arrange_the_last_days_of_the_year_before():
    assert workflow.load_year(
        year=2027, source="通知（示例）", days=[Day(date(2026, 12, 31), False, "元旦"), NEW_YEAR]
    )


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        ([], "no day off"),
        ([MADE_UP], "no day off"),
        ([NEW_YEAR, NEW_YEAR], "named twice"),
        ([NEW_YEAR, Day(date(2028, 1, 3), False, "元旦")], "not arranged by the notice"),
        ([NEW_YEAR, Day(date(2027, 1, 2), False, "元旦")], "does not depart"),
    ],
)
def test_a_notice_that_cannot_be_right_is_refused(days, reason):
    with pytest.raises(ValueError, match=reason):
        workflow.load_year(year=2027, source="通知（示例）", days=days)
    assert not HolidayNotice.objects.exists()
