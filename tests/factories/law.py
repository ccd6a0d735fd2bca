"""The law for tests: the delivered parameters and calendar, or single rows."""

from datetime import date, datetime
from decimal import Decimal

from orgs.people.choices import Role
from portal.kernel.actors import Actor
from portal.kernel.calendar import workflow as calendar
from portal.kernel.uploads import Upload
from procurement.routing import workflow as routing
from procurement.routing.choices import Confidence, Unit
from procurement.routing.models import RuleParameter
from procurement.routing.proposals import workflow as proposals
from procurement.routing.proposals.choices import ProposalKind
from procurement.routing.proposals.models import ParameterProposal
from procurement.routing.proposals.rules import Change, Subject
from tests.factories import people
from tests.scenes import kept


@kept
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


def threshold(value: str | None = "600000", **facts) -> Change:
    """A city's own threshold for services, as its finance department proposes it."""
    defaults = {
        "kind": ProposalKind.SET,
        "subject": Subject("dispersed_threshold", "4301", "services"),
        "reason": "市里公布了自己的标准（示例）。",
        "value": value and Decimal(value),
        "legal_basis": "市级限额标准（示例）",
        "confidence": Confidence.VERIFIED,
        "starts_on": date(2027, 1, 1),
    }
    return Change(**{**defaults, **facts})


def proposed(
    change: Change | None = None, *, by: Actor, now: datetime, paper: Upload | None = None
) -> ParameterProposal:
    """A proposal that waits for the second person."""
    return proposals.propose(change or threshold(), by=by, now=now, paper=paper)


def approved(region: str, *, now: datetime) -> ParameterProposal:
    """The same, put in force by two people of the finance department of a budget level."""
    department = people.body("finance_department", division_code=region)
    first, second = (people.actor(Role.FINANCE, of=department) for _person in range(2))
    change = threshold(subject=Subject("dispersed_threshold", region, "services"))
    return proposals.approve(proposed(change, by=first, now=now).pk, by=second, now=now)
