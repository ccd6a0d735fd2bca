"""Loading the parts of a response, and setting what counts as signed for one package."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel import reference
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.parts import queries, rules
from procurement.bidding.parts.choices import Signing
from procurement.bidding.parts.models import PackageSigning, ResponsePart
from procurement.notices import queries as notices
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
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


@transaction.atomic
def set_signings(
    package_id: int, signings: Mapping[str, Sequence[str]], *, reason: str, by: Actor, now: datetime
) -> list[PackageSigning]:
    """What counts as signed in one package, by the code of the part; only what differs is kept.

    Raises Refused once the call is out, and for a way that would turn lawful suppliers away.
    """
    package = projects.package_for_update(package_id)
    if not (by.has_role(*ORGANISER_ROLES) and notices.conducts(by, package.project)):
        raise NotPermitted(_("签署要求由组织本项目的经办人设定。"))
    refuse(rules.setting_refusals(is_planned=package.status == PackageStatus.PLANNED))
    parts = [part for part in queries.parts_of(SubmissionKind.RESPONSE) if part.code in signings]
    wanted = [(part, list(signings[part.code])) for part in parts if rules.may_change(code=part.code)]
    for part, ways in wanted:
        refuse(rules.signing_refusals(ways, name=part.name, is_file=part.is_file))
    for part, ways in wanted:
        facts = {"signings": ways, "reason": reason, "set_at": now, "set_by_id": by.user_id}
        held = PackageSigning.objects.filter(package=package, part=part).exists()
        if held or set(ways) != set(part.signings):
            PackageSigning.objects.update_or_create(package=package, part=part, defaults=facts)
    kept = queries.changed_for(package)
    ledger.record(
        package,
        "bidding.set_signings",
        says=_("设定签署要求"),
        by=by,
        at=now,
        facts={"package": package.number, "signings": [str(row) for row in kept], "reason": reason},
    )
    return kept
