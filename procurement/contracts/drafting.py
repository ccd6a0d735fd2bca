"""A first draft for the purchaser to complete: the standard text, a term, three payments that close."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.money import round_half_up
from procurement.award.models import Award
from procurement.budget import targets
from procurement.contracts import queries, rules, sections
from procurement.contracts.models import Contract
from procurement.projects.demand import executing
from procurement.projects.models import ProcurementProject

ADVANCE, MIDDLE = Decimal("0.30"), Decimal("0.40")


@dataclass(frozen=True)
class Draft:
    """What the form shows at first."""

    contract: dict
    instalments: list[dict]


def first_draft(award: Award, *, on: date) -> Draft:
    """The draft of a new contract, beginning tomorrow and as long as announced."""
    project = award.package.project
    starts_on = on + timedelta(days=1)
    terms = sections.standard_terms(
        demand=f"{project.demand}\n{award.package.content}",
        recipients=project.recipients,
        service_area=project.service_area,
        payment_days=queries.days("payment_days_after_invoice", award),
        targets=targets.rows_of(project.funds.values_list("line_id", flat=True)),
        carried_out=carried_out(project),
    )
    ends_on = rules.add_months(starts_on, project.term_months) - timedelta(days=1)
    return Draft({"starts_on": starts_on, "ends_on": ends_on, "terms": terms}, payments(award.amount))


@translation.override("zh-hans")
def carried_out(project: ProcurementProject) -> tuple[tuple[str, str], ...]:
    """What the document said of contract type, pricing, schedule and acceptance."""
    return executing.agreed_facts(project)


@translation.override("zh-hans")
def payments(amount: Decimal) -> list[dict]:
    """30, 40 and the rest: a proposal that the purchaser changes."""
    first, second = round_half_up(amount * ADVANCE), round_half_up(amount * MIDDLE)
    return [
        {"milestone": _("合同签订并收到发票后"), "amount": first},
        {"milestone": _("服务期过半且阶段检查合格后"), "amount": second},
        {"milestone": _("履约验收合格后"), "amount": amount - first - second},
    ]


def as_drafted(contract: Contract) -> Draft:
    """The draft as it was saved."""
    return Draft(
        {"starts_on": contract.starts_on, "ends_on": contract.ends_on, "terms": contract.terms},
        list(contract.instalments.values("milestone", "amount")),
    )
