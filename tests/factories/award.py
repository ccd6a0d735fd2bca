"""A published award for tests of what follows it; candidates are written, milestones are reached."""

from decimal import Decimal

from django.db import transaction

from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel.actors import SYSTEM
from procurement.award.choices import AwardStatus
from procurement.award.models import Award, AwardLetter
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package
from procurement.review.models import Candidate, ReviewSession
from tests import spine
from tests.factories.people import actor, numbers
from tests.scenes import kept

REACHED = (
    PackageStatus.ANNOUNCED,
    PackageStatus.CLOSED,
    PackageStatus.OPENED,
    PackageStatus.REVIEWED,
    PackageStatus.DECIDED,
    PackageStatus.RESULT_PUBLISHED,
)


@kept
def awarded(*amounts: str, price: str = "935000", purchase: spine.Purchase | None = None) -> spine.Purchase:
    """A purchase whose first package has a published award at a price; `signatories[0]` may sign for it."""
    walk = spine.approved_project(*amounts, purchase=purchase)
    award_package(walk, walk.package, price=price)
    return walk


@transaction.atomic
def award_package(walk: spine.Purchase, package: Package, *, price: str) -> Award:
    """The award of one package to a new social organisation."""
    now = walk.clock.advance(days=20)
    signatory = actor(Role.SUPPLIER_SIGNATORY)
    walk.signatories.append(signatory)
    walk.suppliers.append(actor(Role.SUPPLIER, of=body_of(signatory)))
    for status in REACHED:
        project_workflow.reach(locked(package), status, by=SYSTEM, at=now)
    candidate = Candidate.objects.create(
        session=session_of(walk, package),
        supplier_id=signatory.body_id,
        reference=f"HZ-{next(numbers)}",
        response={},
        response_digest="0" * 64,
        rank=1,
        final_quote=Decimal(price),
    )
    award = Award.objects.create(
        package=package,
        status=AwardStatus.PUBLISHED,
        ranking=[],
        received_at=now,
        decide_by=now.date(),
        winner=candidate,
        supplier_id=candidate.supplier_id,
        amount=Decimal(price),
        prepared_by_id=walk.handler.user_id,
        approved_by_id=walk.leader.user_id,
        approved_at=now,
        told_at=now,
    )
    told = {"supplier_id": candidate.supplier_id, "is_winner": True, "content": {}, "sent_at": now}
    AwardLetter.objects.create(award=award, candidate=candidate, **told)
    return award


def session_of(walk: spine.Purchase, package: Package) -> ReviewSession:
    """The review in which the candidate stood."""
    return ReviewSession.objects.create(
        number=package.number,
        title=package.title,
        purchaser=walk.purchaser,
        organiser=walk.purchaser,
        method="competitive_consultation",
        scheme=package.scheme,
        ceiling_amount=package.ceiling_amount,
        decided_on=walk.clock.now().date(),
        panel_size=3,
    )


def locked(package: Package) -> Package:
    """The package as a verb holds it."""
    return projects.package_for_update(package.pk)


def body_of(signatory):
    """The supplier's body."""
    return Body.objects.get(pk=signatory.body_id)
