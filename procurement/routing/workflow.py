"""Loading legal parameters."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.registry import law
from portal.kernel import reference
from procurement.routing.choices import Confidence, Unit
from procurement.routing.models import RuleParameter
from procurement.routing.proposals import queries as proposals

DATA = Path(__file__).parent / "data" / "parameters.csv"
FILES = (DATA, law.DATA)
KEY = ("code", "region_code", "category", "effective_from")
FACTS = ("name", "value", "unit", "effective_to", "legal_basis", "confidence")
CATEGORIES = ("", "goods", "services", "works")


@transaction.atomic
def load_reference(*paths: Path) -> int:
    """Put the delivered parameters in force beside those that people changed; gives the number of rows.

    A number that an approved proposal has changed stays as people left it. Without `paths` the own file and
    the register's. Raises portal.kernel.reference.BadData, naming the row.
    """
    proposals.one_change_at_a_time()
    kept = proposals.in_peoples_hands()
    all_rows = delivered(*paths)
    rows = [row for row in all_rows if (row.code, row.region_code, row.category) not in kept]
    # Rows that end come first: the next one begins where they leave off.
    rows.sort(key=lambda row: row.effective_to is None)
    RuleParameter.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=list(KEY), update_fields=list(FACTS)
    )
    return len(all_rows)


def delivered(*paths: Path) -> list[RuleParameter]:
    """The rows of the files, not stored; see `load_reference`."""
    files = paths or FILES
    columns = (*KEY, *FACTS)
    return [row for path in files for row in reference.read(path, _parameter, columns=columns, key=KEY)]


def _parameter(row: reference.Row) -> RuleParameter:
    parameter = RuleParameter(
        code=row["code"],
        name=row["name"],
        region_code=row["region_code"],
        category=row["category"],
        value=Decimal(row["value"]),
        unit=reference.chosen(Unit, row["unit"]),
        effective_from=date.fromisoformat(row["effective_from"]),
        effective_to=date.fromisoformat(row["effective_to"]) if row["effective_to"] else None,
        legal_basis=row["legal_basis"],
        confidence=reference.chosen(Confidence, row["confidence"]),
    )
    if parameter.category not in CATEGORIES:
        raise ValueError(_("不认识的类别“%(category)s”") % {"category": parameter.category})
    if parameter.value < 0 or not (parameter.code and parameter.name and parameter.legal_basis):
        raise ValueError(_("编码、名称、依据不能为空，数值不能为负"))
    if parameter.effective_to and parameter.effective_to < parameter.effective_from:
        raise ValueError(_("失效日期早于生效日期"))
    return parameter
