"""Reads of custody: keys, and who keeps the second key of a package."""

from datetime import date

from django.db.models import QuerySet

from orgs.bodies.models import Body
from orgs.people.choices import ORGANISER_ROLES, Role
from orgs.people.models import Membership
from portal.kernel.actors import Actor
from portal.kernel.prepared import Prepared, number
from procurement.bidding.custody.models import (
    CustodianChoice,
    CustodianExchange,
    CustodyKey,
    CustodyPart,
    PackageCustody,
)
from procurement.bidding.custody.rules import Candidate, able_to_keep, chosen
from procurement.bidding.models import Submission
from procurement.notices import queries as notices
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package, ProcurementProject
from procurement.projects.plans import queries as plans

EXCHANGERS = (Role.FINANCE, Role.SUPERVISOR)
UNDER_WAY = (PackageStatus.ANNOUNCED, PackageStatus.CLOSED, PackageStatus.OPENED)

CUSTODY = Prepared[PackageCustody](
    lambda: PackageCustody.objects.filter(package_id=number("package")).select_related("key__body")
)


def keys_of(actor: Actor | None) -> QuerySet[CustodyKey]:
    """The keys of the acting custodian, the one in use first."""
    if actor is None or not actor.has_role(Role.CUSTODIAN):
        return CustodyKey.objects.none()
    return CustodyKey.objects.filter(body_id=actor.body_id).select_related("registered_by")


def in_use(body_id: int) -> CustodyKey | None:
    """The key of a body to which new packages are fixed."""
    return CustodyKey.objects.filter(body_id=body_id, replaced_at__isnull=True).first()


def key_for_update(kid: str, actor: Actor) -> CustodyKey:
    """A key of the acting custodian, its body locked so that keys are registered and lost one by one."""
    key = keys_of(actor).get(kid=kid)
    Body.objects.select_for_update(of=("self",), no_key=True).get(pk=key.body_id)
    return keys_of(actor).get(kid=kid)


def served_by(key: CustodyKey) -> QuerySet[PackageCustody]:
    """The packages whose bids or final quotes may still be sealed to a key, or opened with it."""
    rows = PackageCustody.objects.filter(key=key, package__status__in=UNDER_WAY)
    return rows.select_related("package__project__purchaser").order_by("package_id")


def lost_key_of(submission: Submission | None) -> CustodyKey | None:
    """The key of a submission's part that was lost, or its custodian exchanged; None where it serves."""
    part = getattr(submission, "custody_part", None)
    if part is None:
        return None
    is_exchanged = submission.package.custody.key.body_id != part.key.body_id
    return part.key if part.key.lost_at or is_exchanged else None


def has_people(body_id: int, *, on: date) -> bool:
    """Whether a body has anybody left who attends to custody."""
    people = Membership.objects.active(on=on).filter(roles__contains=[Role.CUSTODIAN])
    return people.filter(body_id=body_id).exists()


def manned_keys(project: ProcurementProject, *, on: date) -> list[CustodyKey]:
    """The keys of those who may keep a purchase's second key now, and have people to do it."""
    return [key for key in able_keys(project) if has_people(key.body_id, on=on)]


def orphaned(project: ProcurementProject, *, on: date) -> list[PackageCustody]:
    """The packages under way whose custodian has nobody left, in order."""
    rows = PackageCustody.objects.filter(package__project=project, package__status__in=UNDER_WAY)
    rows = rows.select_related("package", "key__body").order_by("package__index")
    return [custody for custody in rows if not has_people(custody.key.body_id, on=on)]


def exchange_for_update(exchange_id: int) -> CustodianExchange:
    """The package first, then the proposal."""
    found = CustodianExchange.objects.select_related("custody").get(pk=exchange_id)
    package = projects.package_for_update(found.custody.package_id)
    rows = CustodianExchange.objects.select_for_update(of=("self",))
    found = rows.select_related("body", "custody__key__body").get(pk=exchange_id)
    found.custody.package = package
    return found


def exchanges_of(project: ProcurementProject) -> QuerySet[CustodianExchange]:
    """Every proposal to exchange a custodian of a purchase, the latest first."""
    rows = CustodianExchange.objects.filter(custody__package__project=project)
    return rows.select_related("custody__package", "custody__key__body", "body", "proposed_by", "decided_by")


def to_decide(actor: Actor | None) -> QuerySet[CustodianExchange]:
    """The proposals that wait for a finance department or superior body."""
    return exchanges_for(actor).filter(decided_at__isnull=True)


def exchanges_for(actor: Actor | None) -> QuerySet[CustodianExchange]:
    """The proposals about purchases that the acting finance department or superior body oversees."""
    if actor is None or not actor.has_role(*EXCHANGERS):
        return CustodianExchange.objects.none()
    seen = CustodianExchange.objects.filter(
        custody__package__project__in=projects.visible_to(actor).values("pk")
    )
    return seen.select_related(
        "custody__package__project__purchaser", "custody__key__body", "body", "proposed_by"
    )


def kept_by(actor: Actor | None) -> QuerySet[PackageCustody]:
    """The packages whose second key the acting custodian keeps; that somebody has bid does not follow."""
    kept = PackageCustody.objects.filter(key__in=keys_of(actor).values("pk"))
    return kept.select_related("package__project__purchaser", "key")


def custody_of(package_id: int) -> PackageCustody | None:
    """Who keeps the second key of a package, or None."""
    return CUSTODY.first(package=package_id)


def keeps(package_id: int, body_id: int | None) -> bool:
    """Whether a body keeps the second key of a package."""
    return PackageCustody.objects.filter(package_id=package_id, key__body_id=body_id).exists()


def keeper_of(submission: Submission) -> str:
    """The name of the custodian to whom a submission's phrase is sealed."""
    return CustodyPart.objects.select_related("key__body").get(submission=submission).key.body.name


def candidates() -> list[Candidate]:
    """Every body with a key in use."""
    rows = CustodyKey.objects.filter(replaced_at__isnull=True).select_related("body")
    return [
        Candidate(row.pk, row.body_id, row.body.kind, row.body.budget_division_id or row.body.division_id)
        for row in rows
    ]


def region_of(project: ProcurementProject) -> str:
    """The region whose custodians serve a purchase."""
    purchaser = project.purchaser
    return purchaser.budget_division_id or purchaser.division_id


def parties_of(project: ProcurementProject) -> frozenset[int]:
    """The bodies that have a part in a purchase: who conducts it, and whom it invites."""
    mandate = project.agency_mandate
    conducting = {project.purchaser_id} | ({mandate.agency_id} if mandate else set())
    return frozenset(conducting | {body.pk for body in plans.invited_bodies(project)})


def may_choose(actor: Actor | None, project: ProcurementProject) -> bool:
    """Whether this capacity organises the purchase."""
    return actor is not None and actor.has_role(*ORGANISER_ROLES) and notices.conducts(actor, project)


def projects_for(actor: Actor | None) -> QuerySet[ProcurementProject]:
    """The purchases with a call whose custodian this capacity may look at."""
    mine = projects.through_notice(projects.visible_to(actor))
    return mine.select_related("purchaser", "agency_mandate")


def choices_of(project: ProcurementProject) -> list[Package]:
    """The packages of a purchase with who was chosen and who keeps their second key."""
    rows = project.packages.select_related(
        "custodian_choice__body", "custodian_choice__chosen_by", "custody__key__body"
    )
    return list(rows.order_by("index"))


def able_keys(project: ProcurementProject) -> list[CustodyKey]:
    """The keys in use of every body that may keep a second key of a purchase, by the body's name."""
    able = able_to_keep(candidates(), parties=parties_of(project))
    rows = CustodyKey.objects.filter(pk__in=[candidate.key_id for candidate in able])
    return list(rows.select_related("body__division").order_by("body__name", "pk"))


def by_hand(package: Package) -> CustodyKey | None:
    """The key of whom the organiser chose for a package; None when nobody was, or it may not keep it now."""
    wanted = CustodianChoice.objects.filter(package=package, body__isnull=False).first()
    keys = able_keys(package.project) if wanted else []
    return next((key for key in keys if key.body_id == wanted.body_id), None)


def by_rule(project: ProcurementProject) -> CustodyKey | None:
    """The key that the rule chooses when nobody chooses by hand."""
    found = chosen(candidates(), region=region_of(project), parties=parties_of(project))
    return CustodyKey.objects.select_related("body").get(pk=found.key_id) if found else None
