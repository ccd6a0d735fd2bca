"""Reads and locks of services to be moved."""

from django.db.models import Q, QuerySet

from catalog import capacities
from catalog.services.choices import OPEN_TO_PUBLIC
from catalog.services.models import InstitutionService
from portal.kernel.actors import Actor

READERS = (*capacities.PURCHASERS, capacities.FINANCE, capacities.SUPERVISOR, capacities.AUDITOR)
OVERSEERS = (capacities.FINANCE, capacities.SUPERVISOR, capacities.AUDITOR)


def public() -> QuerySet[InstitutionService]:
    """What the finance department has confirmed."""
    return InstitutionService.objects.filter(status__in=OPEN_TO_PUBLIC)


def visible_to(actor: Actor | None) -> QuerySet[InstitutionService]:
    """The own department's; those who oversee see all."""
    services = InstitutionService.objects.all()
    if actor is None or not actor.has_role(*READERS):
        return services.none()
    return services if actor.has_role(*OVERSEERS) else services.filter(department_code=actor.body_code)


def service_for_update(service_id: int) -> InstitutionService:
    """The service, locked until the transaction ends."""
    return InstitutionService.objects.select_for_update().get(pk=service_id)


def is_known(department_code: str, name: str, provider_code: str, *, but: int | None = None) -> bool:
    """Whether a department has entered the same service of the same provider."""
    same = InstitutionService.objects.filter(
        department_code=department_code, name=name, provider_code=provider_code
    )
    return same.exclude(pk=but).exists()


def search(services: QuerySet[InstitutionService], words: str) -> QuerySet[InstitutionService]:
    """Services whose name, provider, department or number hold every word typed."""
    for word in words.split()[:10]:
        services = services.filter(
            Q(name__icontains=word)
            | Q(provider_name__icontains=word)
            | Q(department_name__icontains=word)
            | Q(number__icontains=word)
        )
    return services
