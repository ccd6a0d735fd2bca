"""Entering, correcting, continuing and voiding facts. Every verb adds a row; none changes one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.bodies.models import Body, Registration
from orgs.people.choices import Role
from orgs.registry import law, queries, rules
from orgs.registry.choices import Change, FactKind, GradeEvent
from orgs.registry.models import VALUES, RegistryFact
from orgs.registry.rules import Fact
from portal.kernel import clock
from portal.kernel.actors import SYSTEM, Actor
from portal.kernel.errors import NotPermitted, Refusal, Refused, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.ledger.models import LedgerEntry

KEPT_BY_REGISTRARS = gettext_lazy("只有登记管理机关的登记管理人员可以录入本机关登记的社会组织的信息。")


@dataclass(frozen=True)
class Source:
    """Where a fact is taken from: the paper or page in words, its date, its address if it has one."""

    says: str
    dated: date
    url: str = ""


@transaction.atomic
def enter(body_id: int, fact: Fact, *, source: Source, by: Actor, now: datetime) -> RegistryFact:
    """Enter a fact for the first time (the registrar of the registration authority)."""
    registration = _begin(body_id, by=by)
    return _add(registration, fact, Change.ENTERED, source=source, by=by, now=now)


@transaction.atomic
def correct(
    fact_id: int, fact: Fact, *, reason: str, source: Source, by: Actor, now: datetime
) -> RegistryFact:
    """Say that an earlier row was wrong and what is right; the earlier row stays readable."""
    registration, wrong = _begin_again(fact_id, by=by)
    refuse(_kind_refusals(wrong, fact))
    return _add(registration, fact, Change.CORRECTED, source=source, by=by, now=now, of=wrong, reason=reason)


@transaction.atomic
def proceed(fact_id: int, fact: Fact, *, source: Source, by: Actor, now: datetime) -> RegistryFact:
    """Enter what came of a fact: the conclusion of an inspection, the removal from a list."""
    registration, former = _begin_again(fact_id, by=by)
    refuse(_kind_refusals(former, fact))
    if former.kind not in rules.MAY_CONTINUE:
        raise Refused(Refusal(because=_("这类信息没有后续，有误的请更正。"), code="no_continuation"))
    return _add(registration, fact, Change.CONTINUED, source=source, by=by, now=now, of=former)


@transaction.atomic
def void(fact_id: int, *, reason: str, source: Source, by: Actor, now: datetime) -> RegistryFact:
    """Say that an earlier row should never have been entered."""
    registration, wrong = _begin_again(fact_id, by=by)
    made = row_of(
        registration.body, wrong.value, Change.VOIDED, source=source, by=by, now=now, of=wrong, reason=reason
    )
    return _keep(registration, made, by=by, now=now)


@transaction.atomic
def classify(body_id: int, fields: list[str], *, by: Actor, now: datetime) -> Registration:
    """Say in which fields an organisation serves, where its business scope does not say it well."""
    registration = _begin(body_id, by=by)
    before, registration.fields_of_service = registration.fields_of_service, fields
    if before == fields:
        raise Refused(
            Refusal(because=_("没有改动任何内容。"), remedy=_("请选择后再保存。"), code="unchanged")
        )
    registration.save(update_fields=["fields_of_service"])
    facts = {"organisation": registration.body.credit_code, "fields": fields, "before": before}
    says = _("更改服务领域")
    ledger.record(registration.body, "registry.classify", says=says, by=by, at=now, facts=facts)
    return registration


@transaction.atomic
def refresh_grade(body_id: int, *, on: date) -> None:
    """Repeat the grade of a day in the columns that lists filter by: the valid one, else the coming one."""
    _repeat_grade(queries.registration_for_update(body_id), on=on)


def _begin(body_id: int, *, by: Actor) -> Registration:
    allowed = by == SYSTEM or (
        by.has_role(Role.REGISTRAR) and queries.registered_with(by).filter(pk=body_id).exists()
    )
    if not allowed:
        raise NotPermitted(KEPT_BY_REGISTRARS)
    return queries.registration_for_update(body_id)


def _begin_again(fact_id: int, *, by: Actor) -> tuple[Registration, RegistryFact]:
    """Lock, then see whether the row still counts."""
    former = RegistryFact.objects.get(pk=fact_id)
    registration = _begin(former.body_id, by=by)
    if not RegistryFact.objects.counting().filter(pk=fact_id).exists():
        raise Refused(
            Refusal(
                because=_("这一条已经被更正、续录或者撤销。"),
                remedy=_("请在最新的一条上办理。"),
                code="superseded",
            )
        )
    return registration, former


def _kind_refusals(former: RegistryFact, fact: Fact) -> list[Refusal]:
    if former.kind == fact.kind:
        return []
    return [
        Refusal(
            because=_("更正前后的信息类别不同。"),
            remedy=_("请撤销原来的一条，再录入新的。"),
            code="other_kind",
        )
    ]


def _add(
    registration: Registration, fact: Fact, change: Change, *, source, by, now, of=None, reason=""
) -> RegistryFact:
    counting = RegistryFact.objects.filter(body_id=registration.body_id).counting()
    others = [row.value for row in counting if of is None or row.pk != of.pk]
    refuse(rules.fact_refusals(fact, others=others, today=clock.local_date(now)))
    fact = with_span(fact, others)
    made = row_of(registration.body, fact, change, source=source, by=by, now=now, of=of, reason=reason)
    return _keep(registration, made, by=by, now=now)


def with_span(fact: Fact, others: Sequence[Fact]) -> Fact:
    """A grade is valid by the law of the day of its announcement, a lowered one as long as the former."""
    if fact.kind != FactKind.GRADE:
        return fact
    if fact.cause != GradeEvent.AWARDED:
        former = rules.grade_on(others, fact.happened_on)
        return replace(fact, starts_on=fact.happened_on, ends_on=former.ends_on if former else None)
    numbers = law.numbers("grade_validity_years", "grade_starts_next_year", on=fact.happened_on)
    starts_on, ends_on = rules.grade_span(
        fact.happened_on,
        years=int(numbers["grade_validity_years"]),
        starts_next_year=bool(int(numbers["grade_starts_next_year"])),
    )
    return replace(fact, starts_on=starts_on, ends_on=ends_on)


def row_of(body: Body, fact: Fact, change: Change, *, source, by, now, of=None, reason="") -> RegistryFact:
    """The row that a verb adds; `of` is the one that it supersedes."""
    return RegistryFact(
        body=body,
        **{name: getattr(fact, name) for name in VALUES},
        change=change,
        supersedes=of,
        reason=reason,
        source=source.says,
        source_on=source.dated,
        source_url=source.url,
        entered_by_id=by.user_id or None,
        entered_for=by.body_name,
        entered_at=now,
    )


def entry_of(made: RegistryFact, *, by: Actor, now: datetime) -> LedgerEntry:
    """The ledger's entry about a row."""
    return ledger.draft(
        made,
        f"registry.{made.change}",
        says=f"{made.get_change_display()}{made.get_kind_display()}",
        by=by,
        at=now,
        facts={
            "organisation": made.body.credit_code,
            **{name: getattr(made, name) for name in VALUES},
            "supersedes": made.supersedes_id,
            "reason": made.reason,
            "source": made.source,
            "source_on": made.source_on,
        },
    )


def _keep(registration: Registration, made: RegistryFact, *, by: Actor, now: datetime) -> RegistryFact:
    made.save(force_insert=True)
    if made.kind == FactKind.GRADE:
        _repeat_grade(registration, on=clock.local_date(now))
    ledger.append([entry_of(made, by=by, now=now)])
    return made


def grade_columns(facts: Iterable[Fact], on: date) -> dict[str, Any]:
    """What a registration repeats of the facts that count: the grade of a day, else the coming one."""
    facts = list(facts)
    grade = rules.grade_on(facts, on) or rules.coming_grade(facts, on)
    return {
        "grade": grade.code if grade else "",
        "grade_from": grade.starts_on if grade else None,
        "grade_to": grade.ends_on if grade else None,
    }


def _repeat_grade(registration: Registration, *, on: date) -> None:
    columns = grade_columns(queries.values_of(registration.body_id), on)
    for name, value in columns.items():
        setattr(registration, name, value)
    registration.save(update_fields=list(columns))
