"""A table is read into a preview; confirmed, its lines are entered at once; unused, all is undone."""

from dataclasses import asdict
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.imports.rules import apply_refusals
from orgs.people.choices import Role
from portal.kernel import clock, sheets, uploads
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, Refused, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.ledger.rules import plain
from portal.kernel.workflow import Step, advance, allow
from procurement.budget import adjusting, posting
from procurement.budget import queries as budget
from procurement.budget import workflow as entering
from procurement.budget.adjusting import Adjustment
from procurement.budget.choices import MovementKind
from procurement.budget.imports import queries, rules
from procurement.budget.imports.choices import ImportStatus, RowOutcome
from procurement.budget.imports.models import BudgetImport, BudgetImportRow
from procurement.budget.models import BudgetLine
from procurement.budget.rules import LineFacts, Paper

LIMITS = sheets.Limits(rows=2_000)
ROLES = (Role.FINANCE,)
STEPS = {
    "read": Step(says=gettext_lazy("读取预算指标"), sources=(), target=ImportStatus.READ, roles=ROLES),
    "apply": Step(
        says=gettext_lazy("导入预算指标"),
        sources=(ImportStatus.READ,),
        target=ImportStatus.APPLIED,
        roles=ROLES,
    ),
    "discard": Step(
        says=gettext_lazy("放弃导入"),
        sources=(ImportStatus.READ,),
        target=ImportStatus.DISCARDED,
        roles=ROLES,
    ),
    "undo": Step(
        says=gettext_lazy("撤销导入"),
        sources=(ImportStatus.APPLIED,),
        target=ImportStatus.UNDONE,
        roles=ROLES,
    ),
}


def read(file: UploadedFile, *, by: Actor, now: datetime) -> BudgetImport:
    """Read a table. Raises Refused with the sentence when it is none."""
    allow(STEPS, "read", by=by)
    rows = rows_of(file, by=by, now=now)
    with transaction.atomic():
        found = BudgetImport.objects.create(
            body_id=by.body_id,
            upload=uploads.store(file, owner_id=by.user_id, now=now),
            counts={outcome: sum(row.outcome == outcome for row in rows) for outcome in RowOutcome.values},
            read_by_id=by.user_id,
            read_at=now,
        )
        BudgetImportRow.objects.bulk_create(kept(found, row) for row in rows)
        record(found, "read", by=by, at=now)
    return found


def apply(import_id: int, *, skips_wrong: bool, by: Actor, now: datetime) -> BudgetImport:
    """Enter every row that is right; refused while rows are wrong, unless those are to be left out."""
    with transaction.atomic():
        found = begin(import_id, "apply", by=by)
        new = list(found.rows.filter(outcome=RowOutcome.NEW))
        refuse(apply_refusals(wrong=found.wrong, new=len(new), skips_wrong=skips_wrong))
        for row in new:
            row.budget_line = arrange(queries.facts_of(row.facts), found, by=by, now=now)
        BudgetImportRow.objects.bulk_update(new, ["budget_line"], batch_size=500)
        found.applied_at = now
        found.save(update_fields=["status", "applied_at"])
        record(found, "apply", by=by, at=now)
    return found


def discard(import_id: int, *, by: Actor, now: datetime) -> BudgetImport:
    """Leave the lines as they are."""
    with transaction.atomic():
        found = begin(import_id, "discard", by=by)
        found.save(update_fields=["status"])
        record(found, "discard", by=by, at=now)
    return found


def undo(import_id: int, *, by: Actor, now: datetime) -> BudgetImport:
    """Take the money of its lines back, as long as nothing moved on one of them; the lines stay, empty."""
    with transaction.atomic():
        found = begin(import_id, "undo", by=by)
        entered = found.rows.exclude(budget_line=None)
        lines = budget.lines_for_update(entered.values_list("budget_line", flat=True))
        refuse(rules.undo_refusals(queries.used_lines(found)))
        for line in lines.values():
            paper = undone_by(found, line)
            reason = _("撤销导入：%(file)s") % {"file": found.upload.name}
            change = Adjustment(MovementKind.REDUCE, line.amount, paper, reason=reason[:300])
            adjusting.adjust(line.pk, change, by=by, now=now)
        found.save(update_fields=["status"])
        record(found, "undo", by=by, at=now)
    return found


def undone_by(found: BudgetImport, line: BudgetLine) -> Paper:
    """By which paper the money of a line goes back: the table that brought it."""
    day = line.document_on or clock.local_date(found.read_at)
    return Paper(line.document_number or found.upload.name, day, found.upload_id)


def begin(import_id: int, verb: str, *, by: Actor) -> BudgetImport:
    """Lock and advance an import of the own finance department."""
    found = queries.import_for_update(import_id)
    if found.body_id != by.body_id:
        raise NotPermitted(_("这是其他财政部门的导入。"))
    advance(found, STEPS, verb, by=by)
    return found


def rows_of(file: UploadedFile, *, by: Actor, now: datetime) -> list[rules.Row]:
    """The rows of the file against the lines of today."""
    known = queries.known_to(by, this_year=clock.local_date(now).year)
    try:
        return rules.read(sheets.rows(file.file, name=file.name, limits=LIMITS), known)
    except (sheets.UnreadableTable, rules.NoHeading) as error:
        remedy = _("请检查文件后重新选择。")
        raise Refused(Refusal(because=str(error), remedy=remedy, code="unreadable")) from error


def kept(found: BudgetImport, row: rules.Row) -> BudgetImportRow:
    """A row as it is kept."""
    facts = plain(asdict(row.facts)) if row.facts else {}
    return BudgetImportRow(
        budget_import=found,
        line=row.line,
        text=row.text,
        outcome=row.outcome,
        facts=facts,
        wrong=list(row.wrong),
    )


def arrange(facts: LineFacts, found: BudgetImport, *, by: Actor, now: datetime) -> BudgetLine:
    """Enter the line, or fill the one that an undone import left empty."""
    scan = found.upload_id
    left = budget.same_line(queries.left_empty(), facts).first()
    if left is None:
        return entering.enter_line(facts, by=by, now=now, upload_id=scan)
    line = budget.line_for_update(left.pk)
    entering.must_keep(line.body_id, by=by)
    cause = posting.Cause(by=by, now=now, paper=Paper(facts.document_number, facts.document_on, scan))
    posting.post(MovementKind.ARRANGE, line, facts.amount, cause=cause)
    return line


def record(found: BudgetImport, verb: str, *, by: Actor, at: datetime) -> None:
    """The fifth beat, the same for every verb."""
    facts = {"file": found.upload.name, "sha256": found.upload.sha256, "rows": found.counts}
    ledger.record(found, f"budget_imports.{verb}", says=STEPS[verb].says, by=by, at=at, facts=facts)
