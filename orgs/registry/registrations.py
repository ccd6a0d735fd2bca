"""Changes of registrations: what stood before is kept with its source, and the ledger knows of it."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.bodies.fields import fields_named
from orgs.bodies.models import Body, Registration
from orgs.bodies.workflow import found_by
from orgs.people.choices import Role
from orgs.registry import many
from orgs.registry.models import RegistrationChange, column
from orgs.registry.workflow import Source
from portal.kernel.actors import Actor
from portal.kernel.ledger import workflow as ledger
from portal.kernel.ledger.models import LedgerEntry

OF_BODY = ("name", "address")
OF_REGISTRATION = ("type", "authority", "competent_unit", "legal_representative", "registered_on", "scope")
# Named in the ledger without what they held.
PERSONAL = frozenset({"legal_representative"})
DAYS = frozenset({"registered_on"})
Values = Mapping[str, str]


@transaction.atomic
def change(
    wanted: Mapping[int, Values], reason: str, *, source: Source, by: Actor, now: datetime
) -> list[RegistrationChange]:
    """Write columns of these bodies, given by key, and keep what they held; equal values are no change."""
    registrations = lock(wanted, by=by)
    made = []
    for body_id, values in sorted(wanted.items()):
        held = {name: as_text(registrations[body_id], name) for name in values}
        differing = {name: (held[name], new) for name, new in values.items() if held[name] != new}
        if differing:
            made.append(row_of(registrations[body_id].body, differing, reason, source=source, by=by, now=now))
    write(registrations, made)
    RegistrationChange.objects.bulk_create(made)
    ledger.append(entry_of(row, by=by, now=now) for row in made)
    return made


def lock(body_ids: Collection[int], *, by: Actor) -> dict[int, Registration]:
    """The registrations with their bodies, both locked; an operator may change those of all authorities."""
    if not by.has_role(Role.OPERATOR):
        many.lock(body_ids, by=by)
    rows = Registration.objects.select_for_update().select_related("body").order_by("pk")
    return {row.body_id: row for row in rows.filter(body_id__in=body_ids)}


def as_text(registration: Registration, name: str) -> str:
    """A column as changes keep it: a day as 2019-03-05."""
    return str(getattr(registration.body if name in OF_BODY else registration, name))


def write(registrations: Mapping[int, Registration], changes: Collection[RegistrationChange]) -> None:
    """Bring the changed columns into the rows, and a new name or scope into what lists search."""
    for row in changes:
        registration = registrations[row.body_id]
        for name, (_before, after) in row.values.items():
            owner = registration.body if name in OF_BODY else registration
            setattr(owner, name, date.fromisoformat(after) if name in DAYS else after)
        if "scope" in row.values:
            registration.fields_of_service = fields_named(registration.scope)
        if "name" in row.values:
            for name, value in found_by(registration.body.name, registration.body.credit_code).items():
                setattr(registration.body, name, value)
    names = {name for row in changes for name in row.values}
    fields = {"fields_of_service"} if "scope" in names else set()
    bulk(Registration, [registrations[row.body_id] for row in changes], names & set(OF_REGISTRATION) | fields)
    renamed = [row.body for row in changes if "name" in row.values]
    bulk(Body, [row.body for row in changes], names & set(OF_BODY))
    bulk(Body, renamed, {"pinyin_initials", "search"})


def bulk(model: type[Body | Registration], rows: list[Any], names: Collection[str]) -> None:
    """Write some columns of many rows; nothing where there are none."""
    if rows and names:
        model.objects.bulk_update(rows, sorted(names), batch_size=500)


def row_of(body: Body, values: Mapping[str, tuple], reason: str, *, source, by, now) -> RegistrationChange:
    """The row that is kept."""
    return RegistrationChange(
        body=body,
        values={name: list(pair) for name, pair in values.items()},
        reason=reason,
        source=source.says,
        source_on=source.dated,
        entered_by_id=by.user_id or None,
        entered_for=by.body_name,
        entered_at=now,
    )


def entry_of(made: RegistrationChange, *, by: Actor, now: datetime) -> LedgerEntry:
    """The ledger's entry about a change."""
    labels = {name: str(column(name).verbose_name) for name in made.values}
    told = {
        labels[name]: {_("原内容"): before, _("新内容"): after}
        for name, (before, after) in made.values.items()
        if name not in PERSONAL
    }
    return ledger.draft(
        made,
        "registry.registration_changed",
        says=made._meta.verbose_name,
        by=by,
        at=now,
        facts={
            "organisation": made.body.credit_code,
            "registered": told,
            "not_told": sorted(labels[name] for name in PERSONAL & set(made.values)),
            "because": made.reason,
            "source": made.source,
            "source_on": made.source_on,
        },
    )
