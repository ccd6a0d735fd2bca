"""What the queue does for an import: read the file, take the rows over, take them back.

Every job may come twice: it looks at the state under the row's lock and does nothing where it is too late.
The caller's transaction holds everything, in chunks; only the progress is told outside of it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body, Registration
from orgs.bodies.workflow import found_by
from orgs.imports import progress, queries, rules
from orgs.imports.choices import ImportStatus, RowOutcome
from orgs.imports.models import RegisterImport, RegisterImportRow
from portal.kernel import clock, sheets

CHUNK = 1_000
LIMITS = sheets.Limits(bytes=30 * sheets.MEGABYTE, unpacked=300 * sheets.MEGABYTE, rows=60_000, columns=100)
Thing = TypeVar("Thing")


class RegisterChanged(Exception):
    """Between reading and applying somebody registered one of the organisations."""


def read_register(import_id: int) -> None:
    """Read every row and compare it with the register; what cannot be read at all says why."""
    found = queries.import_for_update(import_id)
    if found.status != ImportStatus.READING:
        return
    found.rows.all().delete()
    try:
        with transaction.atomic():
            found.counts = store_rows(found)
        found.status = ImportStatus.READ
    except (sheets.UnreadableTable, rules.NoHeading) as error:
        found.status, found.trouble, found.counts = ImportStatus.UNREADABLE, str(error)[:500], {}
    found.save(update_fields=["status", "trouble", "counts"])


def store_rows(found: RegisterImport) -> dict[str, int]:
    """Keep the rows with what they would do; gives their number by outcome."""
    reader = rules.RegisterReader(queries.divisions_by_gb_code(), today=clock.local_date(found.begun_at))
    counts: Counter[str] = Counter()
    with found.upload.file.open("rb") as file:
        read = reader.read(sheets.rows(file, name=found.upload.name, limits=LIMITS))
        for chunk in chunks(read):
            rows = [row_of(found, row, known) for row, known in compared(chunk)]
            RegisterImportRow.objects.bulk_create(rows)
            counts.update(row.outcome for row in rows)
            progress.tell(found.pk, counts.total())
    return dict(counts)


def compared(chunk: list[rules.ReadRow]) -> Iterator[tuple[rules.ReadRow, dict[str, Any] | None]]:
    """Each row with the facts that are registered under its code; a name of another code makes it wrong."""
    facts = [row.facts for row in chunk if row.facts]
    known = queries.registered(fact.credit_code for fact in facts)
    taken = queries.names_taken(fact.name for fact in facts)
    for row in chunk:
        owner = taken.get(row.facts.name) if row.facts else None
        if owner and owner != row.facts.credit_code:
            says = _("名称已经由信用代码 %(code)s 的单位使用。") % {"code": owner}
            yield rules.ReadRow(row.line, row.text, wrong=(says,)), None
        else:
            yield row, known.get(row.facts.credit_code) if row.facts else None


def row_of(found: RegisterImport, row: rules.ReadRow, known: dict[str, Any] | None) -> RegisterImportRow:
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


def apply_register(import_id: int) -> None:
    """Take the rows over in one transaction; when the register changed meanwhile nothing is taken over."""
    found = queries.import_for_update(import_id)
    if found.status != ImportStatus.APPLYING:
        return
    try:
        with transaction.atomic():
            done = 0
            for rows in chunks(found.rows.filter(outcome=RowOutcome.NEW).iterator(CHUNK)):
                register(rows)
                done += len(rows)
                progress.tell(found.pk, done)
            point_at_bodies(found)
            for row in found.rows.filter(outcome=RowOutcome.CHANGED).iterator(CHUNK):
                write(row.body_id, row.facts, row.before)
                done += 1
                progress.tell(found.pk, done)
        found.status = ImportStatus.APPLIED
    except RegisterChanged as changed:
        found.status, found.trouble = ImportStatus.READING, str(changed)
        found.save(update_fields=["status", "trouble"])
        read_register(found.pk)
        return
    found.save(update_fields=["status"])


def register(rows: list[RegisterImportRow]) -> None:
    """Enter new organisations. Raises RegisterChanged when one is there already."""
    names, codes = [row.facts["name"] for row in rows], [row.credit_code for row in rows]
    if queries.registered(codes) or queries.names_taken(names):
        raise RegisterChanged(_("读取以后登记簿有了变化，已经重新读取，请再次核对。"))
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
    return Registration(
        body=body, authority_division_id=row.facts["division"], **registered_facts(row.facts)
    )


def registered_facts(facts: dict[str, str]) -> dict[str, Any]:
    """The columns of a registration among stored facts."""
    chosen = {name: facts[name] for name in queries.REGISTERED if name in facts}
    if "registered_on" in chosen:
        chosen["registered_on"] = date.fromisoformat(chosen["registered_on"])
    return chosen


def point_at_bodies(found: RegisterImport) -> None:
    """Let the new rows point at what became of them."""
    body = Body.objects.filter(credit_code=OuterRef("credit_code")).values("pk")[:1]
    found.rows.filter(outcome=RowOutcome.NEW).update(body_id=Subquery(body))


def write(body_id: int, facts: dict[str, str], names: Iterable[str]) -> None:
    """Write the named facts on a registered organisation."""
    changed = {name: facts[name] for name in names}
    own = {name: changed[name] for name in queries.FIELDS if name in changed}
    if "name" in own:
        own |= found_by(own["name"], facts["credit_code"])
    if own:
        Body.objects.filter(pk=body_id).update(**own)
    registered = registered_facts(changed)
    if registered:
        Registration.objects.filter(body_id=body_id).update(**registered)


def undo_register(import_id: int) -> None:
    """Take back what the import brought and changed; when something uses it by now everything stays."""
    found = queries.import_for_update(import_id)
    if found.status != ImportStatus.UNDOING:
        return
    users = queries.used_by(found)
    if users:
        found.status, found.undone_at = ImportStatus.APPLIED, None
        found.trouble = _("没有撤销：导入的单位已经被使用（%(records)s）。") % {"records": "、".join(users)}
        found.save(update_fields=["status", "undone_at", "trouble"])
        return
    for row in found.rows.filter(outcome=RowOutcome.CHANGED).iterator(CHUNK):
        write(row.body_id, row.before | {"credit_code": row.credit_code}, row.before)
    remove_new(found)
    found.status = ImportStatus.UNDONE
    found.save(update_fields=["status"])


def remove_new(found: RegisterImport) -> None:
    """Remove the organisations that the import brought; the database refuses where one is pointed at."""
    new = found.rows.filter(outcome=RowOutcome.NEW, body__isnull=False).order_by("pk")
    done = 0
    for rows in chunks(new.values_list("pk", "body_id")):
        bodies = [body_id for _pk, body_id in rows]
        RegisterImportRow.objects.filter(pk__in=[pk for pk, _body in rows]).update(body_id=None)
        Registration.objects.filter(body_id__in=bodies).delete()
        removed = Body.objects.filter(pk__in=bodies)
        removed._raw_delete(removed.db)
        done += len(rows)
        progress.tell(found.pk, done)


def chunks(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Lists of at most CHUNK things."""
    iterator = iter(things)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
