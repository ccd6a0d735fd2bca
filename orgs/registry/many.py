"""Thousands of facts at once: the same rules, rows, ledger and repeated grades as verb by verb.

A caller asks `decide` of every fact what entering it would do, and hands the decisions to `write`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from orgs.bodies.models import Body, Registration
from orgs.people.choices import Role
from orgs.registry import queries, rules, workflow
from orgs.registry.choices import Change, FactKind, GradeEvent
from orgs.registry.models import RegistryFact
from orgs.registry.rules import Fact
from orgs.registry.workflow import Source
from portal.kernel import clock
from portal.kernel.actors import SYSTEM, Actor
from portal.kernel.errors import NotPermitted, Refusal
from portal.kernel.ledger import workflow as ledger


@dataclass(frozen=True)
class Decision:
    """What entering a fact would do: a row that follows `of` (None: the first), or nothing, or why not.

    `changed` holds the fields that differ from the former row, as (before, after).
    """

    fact: Fact
    change: Change | None = None
    of: int | None = None
    changed: Mapping[str, tuple] | None = None
    refusals: tuple[Refusal, ...] = ()


def decide(fact: Fact, counting: Mapping[int, Fact], *, today: date) -> Decision:
    """What becomes of a fact beside those of the body that count, by the keys of their rows.

    Of one event the newer entry corrects or continues the former; what it leaves empty stays as it was.
    """
    of = next((key for key, other in counting.items() if is_one_event(fact, other)), None)
    if of is None and fact.kind == FactKind.GRADE and not fact.cause:
        fact = replace(fact, cause=GradeEvent.AWARDED)
    others = [other for key, other in counting.items() if key != of]
    changed = rules.differing(counting[of], fact) if of is not None else {}
    if of is not None and not changed:
        return Decision(counting[of], of=of)
    full = replace(counting[of], **{name: new for name, (_old, new) in changed.items()}) if changed else fact
    refusals = tuple(rules.fact_refusals(full, others=others, today=today))
    if refusals:
        return Decision(full, refusals=refusals)
    spanned = workflow.with_span(full, others)
    if of is None:
        return Decision(spanned, Change.ENTERED)
    change = Change.CONTINUED if rules.continues(counting[of], full) else Change.CORRECTED
    return Decision(spanned, change, of, changed)


def is_one_event(fact: Fact, other: Fact) -> bool:
    """Whether two facts of a body speak of the same event."""
    return fact.kind == other.kind and rules.event_of(fact) == rules.event_of(other)


def counting_of(body_ids: Collection[int]) -> dict[int, dict[int, Fact]]:
    """The facts that count, by body and row."""
    found: dict[int, dict[int, Fact]] = defaultdict(dict)
    for row in RegistryFact.objects.filter(body_id__in=body_ids).counting().order_by("pk"):
        found[row.body_id][row.pk] = row.value
    return found


def lock(body_ids: Collection[int], *, by: Actor) -> dict[int, Body]:
    """The bodies, their registrations locked. Raises NotPermitted where one is kept by another authority."""
    kept = queries.registered_with(by).filter(pk__in=body_ids).values_list("pk", flat=True)
    if by != SYSTEM and not (by.has_role(Role.REGISTRAR) and set(kept) == set(body_ids)):
        raise NotPermitted(workflow.KEPT_BY_REGISTRARS)
    rows = Registration.objects.select_for_update(of=("self",)).select_related("body")
    return {row.body_id: row.body for row in rows.filter(body_id__in=body_ids).order_by("pk")}


@transaction.atomic
def write(
    decisions: Iterable[tuple[int, Decision]], reason: str, *, source: Source, by: Actor, now: datetime
) -> list[RegistryFact]:
    """Add a row for each decision about a body, in their order; a correction gives the reason."""
    decided = list(decisions)
    bodies = lock({body_id for body_id, _decision in decided}, by=by)
    former = RegistryFact.objects.in_bulk([decision.of for _body, decision in decided if decision.of])
    rows = [
        workflow.row_of(
            bodies[body_id],
            decision.fact,
            decision.change,
            of=former.get(decision.of),
            reason=reason if decision.change == Change.CORRECTED else "",
            source=source,
            by=by,
            now=now,
        )
        for body_id, decision in decided
    ]
    return keep(rows, by=by, now=now)


@transaction.atomic
def take_back(
    fact_ids: Iterable[int], reason: str, *, source: Source, by: Actor, now: datetime
) -> list[RegistryFact]:
    """Take back rows that still count: a first one is voided, another gives way to what stood before it."""
    rows = RegistryFact.objects.counting().filter(pk__in=fact_ids).select_related("supersedes")
    wrong = list(rows.order_by("pk"))
    bodies = lock({row.body_id for row in wrong}, by=by)
    common = {"reason": reason, "source": source, "by": by, "now": now}
    made = [
        workflow.row_of(
            bodies[row.body_id],
            row.supersedes.value if row.supersedes else row.value,
            Change.CORRECTED if row.supersedes else Change.VOIDED,
            of=row,
            **common,
        )
        for row in wrong
    ]
    return keep(made, by=by, now=now)


def keep(rows: list[RegistryFact], *, by: Actor, now: datetime) -> list[RegistryFact]:
    """Add the rows, repeat the grades, record each in the ledger."""
    made = RegistryFact.objects.bulk_create(rows)
    repeat_grades({row.body_id for row in made if row.kind == FactKind.GRADE}, on=clock.local_date(now))
    ledger.append(workflow.entry_of(row, by=by, now=now) for row in made)
    return made


def repeat_grades(body_ids: Collection[int], *, on: date) -> None:
    """Write the grades that lists filter by, those of equal columns together."""
    counting = counting_of(body_ids)
    alike: dict[tuple, list[int]] = defaultdict(list)
    for body_id in body_ids:
        columns = workflow.grade_columns(counting.get(body_id, {}).values(), on)
        alike[tuple(columns.items())].append(body_id)
    for columns, bodies in alike.items():
        Registration.objects.filter(body_id__in=bodies).update(**dict(columns))
