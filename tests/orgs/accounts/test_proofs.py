"""What each way of proof still lacks."""

import pytest

from orgs.accounts import proofs
from orgs.accounts.proofs import Evidence


@pytest.mark.parametrize(
    ("evidence", "codes"),
    [
        (Evidence(has_letter=True, confirmed=True), []),
        (Evidence(has_letter=True, confirmed=None), ["not_called_back"]),
        (Evidence(has_letter=True, confirmed=False), ["not_confirmed"]),
        (Evidence(has_letter=False, confirmed=None), ["no_letter", "not_called_back"]),
    ],
)
def test_the_letter_counts_with_a_confirmed_call(evidence, codes):
    assert [refusal.code for refusal in proofs.way("letter").refusals(evidence)] == codes


def test_a_way_that_is_not_connected_proves_nothing_and_cannot_be_chosen():
    whole = Evidence(has_letter=True, confirmed=True)
    for way in (way for way in proofs.WAYS if not way.is_connected):
        assert [refusal.code for refusal in way.refusals(whole)] == ["way_not_connected"]
    assert [way.code for way in proofs.connected()] == [proofs.DEFAULT]
