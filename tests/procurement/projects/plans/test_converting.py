"""When a paper for a negotiation after a failed tender may still come in: a table, no database."""

import pytest

from procurement.projects.plans import converting


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
