"""What the pages of suppliers show."""

from datetime import UTC, datetime
from types import SimpleNamespace

from procurement.bidding import pages


def test_what_ends_first_comes_first_and_what_has_ended_last_after_it():
    rows = [
        SimpleNamespace(
            package=SimpleNamespace(number=number, response_deadline=datetime(2026, 11, day, tzinfo=UTC)),
            is_open=is_open,
        )
        for number, day, is_open in (("a", 10, False), ("b", 25, True), ("c", 12, False), ("d", 24, True))
    ]
    assert [row.package.number for row in sorted(rows, key=pages.soonest)] == ["d", "b", "c", "a"]
