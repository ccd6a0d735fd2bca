"""Arithmetic that several methods share. Pure."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Protocol

from portal.kernel.calendar.rules import Calendar, LegalDate

LARGEST_DENOMINATOR = 100
WORKING_DAYS = "working_days"


class Figure(Protocol):
    """A legal number in force; procurement.routing.figures.Parameter is one."""

    value: Decimal
    unit: str


def counted(calendar: Calendar, *, start: date, number: Figure) -> LegalDate:
    """The day on which a period after a start is over, in days or working days as its number says."""
    count = calendar.add_workdays if number.unit == WORKING_DAYS else calendar.add_days
    return count(start, int(number.value))


def exact(ratio: Decimal) -> Fraction:
    """The share that a row of four decimals stands for: 0.6667 is two thirds, 0.30 three tenths."""
    return Fraction(ratio).limit_denominator(LARGEST_DENOMINATOR)


def experts_needed(size: int, *, ratio: Decimal) -> int:
    """The least number of experts in a body of this size; even an empty one lacks an expert."""
    return max(1, ceil(size * exact(ratio)))
