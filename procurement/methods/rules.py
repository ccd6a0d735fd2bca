"""Arithmetic that several methods share. Pure."""

from decimal import Decimal
from fractions import Fraction
from math import ceil

LARGEST_DENOMINATOR = 100


def exact(ratio: Decimal) -> Fraction:
    """The share that a row of four decimals stands for: 0.6667 is two thirds, 0.30 three tenths."""
    return Fraction(ratio).limit_denominator(LARGEST_DENOMINATOR)


def experts_needed(size: int, *, ratio: Decimal) -> int:
    """The least number of experts in a body of this size; even an empty one lacks an expert."""
    return max(1, ceil(size * exact(ratio)))
