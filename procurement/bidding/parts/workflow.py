"""Loading the parts of a response."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import reference
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.parts.choices import Signing
from procurement.bidding.parts.models import ResponsePart
from procurement.routing.choices import Confidence

DATA = Path(__file__).parent / "data" / "parts.csv"
KEY = ("kind", "code")
CHANGES = ("order", "name", "says", "is_file", "is_required", "signings", "basis", "confidence")


@transaction.atomic
def load_reference(path: Path = DATA) -> int:
    """Load the delivered parts in the file's order. Raises portal.kernel.reference.BadData."""
    rows = reference.read(
        path, _part, columns=(*KEY, *(name for name in CHANGES if name != "order")), key=KEY
    )
    for order, row in enumerate(rows, start=1):
        row.order = order
    ResponsePart.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=list(KEY), update_fields=list(CHANGES)
    )
    return len(rows)


def _part(row: reference.Row) -> ResponsePart:
    if not row["name"] or not row["basis"] or {row["is_file"], row["is_required"]} - {"0", "1"}:
        raise ValueError(_("名称和依据不能为空，是否附件和是否必须须为 0 或 1"))
    return ResponsePart(
        kind=reference.chosen(SubmissionKind, row["kind"]),
        code=row["code"],
        name=row["name"],
        says=row["says"],
        is_file=row["is_file"] == "1",
        is_required=row["is_required"] == "1",
        signings=[reference.chosen(Signing, way) for way in row["signings"].split()],
        basis=row["basis"],
        confidence=reference.chosen(Confidence, row["confidence"]),
    )
