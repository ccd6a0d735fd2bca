"""The rows of an import in words: what is kept as keys and days. Pure."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from orgs.bodies.choices import SocialOrganisationType
from orgs.imports.facts import rules as facts
from orgs.imports.registrations import rules as registrations
from orgs.registry.choices import (
    Change,
    FactKind,
    GradeEvent,
    InspectionResult,
    ListingCause,
    ListKind,
    PenaltyKind,
)

TYPES = {str(value): str(label) for value, label in SocialOrganisationType.choices}
CODES = {
    FactKind.INSPECTION: InspectionResult,
    FactKind.LISTING: ListKind,
    FactKind.PENALTY: PenaltyKind,
}
CAUSES = {FactKind.GRADE: GradeEvent, FactKind.LISTING: ListingCause}


def changes(kept: Mapping[str, Any], before: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What a row changes: the column, before, after."""
    fact = kept.get("fact")
    columns = facts.COLUMNS[fact["kind"]] if fact else registrations.COLUMNS
    after, kind = fact or kept, fact["kind"] if fact else ""
    return [
        (str(columns[name].label), worded(kind, name, old), worded(kind, name, after[name]))
        for name, old in before.items()
    ]


def told(kept: Mapping[str, Any]) -> str:
    """A fact in one line: 评估等级 4A 2024-06-01; empty for a registration."""
    fact = kept.get("fact")
    if not fact:
        return ""
    kind = fact["kind"]
    names = ("year", "code", "cause", "happened_on", "ends_on", "number", "amount")
    said = [worded(kind, name, fact[name]) for name in names if fact.get(name)]
    change = kept.get("change")
    how = [str(Change(change).label)] if change and change != Change.ENTERED else []
    return " ".join([*how, *said])


def worded(kind: str, name: str, value: Any) -> str:
    """A value as people read it."""
    if name == "type" and not kind:
        return TYPES.get(str(value), str(value))
    words = {"code": CODES, "cause": CAUSES}.get(name, {}).get(kind)
    if words is not None and value in words.values:
        return str(words(value).label)
    if name == "year":
        return _("%(year)s年度") % {"year": value}
    return str(value) if value not in ("", None) else _("空")
