"""Reads and locks of the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body, Registration
from orgs.people.choices import Role
from orgs.registry import rules
from orgs.registry.choices import FactKind
from orgs.registry.models import RegistrationChange, RegistryFact
from portal.kernel.actors import Actor
from portal.kernel.prepared import Prepared, moment, number

READERS = (Role.REGISTRAR, Role.AUDITOR, Role.SUPERVISOR)
PROVINCE = "43"
KNOWN = Prepared[RegistryFact](
    lambda: RegistryFact.objects.filter(body_id=number("body")).counting(known_at=moment("known_at"))
)


@dataclass(frozen=True)
class Entry:
    """One row of the timeline: the fact, its tone, and whether it still counts."""

    fact: RegistryFact
    tone: str
    counts: bool
    may_continue: bool


def facts_of(body_id: int, *, known_at: datetime | None = None) -> list[RegistryFact]:
    """The facts about a body that count, newest first, as known at a moment (None: now)."""
    if known_at is not None:
        return in_order(KNOWN.all(body=body_id, known_at=known_at))
    return in_order(RegistryFact.objects.filter(body_id=body_id).counting())


def values_of(body_id: int, *, known_at: datetime | None = None) -> list[rules.Fact]:
    """The same without history, as the rules take them."""
    return [fact.value for fact in facts_of(body_id, known_at=known_at)]


def history_of(body_id: int, *, on: date) -> list[Entry]:
    """Every row about a body by the time of its entry, newest first, with what no longer counts."""
    rows = list(
        RegistryFact.objects.filter(body_id=body_id)
        .select_related("body", "entered_by", "supersedes")
        .order_by("-entered_at", "-pk")
    )
    replaced = {row.supersedes_id for row in rows if row.supersedes_id}
    return [_entry(row, row.pk not in replaced and row.change != "voided", on) for row in rows]


def changes_of(body_id: int) -> list[RegistrationChange]:
    """What was changed in the registration of a body, newest first."""
    return list(RegistrationChange.objects.filter(body_id=body_id).select_related("entered_by"))


def registered_with(actor: Actor | None) -> QuerySet[Body]:
    """The social organisations whose register the capacity keeps: its division's and those below."""
    return _social() if actor is None else _social().filter(_kept_by(actor))


def visible_to(actor: Actor | None) -> QuerySet[Body]:
    """What a capacity may read in the workbench: auditors all, registrars and supervisors their own."""
    if actor is None or not actor.has_role(*READERS):
        return Body.objects.none()
    return _social() if actor.has_role(Role.AUDITOR) else registered_with(actor)


def registration_for_update(body_id: int) -> Registration:
    """The registration, locked: facts about one body are entered one after the other."""
    rows = Registration.objects.select_for_update(of=("self",)).select_related("body", "authority_division")
    return rows.get(body_id=body_id)


def grades_due(*, on: date) -> list[int]:
    """Bodies whose repeated grade is over, or whose grade began today."""
    begun = RegistryFact.objects.counting().filter(kind=FactKind.GRADE, starts_on=on).values("body_id")
    due = Registration.objects.filter(Q(grade_to__lt=on) | Q(body_id__in=begun))
    return list(due.order_by("body_id").values_list("body_id", flat=True))


def in_order(facts: Iterable[RegistryFact]) -> list[RegistryFact]:
    """Newest first by the day on which it happened, then by the inspected year."""
    return sorted(facts, key=lambda fact: (fact.happened_on, fact.year or 0, fact.pk), reverse=True)


def _social() -> QuerySet[Body]:
    return Body.objects.filter(kind=BodyKind.SOCIAL_ORGANISATION).select_related(
        "registration__authority_division", "division__parent"
    )


def _kept_by(actor: Actor) -> Q:
    place = Body.objects.filter(pk=actor.body_id).values_list("division_id", flat=True).first() or "-"
    own = Q(registration__authority_division__code__startswith=place)
    return own | Q(registration__authority_division=None) if place == PROVINCE else own


def _entry(row: RegistryFact, counts: bool, on: date) -> Entry:
    tone = rules.tone_of(row.value, on) if counts else "quiet"
    return Entry(row, tone, counts, counts and row.kind in rules.MAY_CONTINUE)
