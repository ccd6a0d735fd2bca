"""The page of a paper: what it is, whether it is in force, and which numbers, rules and pages rest on it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalog.negative.models import NegativeHead
from catalog.policies import citing, queries
from catalog.policies.choices import UseKind
from catalog.policies.models import PaperUse, PolicyPaper
from portal.kernel import clock
from procurement.routing.models import RuleParameter

# The longest matching beginning of a place names it in words.
PLACES = {
    "portal.kernel": _("平台基础"),
    "portal.site": _("首页和说明"),
    "orgs": _("社会组织和人员"),
    "orgs.bodies": _("社会组织名录"),
    "orgs.people": _("人员与授权"),
    "orgs.eligibility": _("承接条件核对"),
    "catalog": _("采购目录"),
    "catalog.negative": _("负面清单"),
    "catalog.services": _("公益二类服务转入"),
    "procurement": _("采购"),
    "procurement.methods": _("采购方式"),
    "procurement.budget": _("预算与计划"),
    "procurement.routing": _("采购途径和法定数值"),
    "procurement.review": _("评审与磋商"),
    "procurement.projects": _("立项与审批"),
    "procurement.notices": _("公告与答疑"),
    "procurement.bidding": _("响应文件"),
    "procurement.opening": _("开启"),
    "procurement.award": _("定标与结果"),
    "procurement.contracts": _("合同与付款"),
    "procurement.delivery": _("履约与验收"),
    "evaluation": _("评价和监督"),
    "evaluation.performance": _("绩效评价"),
    "evaluation.reports": _("月度报告"),
    "evaluation.audit": _("审计"),
}


@dataclass(frozen=True)
class Row:
    """One line of a paper's uses: where, under which article, and what is said there."""

    where: str
    articles: str
    words: str
    note: str = ""
    is_to_be_confirmed: bool = False


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One paper, public."""
    paper = get_object_or_404(queries.papers(), slug=slug)
    uses = list(paper.uses.all())
    context = {
        "paper": paper,
        "standing": paper.standing(clock.local_date(clock.now())),
        "replaces": list(paper.replaces.all()),
        "parameters": [row_of(paper, parameter) for parameter in parameters_of(paper)],
        "heads": heads_of(paper),
        "rules": rows_of(uses, UseKind.RULE),
        "pages": rows_of(uses, UseKind.PAGE),
    }
    return render(request, "portal/site/policy.html", context)


def parameters_of(paper: PolicyPaper) -> list[RuleParameter]:
    """The legal numbers that name the paper as their basis."""
    rows = RuleParameter.objects.order_by("code", "region_code", "category", "effective_from")
    return [row for row in rows if articles_of(paper, row.legal_basis) is not None]


def row_of(paper: PolicyPaper, parameter: RuleParameter) -> Row:
    """A legal number as one line of the paper's uses."""
    days = f"{parameter.effective_from:%Y-%m-%d}"
    articles = articles_of(paper, parameter.legal_basis) or ""
    return Row(parameter.name, articles, parameter.says, days, parameter.is_to_be_confirmed)


def heads_of(paper: PolicyPaper) -> list[Row]:
    """The heads of the negative list that name the paper."""
    return [
        Row(str(PLACES["catalog.negative"]), articles, head.text, "", head.is_to_be_confirmed)
        for head in NegativeHead.objects.all()
        if (articles := articles_of(paper, head.legal_basis)) is not None
    ]


def articles_of(paper: PolicyPaper, basis: str) -> str | None:
    """The articles of the paper that a basis names; None where it does not name the paper."""
    found = [citation.articles for citation in citing.citations(basis) if citation.slug == paper.slug]
    return "、".join(filter(None, found)) if found else None


def rows_of(uses: list[PaperUse], kind: str) -> list[Row]:
    """The uses of one kind in words; one without words only where no other tells of the same article."""
    rows = {Row(place_says(use.place), use.articles, use.words) for use in uses if use.kind == kind}
    told = {(row.where, row.articles) for row in rows if row.words}
    shown = [row for row in rows if row.words or (row.where, row.articles) not in told]
    return sorted(shown, key=lambda row: (row.where, row.articles, row.words))


def place_says(place: str) -> str:
    """The part of the portal that a place belongs to."""
    parts = place.split(".")
    beginnings = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((str(PLACES[name]) for name in beginnings if name in PLACES), place)
