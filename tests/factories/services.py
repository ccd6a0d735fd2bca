"""Services of class-II institutions, entered by the real workflow."""

from datetime import datetime
from decimal import Decimal

from catalog.services import workflow
from catalog.services.models import InstitutionService
from catalog.services.rules import ServiceFacts
from portal.kernel.actors import Actor
from tests.factories.people import credit_code


def service_facts(*, year: int, **changes) -> ServiceFacts:
    """What a department's handler writes."""
    values = {
        "name": "殡仪接运服务",
        "content": "为全市提供遗体接运。",
        "provider_name": "殡仪服务中心（示例）",
        "provider_code": credit_code("12430000MB"),
        "amount": Decimal("860000"),
        "amount_year": year,
        "planned_title": "民政部门目录（示例）",
        "planned_year": year + 1,
    }
    return ServiceFacts(**{**values, **changes})


def entered_service(by: Actor, *, now: datetime, **changes) -> InstitutionService:
    """A service that waits for the finance department."""
    return workflow.enter(service_facts(year=now.year, **changes), by=by, now=now)
