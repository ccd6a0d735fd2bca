"""When a paper for a negotiation after a failed tender may still come in: a table, no database."""

from datetime import UTC, datetime, timedelta

import pytest

from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package
from procurement.projects.plans import converting

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.mark.article("O74:27")
@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, []),
        ({"is_conversion": False}, ["not_a_conversion"]),
        ({"is_due": True}, ["responses_due"]),
        ({"is_own_plan": True}, ["own_plan"]),
    ],
)
def test_it_is_kept_before_the_responses_are_due_and_not_by_who_wrote_the_plan(facts, codes):
    usual = {"is_conversion": True, "is_due": False, "is_own_plan": False}
    assert [refusal.code for refusal in converting.state_refusals(**usual | facts)] == codes


@pytest.mark.parametrize(
    ("statuses", "is_due"),
    [
        (["planned", "terminated"], False),
        (["announced", "terminated"], False),
        (["announced", "opened"], True),
        (["terminated", "decided"], True),
    ],
)
def test_a_package_that_ended_does_not_stand_in_the_way_of_the_others(statuses, is_due):
    later = NOW + timedelta(days=1)
    left = [Package(status=PackageStatus(status), response_deadline=later) for status in statuses]
    assert converting.is_any_due(left, at=NOW) == is_due
    assert converting.is_any_due(left, at=later) or set(statuses) <= {"planned", "terminated"}
