"""Loading the table of duties that exclude each other."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.people.choices import Duty
from orgs.people.models import IncompatibleDuties
from portal.kernel import reference

DATA = Path(__file__).parent / "data" / "incompatible-duties.csv"
COLUMNS = ("first", "second", "basis", "confidence", "may_be_lent")


@transaction.atomic
def load_reference(path: Path = DATA) -> int:
    """Load the delivered pairs and give their number. Raises portal.kernel.reference.BadData."""
    rows = reference.read(path, _pair, columns=COLUMNS, key=("first", "second"))
    IncompatibleDuties.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["basis", "confidence", "may_be_lent"],
    )
    return len(rows)


def _pair(row: reference.Row) -> IncompatibleDuties:
    first, second = reference.chosen(Duty, row["first"]), reference.chosen(Duty, row["second"])
    if first == second or not row["basis"] or row["may_be_lent"] not in ("0", "1"):
        raise ValueError(_("两项职责不能相同，依据不能为空，可借用人员须为 0 或 1"))
    return IncompatibleDuties(
        first=first,
        second=second,
        basis=row["basis"],
        confidence=row["confidence"],
        may_be_lent=row["may_be_lent"] == "1",
    )
