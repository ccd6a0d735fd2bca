"""What a plan for a method must say beyond what the method declares of every purchase. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.calendar.rules import Calendar
from portal.kernel.errors import Refusal
from procurement.methods.declaration import FAILED_TENDER, Clause, Method, clause_of
from procurement.projects.plans.choices import ChosenBy

SINGLE_SOURCE = "single_source"
FRAMEWORK = "framework_agreement"
ONLY_SUPPLIER = "only_supplier"
CONSISTENCY = "consistency"
# How the portal lets suppliers in.
CONDUCTED_FOUND = frozenset({"notice", "library", "recommended", "closed", "open"})
CLOSED, OPEN_TO_ALL = "closed", "open"
NOTICE, LIBRARY, RECOMMENDED = "notice", "library", "recommended"
SOURCE_BASIS = "《政府采购法》第三十一条"
APPROVAL_BASIS = "《政府采购法》第二十七条；《政府采购法实施条例》第二十三条"
FAILED_BASIS = "财政部令第74号第五条、第二十八条"
PUBLICITY_BASIS = "《政府采购法实施条例》第三十八条；财政部令第74号第三十八条至第四十条"
STRIKE_BASIS = "《政府采购法》第二十二条"
CONTRACTOR_BASIS = "政府购买服务管理办法（财政部令第102号）第六条、第八条"
MONTHS_A_YEAR = 12
ONE_DAY = timedelta(days=1)
INVITED_BY = {
    LIBRARY: (ChosenBy.LIBRARY,),
    RECOMMENDED: (ChosenBy.PURCHASER, ChosenBy.EXPERT),
    NOTICE: (ChosenBy.QUALIFIED,),
}


@dataclass(frozen=True)
class PlanFacts:
    """A plan as its drafter wrote it; codes as the declaration names them, amounts in yuan."""

    case: str = ""
    case_reason: str = ""
    found: str = ""
    pool: int | None = None
    supplier_id: int | None = None
    argument: str = ""
    experts: str = ""
    earlier_number: str = ""
    earlier_amount: Decimal | None = None
    earlier_added: Decimal | None = None
    phase: str = ""
    term_months: int | None = None


def choices_of_found(method: Method) -> tuple[Clause, ...]:
    """The ways in which suppliers may come in, where there is a choice."""
    return tuple(clause for clause in method.found_by if clause.code)


def conducted_found(method: Method) -> tuple[Clause, ...]:
    """Those of the ways that the portal conducts."""
    return tuple(clause for clause in choices_of_found(method) if is_conducted(method, clause.code))


def is_conducted(method: Method, found: str) -> bool:
    """Whether the portal lets suppliers in by this way of the method."""
    return found in CONDUCTED_FOUND


def conduct_refusals(method: Method, found: str) -> list[Refusal]:
    """Suppliers come in by a way that the portal conducts."""
    way = clause_of(method.found_by, found)
    if way is None or is_conducted(method, found):
        return []
    because = _("本平台还不能办理“%(way)s”。") % {"way": way.says}
    remedy = _("请改选其他供应商来源，或者在“采购方式”里选择在其他平台办理。")
    return [Refusal(because, way.article, remedy, "found_not_conducted")]


def choices_of_phase(method: Method) -> tuple[Clause, ...]:
    """How the second phase of a framework agreement may go."""
    return tuple(clause for clause in method.phases if clause.code)


def asks(method: Method) -> bool:
    """Whether a method leaves anything to say."""
    return bool(method.cases or choices_of_found(method) or choices_of_phase(method))


def is_usual(method: Method, facts: PlanFacts) -> bool:
    """Whether a plan says only what goes without saying."""
    is_case_usual = facts.case == method.usual_case and (bool(facts.case) or not method.cases)
    return is_case_usual and facts.found == method.usual_found


def facts_refusals(method: Method, facts: PlanFacts, *, most_years: int | None) -> list[Refusal]:
    """Each answer with what it needs; `most_years` is the longest framework agreement."""
    return [
        *case_refusals(method, facts),
        *found_refusals(method, facts),
        *(source_refusals(facts) if method.code == SINGLE_SOURCE else ()),
        *failed_tender_refusals(method, facts),
        *(framework_refusals(method, facts, most_years=most_years) if method.phases else ()),
    ]


def case_refusals(method: Method, facts: PlanFacts) -> list[Refusal]:
    """One of the declared cases, and why it is given here; the usual case explains itself."""
    if not method.cases:
        return []
    clause = method.case(facts.case)
    if clause is None:
        because = _("没有选择符合哪一种可以采用%(method)s的情形。") % {"method": method.name}
        return [Refusal(because, str(method.basis), _("请选择一种情形。"), "case_missing")]
    if facts.case == method.usual_case or facts.case_reason.strip():
        return []
    because = _("选择了情形“%(case)s”，还没有写明理由。") % {"case": clause.says}
    return [Refusal(because, clause.article, _("请写明本项目为什么符合这种情形。"), "case_reason_missing")]


def found_refusals(method: Method, facts: PlanFacts) -> list[Refusal]:
    """One of the declared ways; a draw says out of how many."""
    ways = choices_of_found(method)
    if not ways:
        return []
    way = clause_of(ways, facts.found)
    if way is None:
        because = _("没有选择供应商怎样产生。")
        return [Refusal(because, ways[0].article, _("请选择一种方式。"), "found_missing")]
    if method.pool_factor is None or facts.found == NOTICE or facts.pool is not None:
        return []
    because = _("选择了随机抽取，没有写明备选供应商有几家。")
    return [Refusal(because, way.article, _("请填写备选供应商数。"), "pool_missing")]


def source_refusals(facts: PlanFacts) -> list[Refusal]:
    """The supplier; experts' argument for the only one; the earlier contract for an addition."""
    found = []
    if facts.supplier_id is None:
        because = _("没有写明拟采购的供应商。")
        found.append(Refusal(because, SOURCE_BASIS, _("请填写供应商的信用代码。"), "supplier_missing"))
    if facts.case == ONLY_SUPPLIER and not (facts.argument.strip() and facts.experts.strip()):
        because = _("只能从唯一供应商处采购的，还没有写明专业人员的论证意见和姓名、单位、职称。")
        found.append(Refusal(because, PUBLICITY_BASIS, _("请写明论证意见和论证人员。"), "argument_missing"))
    if facts.case == CONSISTENCY and not (facts.earlier_number.strip() and facts.earlier_amount):
        because = _("添购没有写明原合同的编号和金额。")
        found.append(Refusal(because, SOURCE_BASIS, _("请填写原合同编号和金额。"), "earlier_missing"))
    return found


def failed_tender_refusals(method: Method, facts: PlanFacts) -> list[Refusal]:
    """After a failed tender: its notice, and that nothing in it was unreasonable (Order 74, art. 28)."""
    if facts.case != FAILED_TENDER:
        return []
    if facts.earlier_number.strip() and facts.argument.strip() and facts.experts.strip():
        return []
    because = _("招标失败后改用%(method)s的，还没有写明招标公告编号和招标文件没有不合理条款的意见。") % {
        "method": method.name
    }
    remedy = _("请填写招标公告编号、意见和出具意见的人员；有没有质疑、怎样处理的，写在理由里。")
    return [Refusal(because, FAILED_BASIS, remedy, "failed_tender_papers")]


def framework_refusals(method: Method, facts: PlanFacts, *, most_years: int | None) -> list[Refusal]:
    """The second phase and the term (Order 110, art. 15, 32)."""
    found = []
    phases = choices_of_phase(method)
    if facts.phase not in {clause.code for clause in phases}:
        because = _("没有选择第二阶段怎样确定成交供应商。")
        found.append(Refusal(because, phases[0].article, _("请选择一种方式。"), "phase_missing"))
    if most_years is None or 0 < (facts.term_months or 0) <= most_years * MONTHS_A_YEAR:
        return found
    because = _("框架协议期限是 %(months)d 个月，应当在 1 至 %(most)d 个月之间。") % {
        "months": facts.term_months or 0,
        "most": most_years * MONTHS_A_YEAR,
    }
    return [*found, Refusal(because, method.term.article, _("请调整期限。"), "framework_term")]


def recommended_refusals(method: Method, found: str, chosen_by: Collection[str]) -> list[Refusal]:
    """Purchaser and experts recommend apart from each other, each in writing."""
    if found != RECOMMENDED or method.pool_factor or not chosen_by:
        return []
    if {ChosenBy.PURCHASER, ChosenBy.EXPERT} <= set(chosen_by):
        return []
    way = clause_of(method.found_by, found)
    because = _("书面推荐的供应商应当由采购人和评审专家分别推荐，现在只有一方推荐。")
    return [Refusal(because, way.article, _("请补上另一方推荐的供应商。"), "recommended_by_one")]


def invitation_refusals(
    method: Method, found: str, chosen_by: str, *, reason: str, has_paper: bool
) -> list[Refusal]:
    """An invited supplier came in by the way that the plan chose; recommendations are papers with reasons."""
    way = clause_of(method.found_by, found)
    basis = way.article if way else str(method.basis)
    if chosen_by not in INVITED_BY.get(found, ()):
        because = _("这个供应商的产生方式与方案选择的方式不一致。")
        return [Refusal(because, basis, _("请改选产生方式，或者先修改方案。"), "chosen_otherwise")]
    if has_paper and (found != RECOMMENDED or reason.strip()):
        return []
    because = _("没有上传抽取记录或者书面推荐意见，或者没有写明推荐理由。")
    return [Refusal(because, basis, _("请上传文件；推荐的还要写明理由。"), "recommendation_missing")]


def publicity_refusals(method: Method, case: str, *, reaches_figure: bool, is_shown: bool) -> list[Refusal]:
    """A single source at the open-tender figure is made public while it can still be changed."""
    publicity = method.publicity
    if publicity is None or publicity.code != case or not reaches_figure or is_shown:
        return []
    because = _("达到公开招标数额标准，只能从唯一供应商处采购的，报批前应当公示，现在还没有公示。")
    return [Refusal(because, publicity.article, _("请先发布单一来源公示，再提交审批。"), "not_made_public")]


def shown_workdays(since: date | None, until: date | None, *, today: date, calendar: Calendar) -> int | None:
    """How many working days of a publicity are over; None while nothing was made public."""
    if since is None or until is None:
        return None
    return calendar.workdays_between(since, min(until, today - ONE_DAY)).days


def objection_refusals(*, is_any_open: bool, is_any_founded: bool) -> list[Refusal]:
    """An objection is argued and answered; a founded one means another method (Order 74, art. 39, 40)."""
    if is_any_founded:
        because = _("公示期间的异议成立。")
        return [Refusal(because, PUBLICITY_BASIS, _("请改选其他采购方式。"), "objection_founded")]
    if is_any_open:
        because = _("公示期间的异议还没有补充论证和答复。")
        return [Refusal(because, PUBLICITY_BASIS, _("请先组织补充论证，再登记答复。"), "objection_open")]
    return []


def addition_share(amount: Decimal, *, added: Decimal | None, earlier: Decimal | None) -> Decimal | None:
    """What all additions together are of the earlier contract; None where there is none."""
    if not earlier:
        return None
    return (amount + (added or Decimal(0))) / earlier


def not_barred() -> Refusal:
    """An approved list is changed only where the law bars somebody on it."""
    because = _("没有发现这家供应商不能参加的情形，批准以后的名单不能改动。")
    return Refusal(because, STRIKE_BASIS, _("请返回名单，核对不能参加的是哪一家。"), "not_barred")


def invited_seal(number: str) -> str:
    """Under what the names of the invited to a project lie in the ledger until the result."""
    return f"project:{number}:invited"


def capacity_refusals(*, name: str, may_contract: bool, is_purchaser: bool, basis: str) -> list[Refusal]:
    """A supplier is another body, and one that may contract (Order 102, art. 6, 8)."""
    if may_contract and not is_purchaser:
        return []
    because = _("“%(name)s”不能承接政府购买服务。") % {"name": name}
    if is_purchaser:
        because = _("采购人自己不能作供应商。")
    return [Refusal(because, basis or CONTRACTOR_BASIS, _("请填写其他供应商。"), "may_not_contract")]


def day_refusals(day: date, *, today: date) -> list[Refusal]:
    """A paper is not of tomorrow."""
    if day <= today:
        return []
    because = _("文件日期 %(day)s 还没有到。") % {"day": day.isoformat()}
    return [Refusal(because, remedy=_("请填写文件上的日期。"), code="paper_ahead")]


def received_refusals(day: date, *, since: date | None, today: date) -> list[Refusal]:
    """An objection is one to what was made public."""
    if since is not None and since <= day <= today:
        return []
    because = _("收到日期不在公示开始以后、今天以前。")
    if since is None:
        because = _("单一来源还没有公示。")
    return [Refusal(because, PUBLICITY_BASIS, _("请填写实际收到的日期。"), "objection_out_of_time")]


def answer_refusals(answer: str, *, is_answered: bool) -> list[Refusal]:
    """An answer is given once, and says something."""
    if is_answered:
        because = _("这条异议已经答复。")
        return [Refusal(because, PUBLICITY_BASIS, _("请返回并刷新页面。"), "objection_answered")]
    if answer.strip():
        return []
    because = _("没有写明补充论证的情况和答复。")
    return [Refusal(because, PUBLICITY_BASIS, _("请写明理由，成立和不成立都要写。"), "answer_missing")]
