"""What a letter tells a supplier about objections, by the letter's own facts."""

from datetime import date

import pytest

from procurement.award import letters

TOLD = {
    "is_winner": False,
    "challenge_until": "2026-04-10",
    "challenge_is_provisional": False,
    "challenge_days": 7,
    "challenge_basis": "依据（示例）",
    "sign_days": 30,
}


@pytest.mark.parametrize("more", [{}, {"is_statutory": True}])
def test_a_purchase_by_law_is_open_to_challenge(more):
    told = TOLD | more
    assert letters.challenge_until(told) == date(2026, 4, 10)
    assert "7 个工作日内，即 2026-04-10" in letters.next_steps(told)[-1]


def test_a_voluntary_purchase_has_no_challenge_by_law():
    told = TOLD | {"is_statutory": False}
    assert letters.challenge_until(told) is None
    assert "财政部门不受理投诉" in letters.next_steps(told)[-1]
