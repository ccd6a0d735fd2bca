"""The law for tests: the delivered parameters and calendar, or single rows."""

from datetime import date
from decimal import Decimal

from portal.kernel.calendar import workflow as calendar
from procurement.routing import workflow as routing
from procurement.routing.choices import Confidence, Unit
from procurement.routing.models import RuleParameter


def law() -> None:
    """Load the delivered parameters and the delivered holiday notices."""
    routing.load_reference()
    calendar.load_reference()


def parameter(code: str, value: str, **facts) -> RuleParameter:
    """One row, in force everywhere in Hunan since 2020 unless said otherwise."""
    defaults = {
        "name": code,
        "region_code": "43",
        "category": "services",
        "unit": Unit.YUAN,
        "effective_from": date(2020, 1, 1),
        "legal_basis": "依据（示例）",
        "confidence": Confidence.VERIFIED,
    }
    return RuleParameter.objects.create(code=code, value=Decimal(value), **{**defaults, **facts})
