"""Reads and locks of evaluations."""

from django.db.models import Count, Q, QuerySet

from evaluation.performance.choices import EvaluationStatus
from evaluation.performance.models import PerformanceEvaluation
from evaluation.performance.rules import BandFloors
from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.people.choices import SUPPLIER_ROLES, Role
from orgs.people.models import Membership
from portal.kernel.actors import Actor
from procurement.contracts import queries as contracts
from procurement.contracts.models import Contract
from procurement.projects.choices import PackageStatus
from procurement.projects.models import ProcurementProject
from procurement.routing import queries as routing

READERS = (*contracts.READERS, *SUPPLIER_ROLES, Role.EVALUATOR)
PARTIES = ("contract__award__package__project__purchaser", "contract__supplier", "institution")
BANDS = ("performance_band_excellent", "performance_band_good", "performance_band_fair")


def visible_to(actor: Actor | None) -> QuerySet[PerformanceEvaluation]:
    """Evaluations of contracts that a capacity may see, and those of the own institution.

    A supplier reads its result once that is published.
    """
    evaluations = PerformanceEvaluation.objects.select_related(*PARTIES)
    if actor is None:
        return evaluations.none()
    reach = Q(pk__in=[])
    if actor.has_role(*contracts.READERS):
        reach |= Q(contract__in=contracts.visible_to(actor).values("pk"))
    if actor.has_role(Role.EVALUATOR):
        reach |= Q(institution_id=actor.body_id)
    if actor.has_role(*SUPPLIER_ROLES):
        reach |= Q(contract__supplier_id=actor.body_id, status=EvaluationStatus.PUBLISHED)
    return evaluations.filter(reach)


def published() -> QuerySet[PerformanceEvaluation]:
    """What everybody may read."""
    return PerformanceEvaluation.objects.select_related(*PARTIES).filter(status=EvaluationStatus.PUBLISHED)


def contracts_to_evaluate(actor: Actor | None) -> QuerySet[Contract]:
    """Accepted contracts of the acting purchaser without an evaluation."""
    own = contracts.of_party(actor).filter(award__package__status=PackageStatus.ACCEPTED, evaluation=None)
    return own.filter(award__package__project__purchaser_id=actor.body_id if actor else None)


def institutions() -> QuerySet[Body]:
    """Bodies that may be the third party."""
    return Body.objects.filter(kind=BodyKind.EVALUATION_INSTITUTION).order_by("name")


def evaluation_for_update(evaluation_id: int) -> PerformanceEvaluation:
    """The evaluation row, locked until the transaction ends."""
    evaluations = PerformanceEvaluation.objects.select_for_update(of=("self",))
    return evaluations.select_related(*PARTIES).get(pk=evaluation_id)


def contract_id_of(evaluation_id: int) -> int:
    """The contract of an evaluation, read before the locks."""
    return PerformanceEvaluation.objects.values_list("contract_id", flat=True).get(pk=evaluation_id)


def stars_of(evaluation: PerformanceEvaluation) -> dict[int, int]:
    """How often each star was given, from one to five."""
    found = dict(evaluation.answers.values_list("stars").annotate(count=Count("pk")))
    return {star: found.get(star, 0) for star in range(1, 6)}


def band_floors(contract: Contract) -> BandFloors:
    """The bands by the law of the project's day."""
    project = contract.award.package.project
    law = routing.parameters(
        list(BANDS), on=project.decided_on, region_code=contracts.region_of(contract.award)
    )
    return BandFloors(*(law[code].value for code in BANDS), basis=law[BANDS[0]].basis)


def bodies_of(user_id: int) -> set[int]:
    """Every body for which a person acts or acted."""
    return set(Membership.objects.filter(user_id=user_id).values_list("body_id", flat=True))


def of_project(project: ProcurementProject) -> QuerySet[PerformanceEvaluation]:
    """The evaluations of a project's packages."""
    evaluations = PerformanceEvaluation.objects.filter(contract__award__package__project=project)
    return evaluations.select_related("contract__award__package", "opened_by").order_by("pk")
