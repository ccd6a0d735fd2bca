"""All reference data of the portal, loaded together or not at all."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count

from catalog.editions import queries as editions
from catalog.editions import workflow as catalogue
from catalog.negative import workflow as negative
from catalog.negative.models import NegativeHead, ScreeningWord
from catalog.policies import workflow as policies
from catalog.policies.models import PolicyPaper
from orgs.bodies import workflow as bodies
from orgs.people import duties
from orgs.people.models import IncompatibleDuties
from orgs.regions import workflow as regions
from orgs.regions.models import Division
from portal.kernel import clock
from portal.kernel.calendar import queries as calendar_queries
from portal.kernel.calendar import workflow as calendar
from portal.site import citations, proofs
from procurement.bidding.parts import workflow as response_parts
from procurement.routing import workflow as routing
from procurement.routing.models import RuleParameter


@transaction.atomic
def load(*, on: date) -> None:
    """Load divisions, catalogues, papers, legal parameters, duties and the calendar in one transaction.

    Raises portal.kernel.reference.BadData with the sentence to show; then nothing has been loaded.
    """
    regions.load_reference(on=on)
    catalogue.load_reference()
    policies.load_reference()
    policies.keep_uses([*citations.collected(), *proofs.marked()])
    negative.load_reference()
    routing.load_reference()
    duties.load_reference()
    calendar.load_reference()
    response_parts.load_reference()
    bodies.read_fields()


def loaded() -> dict[str, Any]:
    """What is in the database now, as numbers."""
    today = clock.local_date(clock.now())
    general = editions.general(on=today)
    return {
        "divisions": _count(Division.objects.filter(ended_on__isnull=True), "level"),
        "division_kinds": _count(Division.objects.filter(ended_on__isnull=True), "kind"),
        "catalogue": {str(level): count for level, count in _count(general, "level").items()},
        "departmental_items": editions.departmental(on=today).count(),
        "is_reference_edition": general.filter(edition__is_reference=True).exists(),
        "policies": PolicyPaper.objects.count(),
        "negative_heads": NegativeHead.objects.count(),
        "screening_words": ScreeningWord.objects.count(),
        "parameters": RuleParameter.objects.count(),
        "incompatible_duties": IncompatibleDuties.objects.count(),
        "calendar_years": calendar_queries.loaded_years(),
    }


def _count(rows, name: str) -> dict[str, int]:
    counted = rows.order_by().values_list(name).annotate(Count("pk"))
    return dict(sorted(counted))
