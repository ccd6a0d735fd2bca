"""Arithmetic that several methods share."""

from decimal import Decimal
from fractions import Fraction

import pytest

from procurement.methods import rules


@pytest.mark.article("财政部令第87号第四十七条；财政部令第74号第七条")
@pytest.mark.parametrize(("size", "experts"), [(3, 2), (5, 4), (7, 5), (9, 6)])
def test_two_thirds_are_experts(size, experts):
    assert rules.experts_needed(size, ratio=Decimal("0.6667")) == experts


@pytest.mark.parametrize(
    ("written", "share"),
    [("0.6667", "2/3"), ("0.3333", "1/3"), ("0.30", "3/10"), ("0.5000", "1/2"), ("1", "1")],
)
def test_a_share_of_four_decimals_is_meant_exactly(written, share):
    assert rules.exact(Decimal(written)) == Fraction(share)
