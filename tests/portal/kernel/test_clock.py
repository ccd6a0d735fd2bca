"""The clocks of the portal."""

from datetime import UTC, date, datetime

import pytest

from portal.kernel import clock

NOON = datetime(2026, 9, 1, 12, tzinfo=clock.SHANGHAI)


def test_a_day_is_a_day_of_hunan():
    assert clock.local_date(datetime(2026, 9, 1, 15, 59, tzinfo=UTC)) == date(2026, 9, 1)
    assert clock.local_date(datetime(2026, 9, 1, 16, 0, tzinfo=UTC)) == date(2026, 9, 2)
    assert clock.at_local(date(2026, 9, 2)) == datetime(2026, 9, 1, 16, 0, tzinfo=UTC)


def test_a_rehearsal_clock_stands_until_it_is_told_to_go_on():
    rehearsal = clock.RehearsalClock(NOON)
    assert rehearsal() == rehearsal.now() == NOON
    rehearsal.advance(days=1)
    assert rehearsal() == datetime(2026, 9, 2, 12, tzinfo=clock.SHANGHAI)


def test_a_rehearsal_clock_does_not_go_back():
    rehearsal = clock.RehearsalClock(NOON)
    with pytest.raises(ValueError, match="go back"):
        rehearsal.advance_to(datetime(2026, 9, 1, 11, tzinfo=clock.SHANGHAI))
    assert rehearsal() == NOON


def test_a_moment_without_a_time_zone_is_an_error():
    with pytest.raises(ValueError, match="time zone"):
        clock.RehearsalClock(datetime(2026, 9, 1))  # noqa: DTZ001


@pytest.mark.django_db
def test_the_database_clock_goes_on_within_a_transaction():
    first = clock.database_clock()
    assert first.tzinfo is not None
    assert clock.database_clock() > first
