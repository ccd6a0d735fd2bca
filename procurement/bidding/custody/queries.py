"""Reads of custody: keys, and who keeps the second key of a package."""

from django.db.models import QuerySet

from orgs.people.choices import Role
from portal.kernel.actors import Actor
from procurement.bidding.custody.models import CustodyKey, PackageCustody
from procurement.bidding.custody.rules import Candidate
from procurement.projects.models import Package


def keys_of(actor: Actor | None) -> QuerySet[CustodyKey]:
    """The keys of the acting custodian, the one in use first."""
    if actor is None or not actor.has_role(Role.CUSTODIAN):
        return CustodyKey.objects.none()
    return CustodyKey.objects.filter(body_id=actor.body_id).select_related("registered_by")


def in_use(body_id: int) -> CustodyKey | None:
    """The key of a body to which new packages are fixed."""
    return CustodyKey.objects.filter(body_id=body_id, replaced_at__isnull=True).first()


def kept_by(actor: Actor | None) -> QuerySet[PackageCustody]:
    """The packages whose second key the acting custodian keeps; that somebody has bid does not follow."""
    kept = PackageCustody.objects.filter(key__in=keys_of(actor).values("pk"))
    return kept.select_related("package__project__purchaser", "key")


def custody_of(package_id: int) -> PackageCustody | None:
    """Who keeps the second key of a package, or None."""
    return PackageCustody.objects.filter(package_id=package_id).select_related("key__body").first()


def keeps(package_id: int, body_id: int | None) -> bool:
    """Whether a body keeps the second key of a package."""
    return PackageCustody.objects.filter(package_id=package_id, key__body_id=body_id).exists()


def candidates() -> list[Candidate]:
    """Every body with a key in use."""
    rows = CustodyKey.objects.filter(replaced_at__isnull=True).select_related("body")
    return [
        Candidate(row.pk, row.body_id, row.body.kind, row.body.budget_division_id or row.body.division_id)
        for row in rows
    ]


def region_of(package: Package) -> str:
    """The region whose custodians serve a package."""
    purchaser = package.project.purchaser
    return purchaser.budget_division_id or purchaser.division_id


def parties_of(package: Package) -> frozenset[int]:
    """The bodies that have a part in a purchase."""
    mandate = package.project.agency_mandate
    return frozenset({package.project.purchaser_id} | ({mandate.agency_id} if mandate else set()))
