"""The chapters of a procurement document: notice, demand, criteria, contract, response."""

from collections.abc import Iterator

from django.utils import translation

from procurement.budget import targets
from procurement.methods import get as method_of
from procurement.methods.declaration import Method
from procurement.notices.sections import PAPER_COPY, Texts
from procurement.notices.text import Section
from procurement.projects.demand import executing
from procurement.projects.models import Package, ProcurementProject
from procurement.review.choices import CriterionKind
from procurement.review.low_price import queries as low_prices
from procurement.review.rules.panels import REVIEWED_METHODS

BY_POINTS = "comprehensive_score"
EXAMINED = (CriterionKind.QUALIFICATION, CriterionKind.CONFORMITY)
SCORED = (CriterionKind.SCORED, CriterionKind.PRICE)
NONE = (("—",) * 3,)


@translation.override("zh-hans")
def procurement_document(
    project: ProcurementProject, packages: list[Package], *, invitation: list[Section], texts: Texts
) -> list[Section]:
    """Every chapter in the words of the project's method; `invitation` are the sections of its call."""
    method = method_of(project.method)
    return [
        Section(f"第一章 {method.terms.invitation}", paragraphs=("内容同采购公告，逐项如下。",)),
        *invitation,
        Section(
            "第二章 采购需求",
            paragraphs=tuple((texts.service_requirements or project.demand).splitlines()),
            key="requirements",
        ),
        *_targets(project),
        *(section for package in packages if package.scheme for section in _criteria(package, method)),
        Section(
            "第四章 合同主要条款",
            facts=executing.agreed_facts(project),
            paragraphs=tuple(
                (texts.contract_terms or "付款、验收和违约责任以双方签订的合同为准。").splitlines()
            ),
            key="contract",
        ),
        _response(method, packages, texts),
    ]


def reviewing(method: Method, *, is_price_fixed: bool = False) -> list[str]:
    """Who checks whether suppliers qualify, what is read out, how the result is found: as the law says it."""
    clauses = (method.qualification, method.read_out, method.panel_confirms)
    says = [f"{clause.says}（{clause.article}）。" for clause in clauses if clause]
    ranked = f"{method.ranking.says}（{method.ranking.article}）。"
    if method.evaluation != BY_POINTS:
        return [*says, f"不设评分：{ranked}"]
    price = method.terms.price
    counted = f"价格分 = 满足要求的最低{price} ÷ {price} × 价格分满分。"
    fixed = "价格固定，不列为评分因素（《政府采购货物和服务招标投标管理办法》（财政部令第87号）第五十五条）。"
    return [*says, f"采用综合评分法。{fixed if is_price_fixed else counted}", ranked]


def _targets(project: ProcurementProject) -> Iterator[Section]:
    """What the money is to achieve, as it was set with the budget."""
    rows = targets.rows_of(project.funds.values_list("line_id", flat=True))
    if rows:
        yield Section("绩效目标", headers=("指标类型", "指标名称", "指标值"), rows=tuple(rows), key="targets")


def _criteria(package: Package, method: Method) -> Iterator[Section]:
    criteria = list(package.scheme.criteria.all())
    examined = [criterion for criterion in criteria if criterion.kind in EXAMINED]
    scored = [criterion for criterion in criteria if criterion.kind in SCORED]
    yield Section(
        f"第三章 评审方法和标准（包{package.index} {package.title}）",
        paragraphs=(
            *reviewing(method, is_price_fixed=package.scheme.is_price_fixed),
            *_low_prices(package, method),
        ),
        headers=("审查事项", "类别", "标准"),
        rows=tuple((c.name, str(c.get_kind_display()), c.standard or "—") for c in examined) or NONE,
        key="examined",
    )
    if method.evaluation != BY_POINTS:
        return
    yield Section(
        "评分因素",
        headers=("评分因素", "满分", "标准"),
        rows=tuple((c.name, f"{c.maximum.normalize():f}", c.standard or "—") for c in scored) or NONE,
        key="scored",
    )


def _low_prices(package: Package, method: Method) -> list[str]:
    """From which shares on a price is looked at (财库〔2026〕2号); nothing before a day's law is fixed."""
    project = package.project
    if method.code not in REVIEWED_METHODS or not method.panel_size or not project.decided_on:
        return []
    division = project.purchaser.budget_division or project.purchaser.division
    return low_prices.printed(package.scheme, on=project.decided_on, region_code=division.code)


def _response(method: Method, packages: list[Package], texts: Texts) -> Section:
    response = method.terms.response
    return Section(
        f"第五章 {response}的组成",
        paragraphs=(
            f"服务方案、项目团队、同类服务经验、声明与承诺、{method.terms.offer}。"
            f"{response}在供应商的浏览器中加密，截止前平台、采购人和任何其他人都不能打开。",
            *_signings(packages),
            *texts.response_requirements.splitlines(),
            *((PAPER_COPY % {"response": response},) if texts.accepts_paper_copy else ()),
        ),
        key="response",
    )


def _signings(packages: list[Package]) -> Iterator[str]:
    """What a package's organiser lets count as signed, where it is not what pages say of every package."""
    for package in packages:
        rows = package.part_signings.select_related("part").order_by("part__order")
        said = "；".join(f"{row.part.name}：{row.in_words}" for row in rows)
        if said:
            yield f"包{package.index}的签署要求：{said}。没有写明的，按平台提交页面。"
