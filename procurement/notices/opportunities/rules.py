"""How well a call fits an organisation, by facts of both. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from django.utils.translation import gettext as _

from orgs.bodies.choices import ServiceField

COUNTY, CITY = 6, 4
"""Digits of a division's code that name its county and its city."""


class Nearness(IntEnum):
    """How near the purchaser's division is; the nearest first."""

    COUNTY = 0
    CITY = 1
    AWAY = 2


@dataclass(frozen=True)
class Changes:
    """When what may be new was put out: the call, its corrections, answers to questions."""

    shown_at: datetime | None
    corrected: tuple[datetime, ...] = ()
    answered: tuple[datetime, ...] = ()


def nearness(own: str, theirs: str) -> Nearness:
    """Same county, same city, elsewhere; by the codes of the divisions."""
    if own and len(own) >= COUNTY and own[:COUNTY] == theirs[:COUNTY]:
        return Nearness.COUNTY
    if own and len(own) >= CITY and own[:CITY] == theirs[:CITY]:
        return Nearness.CITY
    return Nearness.AWAY


def shared_fields(own: Collection[str], theirs: Collection[str]) -> list[str]:
    """The fields of service that both name; 其他 is none."""
    return [field for field in theirs if field in own and field != ServiceField.OTHER]


def news_of(changes: Changes, *, seen_at: datetime | None) -> list[str]:
    """What happened since somebody last looked, in words; nothing for who has never looked."""
    if seen_at is None:
        return []
    if changes.shown_at and changes.shown_at > seen_at:
        return [_("新公告")]
    found = []
    corrected = sum(at > seen_at for at in changes.corrected)
    answered = sum(at > seen_at for at in changes.answered)
    if corrected:
        found.append(_("新更正 %(count)d 份") % {"count": corrected})
    if answered:
        found.append(_("新答疑 %(count)d 条") % {"count": answered})
    return found
