"""What the queue does for an import: read the file, take the rows over, take them back.

Every job may come twice: it looks at the state under the row's lock and does nothing where it is too late.
The caller's transaction holds everything, in chunks; only the progress is told outside of it.
"""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.imports import chunks, progress, queries, rules
from orgs.imports.choices import ImportStatus
from orgs.imports.facts import carrying as facts
from orgs.imports.models import RegisterImport, RegisterImportRow
from orgs.imports.registrations import carrying as registrations
from portal.kernel import clock, collecting, sheets

LIMITS = sheets.Limits(bytes=30 * sheets.MEGABYTE, unpacked=300 * sheets.MEGABYTE, rows=60_000, columns=100)


def kind_of(found: RegisterImport):
    """The module that knows what is done with tables of this kind."""
    return facts if found.is_of_facts else registrations


@collecting.seldom()
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
    counts: Counter[str] = Counter()
    with found.upload.file.open("rb") as file:
        rows = sheets.rows(file, name=found.upload.name, limits=LIMITS)
        for chunk in kind_of(found).read(found, rows, today=clock.local_date(found.begun_at)):
            RegisterImportRow.objects.bulk_create(chunk)
            counts.update(row.outcome for row in chunk)
            progress.tell(found.pk, counts.total())
    return dict(counts)


@collecting.seldom()
def apply_register(import_id: int, *, now: datetime) -> None:
    """Take the rows over in one transaction; when the register changed meanwhile nothing is taken over."""
    found = queries.import_for_update(import_id)
    if found.status != ImportStatus.APPLYING:
        return
    try:
        with transaction.atomic():
            kind_of(found).apply(found, now=now)
        found.status = ImportStatus.APPLIED
    except chunks.RegisterChanged:
        found.status = ImportStatus.READING
        found.trouble = _("读取以后登记簿有了变化，已经重新读取，请再次核对。")
        found.save(update_fields=["status", "trouble"])
        read_register(found.pk)
        return
    found.save(update_fields=["status"])


@collecting.seldom()
def undo_register(import_id: int, *, now: datetime) -> None:
    """Take back what the import brought and changed; when something uses it by now everything stays."""
    found = queries.import_for_update(import_id)
    if found.status != ImportStatus.UNDOING:
        return
    users = queries.used_by(found)
    if users:
        found.status, found.undone_at = ImportStatus.APPLIED, None
        found.trouble = _("没有撤销：导入的内容已经被使用（%(records)s）。") % {"records": "、".join(users)}
        found.save(update_fields=["status", "undone_at", "trouble"])
        return
    kind_of(found).undo(found, now=now)
    found.status = ImportStatus.UNDONE
    found.save(update_fields=["status"])
