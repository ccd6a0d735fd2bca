"""How the purchase is to be carried out: contract, price, schedule, acceptance, risks, filing."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.projects.demand import queries
from procurement.projects.demand.models import ExecutionPlan
from procurement.projects.demand.workflow import begin
from procurement.projects.models import ProcurementProject

PLAN_BASIS = "政府采购需求管理办法（财库〔2021〕22号）第十三条"
FILING_BASIS = "政府采购法实施条例第二十九条；政府采购需求管理办法（财库〔2021〕22号）第二十六条"
RISK_BASIS = "政府采购需求管理办法（财库〔2021〕22号）第二十五条"


@dataclass(frozen=True)
class ExecutionFacts:
    """The plan as its drafter wrote it."""

    contract_type: str
    pricing: str
    pricing_reason: str
    schedule: str
    acceptance: str
    risks: str = ""
    filed_number: str = ""
    filed_on: date | None = None


def plan_of(project: ProcurementProject) -> ExecutionPlan | None:
    """The plan; None while there is none."""
    return ExecutionPlan.objects.filter(project=project).first()


def agreed_facts(project: ProcurementProject) -> tuple[tuple[str, str], ...]:
    """What of the plan goes into document and contract; its risks stay with the purchaser."""
    plan = plan_of(project)
    if plan is None:
        return ()
    return (
        ("合同类型", str(plan.get_contract_type_display())),
        ("定价方式", str(plan.get_pricing_display())),
        ("进度安排", plan.schedule),
        ("履约验收方案", plan.acceptance),
    )


@transaction.atomic
def write(project_id: int, facts: ExecutionFacts, *, by: Actor, now: datetime) -> ExecutionPlan:
    """Write the plan of a draft, or write it anew; refused without due measures against risks."""
    project = begin(project_id, "execution", by=by, now=now)
    today = local_date(now)
    refuse(plan_refusals(facts, in_scope=queries.standing(project, on=today).in_scope, today=today))
    columns = asdict(facts) | {"by_id": by.user_id, "at": now}
    made, _is_new = ExecutionPlan.objects.update_or_create(project=project, defaults=columns)
    says = _("编制采购实施计划")
    ledger.record(project, "demand.execution", says=says, by=by, at=now, facts=recorded(facts))
    return made


def recorded(facts: ExecutionFacts) -> dict:
    """What the ledger keeps of a plan: all its words, in one text."""
    words = (facts.pricing_reason, facts.schedule, facts.acceptance, facts.risks, facts.filed_number)
    return {
        "contract_type": facts.contract_type,
        "pricing": facts.pricing,
        "text": "\n".join(filter(None, words)),
    }


def plan_refusals(facts: ExecutionFacts, *, in_scope: bool, today: date) -> list[Refusal]:
    """Risks where the strict rules apply; a filing with number and day, and none ahead of its day."""
    found = []
    if in_scope and not facts.risks.strip():
        because = _("本项目应当制定风险管控措施，还没有填写。")
        remedy = _("请写明国家政策、实施环境、需求变化、质量和费用等方面的风险，以及怎样应对。")
        found.append(Refusal(because, RISK_BASIS, remedy, "no_risk_plan"))
    if bool(facts.filed_number.strip()) != bool(facts.filed_on):
        because = _("财政备案编号和备案日期只填写了一项。")
        found.append(Refusal(because, FILING_BASIS, _("请两项都填写，或者都留空。"), "filing_half"))
    if facts.filed_on and facts.filed_on > today:
        because = _("备案日期 %(day)s 还没有到。") % {"day": facts.filed_on.isoformat()}
        found.append(Refusal(because, FILING_BASIS, _("请改为实际备案的日期。"), "filed_ahead"))
    return found
