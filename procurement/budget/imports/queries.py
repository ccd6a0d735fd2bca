"""Reads of imports of budget lines, and what rows are compared with."""

from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from orgs.people.choices import Role
from portal.kernel.actors import Actor
from procurement.budget import queries as budget
from procurement.budget.choices import FundSource, LineKind
from procurement.budget.imports.fields import FIELDS
from procurement.budget.imports.models import BudgetImport
from procurement.budget.imports.rules import Known
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
    bodies = dict(budget.bodies_of_finance(actor).values_list("name", "pk"))
    lines = BudgetLine.objects.filter(body__in=bodies.values(), amount__gt=0)
    keys = ("body_id", "fiscal_year", "code", "fund_source", "kind", "document_number")
    amounts = {row[:-1]: row[-1] for row in lines.values_list(*keys, "amount")}
    return Known(bodies=bodies, this_year=this_year, amounts=amounts)


def used_lines(found: BudgetImport) -> list[str]:
    """The lines of an import that moved since."""
    lines = BudgetLine.objects.filter(pk__in=found.rows.exclude(budget_line=None).values("budget_line"))
    moved = lines.filter(movements__at__gt=found.applied_at) | lines.filter(arrivals__isnull=False)
    return [str(line) for line in moved.distinct().order_by("pk")]


def facts_of(stored: dict) -> LineFacts:
    """A row's facts as they were kept."""
    day = stored["document_on"]
    amount, day = Decimal(stored["amount"]), date.fromisoformat(day) if day else None
    return LineFacts(**{**stored, "amount": amount, "document_on": day})


def in_standard(line: BudgetLine) -> list[str]:
    """A line by the standard's fields, in their order; what came with it goes out with it."""
    division = line.body.budget_division
    own = {
        "bgtId": str(line.pk),
        "mofDivCode": division.gb_code.ljust(9, "0") if division else "",
        "mofDivName": division.name if division else "",
        "agencyName": line.body.name,
        "fiscalYear": str(line.fiscal_year),
        "corBgtDocNo": line.confirmed_number or line.document_number,
        "docDate": str(line.confirmed_on or line.document_on or ""),
        "supBgtDocNo": line.upper_number,
        "proCode": line.code,
        "proName": line.title,
        "fundTypeName": str(FundSource(line.fund_source).label),
        "expFuncCode": line.function_code,
        "bgtTypeName": str(LineKind(line.kind).label),
        "amount": line.amount,
        "isDeleted": "0",
    }
    return [{**own, **line.standard}.get(name, "") for name in FIELDS]
