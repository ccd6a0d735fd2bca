"""Arithmetic that several methods share."""

from decimal import Decimal

import pytest

from procurement.methods import rules


@pytest.mark.article("财政部令第87号第四十七条；财政部令第74号第七条")
@pytest.mark.parametrize(("size", "experts"), [(3, 2), (5, 4), (7, 5), (9, 6)])
def test_two_thirds_are_experts(size, experts):
    assert rules.experts_needed(size, ratio=Decimal("0.6667")) == experts
