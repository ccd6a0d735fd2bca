"""Which scores stand far from the others, and when the panel has decided. Pure."""

from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import TypeVar

from portal.kernel.money import round_half_up

Key = TypeVar("Key", bound=Hashable)


def mean_of_others(points: Mapping[Key, Decimal], key: Key) -> Decimal:
    """What the other members gave in the mean."""
    others = [value for other, value in points.items() if other != key]
    return round_half_up(sum(others, Decimal(0)) / len(others))


def odd_scores(points: Mapping[Key, Decimal], *, maximum: Decimal, share: Decimal) -> list[Key]:
    """Whose points differ from the mean of the others by more than this share of the full mark.

    A sign to look at: whether a score is abnormally high or low the panel alone decides (Order 87, art. 64).
    """
    if len(points) < 3:
        return []
    return [key for key in points if abs(points[key] - mean_of_others(points, key)) > maximum * share]


def decided(*, agreeing: int, against: int, panel: int) -> bool | None:
    """The majority of the whole panel decides (Order 87, art. 61); None while it is open."""
    if agreeing * 2 > panel:
        return True
    return False if against * 2 >= panel else None
