"""How near a call is, which fields it shares, what is new. No database."""

from datetime import UTC, datetime, timedelta

import pytest

from procurement.notices.opportunities import rules
from procurement.notices.opportunities.rules import Changes, Nearness

SEEN = datetime(2026, 3, 2, 1, tzinfo=UTC)
BEFORE, AFTER = SEEN - timedelta(hours=1), SEEN + timedelta(hours=1)


@pytest.mark.parametrize(
    ("own", "theirs", "found"),
    [
        ("430111", "430111", Nearness.COUNTY),
        ("430111001", "430111", Nearness.COUNTY),
        ("430111", "430102", Nearness.CITY),
        ("430111", "4301", Nearness.CITY),
        ("4301", "4301", Nearness.CITY),
        ("430111", "430602", Nearness.AWAY),
        ("43", "43", Nearness.AWAY),
        ("", "", Nearness.AWAY),
    ],
)
def test_the_same_county_is_nearer_than_the_same_city(own, theirs, found):
    assert rules.nearness(own, theirs) == found


def test_other_is_no_field_that_two_share():
    assert rules.shared_fields(["elderly", "other"], ["children", "elderly", "other"]) == ["elderly"]


@pytest.mark.parametrize(
    ("changes", "seen_at", "found"),
    [
        (Changes(AFTER, (AFTER,)), None, []),
        (Changes(AFTER, (AFTER,)), SEEN, ["新公告"]),
        (Changes(BEFORE), SEEN, []),
        (Changes(BEFORE, (BEFORE, AFTER), (AFTER, AFTER)), SEEN, ["新更正 1 份", "新答疑 2 条"]),
        (Changes(SEEN, (SEEN,)), SEEN, []),
    ],
    ids=["never-looked", "new-call", "nothing", "corrected-and-answered", "at-that-moment"],
)
def test_only_what_came_after_the_last_look_is_new(changes, seen_at, found):
    assert rules.news_of(changes, seen_at=seen_at) == found
