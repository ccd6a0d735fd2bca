"""Reads and locks of acceptances."""

from django.db.models import QuerySet

from orgs.people.choices import SUPPLIER_ROLES, Duty
from portal.kernel.actors import Actor
from procurement.contracts import queries as contracts
from procurement.contracts.choices import ContractStatus
from procurement.contracts.models import Contract
from procurement.delivery.choices import AcceptanceStatus
from procurement.delivery.models import Acceptance
from procurement.projects.models import Handling, ProcurementProject

READERS = (*contracts.READERS, *SUPPLIER_ROLES)


def visible_to(actor: Actor | None) -> QuerySet[Acceptance]:
    """Acceptances of contracts that a capacity may see; the supplier once the result stands."""
    acceptances = Acceptance.objects.select_related(
        "contract__award__package__project__purchaser", "contract__supplier"
    )
    if actor is None:
        return acceptances.none()
    seen = acceptances.filter(contract__in=contracts.visible_to(actor).values("pk"))
    if actor.has_role(*contracts.READERS):
        return seen
    return seen.exclude(status=AcceptanceStatus.PLANNED)


def contracts_to_accept(actor: Actor | None) -> QuerySet[Contract]:
    """Published contracts of the acting purchaser whose acceptance has not begun."""
    own = contracts.of_party(actor).filter(status=ContractStatus.PUBLISHED, acceptance=None)
    return own.filter(award__package__project__purchaser_id=actor.body_id if actor else None)


def own_acceptances(actor: Actor) -> QuerySet[Acceptance]:
    """Acceptances that the acting purchaser organises."""
    return visible_to(actor).filter(contract__award__package__project__purchaser_id=actor.body_id)


def acceptance_for_update(acceptance_id: int) -> Acceptance:
    """The acceptance row, locked until the transaction ends."""
    acceptances = Acceptance.objects.select_for_update(of=("self",))
    return acceptances.select_related(
        "contract__award__package__project__purchaser", "contract__supplier"
    ).get(pk=acceptance_id)


def contract_id_of(acceptance_id: int) -> int:
    """The contract of an acceptance, read before the locks."""
    return Acceptance.objects.values_list("contract_id", flat=True).get(pk=acceptance_id)


def of_project(project: ProcurementProject) -> QuerySet[Acceptance]:
    """The acceptances of a project's packages."""
    acceptances = Acceptance.objects.filter(contract__award__package__project=project)
    return acceptances.select_related("contract__award__package", "organised_by").order_by("pk")


def signed_by(actor: Actor) -> set[int]:
    """The projects whose contract this person signed, and which the same person may not accept."""
    signed = Handling.objects.filter(user_id=actor.user_id, duty=Duty.CONTRACT_SIGN)
    return set(signed.values_list("project_id", flat=True))
