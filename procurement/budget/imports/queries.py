"""Reads of imports of budget lines, and what rows are compared with."""

from collections import Counter
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from orgs.people.choices import Role
from portal.kernel.actors import Actor
from procurement.budget import queries as budget
from procurement.budget.choices import FundSource, LineKind
from procurement.budget.imports.choices import ImportStatus
from procurement.budget.imports.fields import COLUMNS
from procurement.budget.imports.identity import Known, KnownLine, own_id
from procurement.budget.imports.models import BudgetImport, BudgetImportRow
from procurement.budget.models import BudgetLine
from procurement.budget.rules import LineFacts


def visible_to(actor: Actor | None) -> QuerySet[BudgetImport]:
    """The imports of the own finance department."""
    imports = BudgetImport.objects.select_related("upload", "read_by")
    if actor is None or not actor.has_role(Role.FINANCE):
        return imports.none()
    return imports.filter(body_id=actor.body_id)


def import_for_update(import_id: int) -> BudgetImport:
    """One import, locked until the transaction ends."""
    return BudgetImport.objects.select_for_update(of=("self",)).select_related("upload").get(pk=import_id)


def known_to(actor: Actor, *, this_year: int) -> Known:
    """The bodies whose budget this finance department keeps, and their lines."""
    rows = list(budget.bodies_of_finance(actor).values_list("pk", "name", "credit_code"))
    bodies = {name: pk for pk, name, _code in rows}
    lines = BudgetLine.objects.filter(body__in=bodies.values()).exclude(pk__in=left_empty().values("pk"))
    keys = ("body_id", "fiscal_year", "code", "fund_source", "kind", "document_number")
    known = [
        KnownLine(tuple(key), standard_id or own_id(pk), amount)
        for *key, pk, standard_id, amount in lines.values_list(*keys, "pk", "standard_id", "amount")
    ]
    codes = codes_of(lines) | {code: pk for pk, _name, code in rows}
    return Known(bodies=bodies, this_year=this_year, lines=known, codes=codes)


def codes_of(lines: QuerySet[BudgetLine]) -> dict[str, int]:
    """The codes of bodies as they came with earlier lines; a code of two bodies says nothing."""
    pairs = set(lines.filter(standard__has_key="agencyCode").values_list("standard__agencyCode", "body_id"))
    count = Counter(code for code, _body in pairs)
    return {code: body for code, body in pairs if count[code] == 1}


def left_empty() -> QuerySet[BudgetLine]:
    """The lines that an undone import left without money."""
    undone = BudgetImportRow.objects.filter(
        budget_import__status=ImportStatus.UNDONE, budget_line__isnull=False
    )
    return BudgetLine.objects.filter(amount=0, pk__in=undone.values("budget_line"))


def used_lines(found: BudgetImport) -> list[str]:
    """The lines of an import that moved since."""
    lines = BudgetLine.objects.filter(pk__in=found.rows.exclude(budget_line=None).values("budget_line"))
    moved = lines.filter(movements__at__gt=found.applied_at) | lines.filter(arrivals__isnull=False)
    return [str(line) for line in moved.distinct().order_by("pk")]


def facts_of(stored: dict) -> LineFacts:
    """A row's facts as they were kept."""
    days = {name: stored.get(name) for name in ("document_on", "confirmed_on")}
    read = {name: date.fromisoformat(day) if day else None for name, day in days.items()}
    return LineFacts(**{**stored, **read, "amount": Decimal(stored["amount"])})


def in_standard(line: BudgetLine) -> list[str]:
    """A line by the standard's fields, in their order; what came with it goes out with it."""
    division = line.body.budget_division
    own = {
        "bgtId": line.standard_id or own_id(line.pk),
        "mofDivCode": division.gb_code.ljust(9, "0") if division else "",
        "mofDivName": division.name if division else "",
        "agencyCode": line.body.credit_code,
        "agencyName": line.body.name,
        "fiscalYear": str(line.fiscal_year),
        "corBgtDocNo": line.document_number,
        "docDate": str(line.document_on or ""),
        "supBgtDocNo": line.upper_number,
        "proCode": line.code,
        "proName": line.title,
        "fundTypeName": str(FundSource(line.fund_source).label),
        "expFuncCode": line.function_code,
        "bgtTypeName": str(LineKind(line.kind).label),
        "amount": line.amount,
        "isDeleted": "0",
        "confirmedDocNo": line.confirmed_number,
        "confirmedDate": str(line.confirmed_on or ""),
    }
    return [{**own, **line.standard}.get(name, "") for name in COLUMNS]
