"""Registrations are compared with the register, entered, changed, and taken back."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from orgs.bodies.choices import BodyKind
from orgs.bodies.fields import fields_named
from orgs.bodies.models import Body, Registration
from orgs.bodies.workflow import found_by
from orgs.imports import chunks, progress, queries
from orgs.imports.choices import RowOutcome
from orgs.imports.models import RegisterImport, RegisterImportRow
from orgs.imports.registrations import rules
from orgs.imports.rules import ReadRow
from orgs.registry import registrations
from portal.kernel.sheets import SheetRow


def read(
    found: RegisterImport, rows: Iterator[SheetRow], *, today: date
) -> Iterator[list[RegisterImportRow]]:
    """The rows as they are kept, with what they would do. Raises NoHeading."""
    reader = rules.RegisterReader(queries.divisions_by_gb_code(), today=today, area=found.area)
    for chunk in chunks.of(reader.read(rows)):
        yield [row_of(found, row, known) for row, known in compared(chunk)]


def compared(chunk: list[ReadRow]) -> Iterator[tuple[ReadRow, dict[str, Any] | None]]:
    """Each row with the facts that are registered under its code; a name of another code makes it wrong."""
    facts = [row.facts for row in chunk if row.facts]
    known = queries.registered(fact.credit_code for fact in facts)
    taken = queries.names_taken(fact.name for fact in facts)
    for row in chunk:
        owner = taken.get(row.facts.name) if row.facts else None
        if owner and owner != row.facts.credit_code:
            says = _("名称已经由信用代码 %(code)s 的单位使用。") % {"code": owner}
            yield ReadRow(row.line, row.text, wrong=(says,)), None
        else:
            yield row, known.get(row.facts.credit_code) if row.facts else None


def row_of(found: RegisterImport, row: ReadRow, known: dict[str, Any] | None) -> RegisterImportRow:
    """The row as it is kept."""
    kept = RegisterImportRow(register_import=found, line=row.line, text=row.text, wrong=list(row.wrong))
    if row.facts is None:
        kept.outcome = RowOutcome.WRONG
        return kept
    kept.facts, kept.credit_code = row.facts.as_facts(), row.facts.credit_code
    if known is None:
        kept.outcome = RowOutcome.NEW
        return kept
    changed = rules.changed_fields(known, kept.facts)
    kept.before = {name: before for name, (before, _after) in changed.items()}
    kept.outcome, kept.body_id = (RowOutcome.CHANGED if changed else RowOutcome.SAME), known["pk"]
    return kept


def apply(found: RegisterImport, *, now: datetime) -> None:
    """Enter the new ones, change the others. Raises RegisterChanged."""
    done = 0
    for rows in chunks.of(found.rows.filter(outcome=RowOutcome.NEW).iterator(chunks.CHUNK)):
        register(rows)
        done += len(rows)
        progress.tell(found.pk, done)
    point_at_bodies(found)
    for rows in chunks.of(found.rows.filter(outcome=RowOutcome.CHANGED).iterator(chunks.CHUNK)):
        change(found, rows, now=now)
        done += len(rows)
        progress.tell(found.pk, done)


def register(rows: list[RegisterImportRow]) -> None:
    """Enter new organisations. Raises RegisterChanged when one is there already."""
    names, codes = [row.facts["name"] for row in rows], [row.credit_code for row in rows]
    if queries.registered(codes) or queries.names_taken(names):
        raise chunks.RegisterChanged
    bodies = Body.objects.bulk_create([body_of(row) for row in rows])
    Registration.objects.bulk_create(
        [registration_of(row, body) for row, body in zip(rows, bodies, strict=True)]
    )


def body_of(row: RegisterImportRow) -> Body:
    """A new organisation as it is entered."""
    facts = row.facts
    return Body(
        kind=BodyKind.SOCIAL_ORGANISATION,
        division_id=facts["division"],
        is_sample="（示例）" in facts["name"],
        **{name: facts[name] for name in queries.FIELDS},
        **found_by(facts["name"], facts["credit_code"]),
    )


def registration_of(row: RegisterImportRow, body: Body) -> Registration:
    """Its registration."""
    registered = {name: row.facts[name] for name in queries.REGISTERED}
    registered["registered_on"] = date.fromisoformat(registered["registered_on"])
    registered["fields_of_service"] = fields_named(registered["scope"])
    return Registration(body=body, authority_division_id=row.facts["division"], **registered)


def point_at_bodies(found: RegisterImport) -> None:
    """Let the new rows point at what became of them."""
    body = Body.objects.filter(credit_code=OuterRef("credit_code")).values("pk")[:1]
    found.rows.filter(outcome=RowOutcome.NEW).update(body_id=Subquery(body))


def change(found: RegisterImport, rows: list[RegisterImportRow], *, now: datetime) -> None:
    """Change registrations as shown and keep what stood before. Raises RegisterChanged where that differs."""
    known = queries.registered(row.credit_code for row in rows)
    for row in rows:
        held = known.get(row.credit_code, {})
        if any(str(held.get(name)) != before for name, before in row.before.items()):
            raise chunks.RegisterChanged
    wanted = {row.body_id: {name: row.facts[name] for name in row.before} for row in rows}
    made = write(found, wanted, chunks.reason_of(found), now=now)
    of_body = {row.body_id: row.pk for row in made}
    queries.point_at(rows, "change", [of_body.get(row.body_id) for row in rows])


def write(found: RegisterImport, wanted: dict, reason: str, *, now: datetime) -> list:
    """The ordinary change of registrations, in the name of who confirmed the import."""
    return registrations.change(
        wanted, reason, source=chunks.source_of(found), by=chunks.actor_of(found, found.applied_by), now=now
    )


def undo(found: RegisterImport, *, now: datetime) -> None:
    """Change back what was changed, remove what is new."""
    for rows in chunks.of(found.rows.filter(outcome=RowOutcome.CHANGED).iterator(chunks.CHUNK)):
        write(found, {row.body_id: row.before for row in rows}, chunks.undoing(found), now=now)
    new = found.rows.filter(outcome=RowOutcome.NEW, body__isnull=False).order_by("pk")
    done = 0
    for bodies in chunks.of(new.values_list("body_id", flat=True)):
        remove(bodies)
        done += len(bodies)
        progress.tell(found.pk, done)


def remove(bodies: list[int]) -> None:
    """Remove organisations that an import brought; the database refuses where one is pointed at."""
    # Rows of other imports, too, that found the organisation there.
    RegisterImportRow.objects.filter(body_id__in=bodies).update(body_id=None)
    Registration.objects.filter(body_id__in=bodies).delete()
    removed = Body.objects.filter(pk__in=bodies)
    removed._raw_delete(removed.db)
