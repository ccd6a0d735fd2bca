"""Arithmetic that several methods share. Pure."""

from decimal import ROUND_HALF_UP, Decimal


def experts_needed(size: int, *, ratio: Decimal) -> int:
    """The least number of experts in a body of this size; a ratio of four decimals stands for two thirds."""
    return next(
        experts
        for experts in range(size + 1)
        if (Decimal(experts) / size).quantize(Decimal("0.0001"), ROUND_HALF_UP) >= ratio
    )
