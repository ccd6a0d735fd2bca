"""The purchasing methods as the public reads them: every sentence of a page comes from the declaration."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.kernel import clock
from procurement import methods
from procurement.methods import Method, Number
from procurement.methods.declaration import Checker
from procurement.methods.rules import exact
from procurement.routing import queries
from procurement.routing.figures import Parameter

# What each declared number is for, in the order of the procedure.
NUMBERS = {
    "min_suppliers": _("最少邀请或者响应的供应商"),
    "pool_factor": _("备选供应商与抽取数的最低倍数"),
    "elimination": _("最低淘汰率"),
    "term": _("最长有效期"),
    "addition": _("添购占原合同的最高比例"),
    "notice": _("公告或者公示期限"),
    "obtain": _("获取采购文件的最短时间"),
    "prep": _("准备响应文件的最短时间"),
    "clarify": _("澄清修改距截止的最短时间"),
    "continue_suppliers": _("继续进行所需的最少供应商"),
    "converted_suppliers": _("公开招标失败后经批准转来的，继续进行所需的最少供应商"),
    "panel_size": _("评审组织的最少人数"),
    "panel_size_big": _("大额或者复杂项目的最少人数"),
    "expert_ratio": _("评审专家的最低比例"),
    "price_weight_min": _("价格分的最低权重"),
    "price_weight_max": _("价格分的最高权重"),
    "candidates": _("推荐的最少候选人"),
}
CATEGORIES = {"goods": _("货物"), "services": _("服务"), "works": _("工程")}
EVALUATIONS = {
    "comprehensive_score": _("综合评分：得分最高的排在最前"),
    "price_or_quality": _("价格优先或者质量优先：由征集文件写明采用哪一种"),
    "lowest_price": _("最低价：符合要求的按最后报价由低到高"),
    "negotiated": _("协商：商定合理的价格并保证质量"),
}
CHECKERS = {
    Checker.PURCHASER: _("采购人或者代理机构（征集人）"),
    Checker.PANEL: _("评审小组"),
    Checker.STAFF: _("采购人的有经验人员"),
}


@dataclass(frozen=True)
class Row:
    """One declared number with the row in force; `figure` is None where none is in force today."""

    says: str
    number: Number
    figure: Parameter | None

    @property
    def value(self) -> str:
        """The number with its unit; a share of experts as the fraction that the law names."""
        if self.figure is None:
            return ""
        if self.figure.code == "expert_ratio":
            return str(exact(self.figure.value))
        return self.figure.says()


@require_safe
def method_list(request: HttpRequest) -> HttpResponse:
    """Every method of the law, those that this portal does not offer last."""
    rows = [(method, [CATEGORIES[name] for name in method.categories]) for method in methods.all()]
    return render(request, "procurement/routing/method_list.html", {"rows": rows})


@require_safe
def method(request: HttpRequest, code: str) -> HttpResponse:
    """One method: when, with whom, how long, who decides, who sees what, what if it fails."""
    if code not in methods.METHODS:
        raise Http404
    found = methods.get(code)
    context = {
        "method": found,
        "categories": [CATEGORIES[name] for name in found.categories],
        "evaluation": EVALUATIONS[found.evaluation],
        "checker": CHECKERS[found.checked_by],
        "rows": rows_of(found),
        "others": [other for other in methods.all() if other.code != code],
    }
    return render(request, "procurement/routing/method.html", context)


def rows_of(found: Method) -> list[Row]:
    """The numbers of a method by the law of today, for services where it may be used for them."""
    declared = found.numbers()
    category = queries.SERVICES if found.fits(queries.SERVICES) else found.categories[0]
    codes = [number.parameter for number in (*declared.values(), *found.periods)]
    figures = queries.in_force(codes, on=clock.local_date(clock.now()), category=category)
    named = [(says, declared[name]) for name, says in NUMBERS.items() if name in declared]
    own = [(period.says, period) for period in found.periods]
    return [Row(str(says), number, figures.get(number.parameter)) for says, number in (*named, *own)]
