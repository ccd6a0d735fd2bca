"""Which routes are lawful for a project of services, and why, in words. Pure: figures are handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount
from procurement import methods
from procurement.methods import Method

THRESHOLD = "dispersed_threshold"
OPEN_TENDER_FIGURE = "open_tender_figure"
EMALL_REQUIRED = "emall_required_below_threshold"
SPLIT_WARNING = "split_warning_ratio"
FIGURES = (THRESHOLD, OPEN_TENDER_FIGURE, EMALL_REQUIRED, SPLIT_WARNING)

EMALL = "emall"
SELF_PROCUREMENT = "self_procurement"
BELOW, BETWEEN, OPEN = "below_threshold", "above_threshold", "open_tender"
FREE_BETWEEN = (
    "competitive_consultation",
    "open_tender",
    "invited_tender",
    "competitive_negotiation",
    "single_source",
)


@dataclass(frozen=True)
class Parameter:
    """A legal number in force on some day, with its article and how sure it is."""

    code: str
    value: Decimal
    unit: str
    legal_basis: str
    confidence: str
    is_to_be_confirmed: bool
    name: str = ""
    unit_says: str = ""

    def __int__(self) -> int:
        """The number of days, persons, suppliers or minutes."""
        return int(self.value)

    def says(self) -> str:
        """The value as a person writes it: 2,000,000 元, 10 日, 30%."""
        return written(self.value, self.unit, self.unit_says)


def written(value: Decimal, unit: str, unit_says: str) -> str:
    """A legal number with its unit; a share as a percentage, a switch as a word."""
    if unit == "switch":
        return _("是") if value else _("否")
    if unit == "ratio":
        return f"{(value * 100).normalize():f}%"
    number = format_amount(value) if unit == "yuan" else f"{value.normalize():f}"
    return f"{number} {unit_says}"


@dataclass(frozen=True)
class RouteFacts:
    """What a route depends on: the sum of all packages, the purchaser's budget level, the project's day."""

    amount: Decimal
    on: date
    region_code: str
    figures: Mapping[str, Parameter]
    category: str = "services"
    has_framework: bool = False
    year_total: Decimal | None = None

    @property
    def threshold(self) -> Parameter:
        """The dispersed-procurement threshold of the budget level."""
        return self.figures[THRESHOLD]

    @property
    def open_tender_figure(self) -> Parameter:
        """The figure from which open tender is compulsory."""
        return self.figures[OPEN_TENDER_FIGURE]


@dataclass(frozen=True)
class RouteOption:
    """One route with the reason why it is lawful or refused; `needs` is what else must hold."""

    method: str
    name: str
    because: str
    basis: str
    needs: str = ""
    is_default: bool = False
    is_to_be_confirmed: bool = False


@dataclass(frozen=True)
class Comparison:
    """One row of 比什么 / 本项目 / 标准 / 所以."""

    what: str
    project: str
    standard: str
    so: str
    basis: str
    is_to_be_confirmed: bool = False


@dataclass(frozen=True)
class Splitting:
    """The year's total of one budget project and item against the open-tender figure (MTH-03)."""

    total: Decimal
    figure: Decimal
    warning: str = ""
    refusal: Refusal | None = None


@dataclass(frozen=True)
class Route:
    """The answer: what is lawful, what is refused, what was compared and what would change it."""

    amount: Decimal
    on: date
    region_code: str
    band: str
    lawful: tuple[RouteOption, ...]
    refused: tuple[RouteOption, ...]
    comparisons: tuple[Comparison, ...]
    what_would_change: str
    to_be_confirmed: tuple[str, ...]
    splitting: Splitting | None = None

    @property
    def default(self) -> RouteOption:
        """The route that the portal proposes."""
        return next((option for option in self.lawful if option.is_default), self.lawful[0])

    def allows(self, method: str) -> bool:
        """Whether this route is among the lawful ones."""
        return any(option.method == method for option in self.lawful)

    def refusal_of(self, method: str) -> Refusal | None:
        """Why a route may not be chosen; None when it is lawful."""
        if self.allows(method):
            return None
        option = next((o for o in self.refused if o.method == method), None)
        return Refusal(
            because=option.because
            if option
            else _("“%(code)s”不是本项目可以选用的途径。") % {"code": method},
            basis=option.basis if option else _("《政府采购法》第二十六条"),
            remedy=_("可以选用：%(names)s。") % {"names": "、".join(str(o.name) for o in self.lawful)},
            code="route_refused",
        )


def decide_route(facts: RouteFacts) -> Route:
    """The lawful routes for a project's amount, budget level and day (Procurement Law, art. 26 to 32)."""
    band = band_of(facts)
    lawful, refused = {BELOW: _below, BETWEEN: _between, OPEN: _open}[band](facts)
    if facts.has_framework:
        refused = [*(_behind_framework(option) for option in lawful), *refused]
        refused = [option for option in refused if option.method != "framework_agreement"]
        lawful = [_framework()]
    compared = _comparisons(facts, band)
    return Route(
        amount=facts.amount,
        on=facts.on,
        region_code=facts.region_code,
        band=band,
        lawful=tuple(lawful),
        refused=tuple(refused),
        comparisons=tuple(compared),
        what_would_change=_what_would_change(facts, band),
        to_be_confirmed=tuple(
            f"{figure.name}：{figure.legal_basis}"
            for figure in facts.figures.values()
            if figure.is_to_be_confirmed
        ),
        splitting=_splitting(facts, band),
    )


def band_of(facts: RouteFacts) -> str:
    """Below the threshold, above it, or at the open-tender figure; an equal number counts as above."""
    if facts.amount >= facts.open_tender_figure.value:
        return OPEN
    return BETWEEN if facts.amount >= facts.threshold.value else BELOW


def judge_splitting(
    *, total: Decimal, figure: Parameter, warning_ratio: Parameter, is_approved: bool = False
) -> Splitting:
    """Whether the year's total, this project included, evades open tender (Regulation, art. 28).

    `total` counts the same budget project and item bought by other methods than open tender. Above the
    figure it is refused unless the finance department approved another method (`is_approved`).
    """
    facts = {"total": format_amount(total), "figure": format_amount(figure.value)}
    if total > figure.value and not is_approved:
        refusal = Refusal(
            because=_(
                "本年度同一预算项目同一品目以非公开招标方式累计 %(total)s 元，"
                "超过公开招标数额标准 %(figure)s 元，属于化整为零规避公开招标。"
            )
            % facts,
            basis=_("《政府采购法》第二十八条；《政府采购法实施条例》第二十八条"),
            remedy=_("请改用公开招标；项目预算经过调整或者其他采购方式经过批准的，请上传批准文件后再办理。"),
            code="splitting",
        )
        return Splitting(total, figure.value, refusal=refusal)
    if total >= figure.value * warning_ratio.value:
        warning = (
            _(
                "本年度同一预算项目同一品目累计 %(total)s 元，"
                "已接近公开招标数额标准 %(figure)s 元；超过后不得再用其他方式。"
            )
            % facts
        )
        return Splitting(total, figure.value, warning=warning)
    return Splitting(total, figure.value)


def _below(facts: RouteFacts) -> tuple[list[RouteOption], list[RouteOption]]:
    """Below the threshold: the e-mall, or the purchaser's own internal rules."""
    switch = facts.figures[EMALL_REQUIRED]
    required = bool(switch.value)
    emall = RouteOption(
        EMALL,
        _("电子卖场"),
        _("项目预算低于分散采购限额标准，原则上应当通过电子卖场采购。")
        if required
        else _("项目预算低于分散采购限额标准，可以通过电子卖场采购。"),
        switch.legal_basis,
        is_default=required,
        is_to_be_confirmed=switch.is_to_be_confirmed,
    )
    own = RouteOption(
        SELF_PROCUREMENT,
        _("自行采购"),
        _("项目预算低于分散采购限额标准，按本单位内部控制制度自行采购。"),
        facts.threshold.legal_basis,
        needs=_("不通过电子卖场的，须记录理由") if required else "",
        is_default=not required,
        is_to_be_confirmed=switch.is_to_be_confirmed,
    )
    why = _("项目预算 %(amount)s 元，低于分散采购限额标准 %(figure)s 元，不需要采用法定采购方式。") % {
        "amount": format_amount(facts.amount),
        "figure": format_amount(facts.threshold.value),
    }
    return [emall, own], [_refused(m, facts, why, facts.threshold.legal_basis) for m in methods.all()]


def _between(facts: RouteFacts) -> tuple[list[RouteOption], list[RouteOption]]:
    """Above the threshold, below the open-tender figure: consultation is the usual method for services."""
    lawful = [_lawful(m, facts) for m in map(methods.get, FREE_BETWEEN) if m.fits(facts.category)]
    refused = [_no_framework(), *_small_routes(facts)]
    refused += [_refused(m, facts, "", "") for m in methods.all() if not m.fits(facts.category)]
    return lawful, refused


def _open(facts: RouteFacts) -> tuple[list[RouteOption], list[RouteOption]]:
    """At the open-tender figure: open tender; another method needs approval before the procurement starts."""
    values = {
        "amount": format_amount(facts.amount),
        "figure": format_amount(facts.open_tender_figure.value),
    }
    tender = methods.get("open_tender")
    lawful = RouteOption(
        tender.code,
        str(tender.name),
        _("项目预算 %(amount)s 元，达到公开招标数额标准 %(figure)s 元，应当公开招标。") % values,
        _("《政府采购法》第二十七条") + "；" + facts.open_tender_figure.legal_basis,
        is_default=True,
        is_to_be_confirmed=facts.open_tender_figure.is_to_be_confirmed,
    )
    why = (
        _(
            "项目预算 %(amount)s 元，达到公开招标数额标准 %(figure)s 元；采用其他方式，须在采购活动开始前"
            "经主管预算单位同意，并报设区的市、自治州以上人民政府财政部门批准。"
        )
        % values
    )
    basis = _("《政府采购法》第二十七条；《政府采购法实施条例》第二十三条；财政部令第74号第四条")
    others = [m for m in methods.all() if m.code not in (tender.code, "framework_agreement")]
    refused = [_refused(m, facts, why, basis) for m in others]
    return [lawful], [*refused, _no_framework(), *_small_routes(facts)]


def _lawful(method: Method, facts: RouteFacts) -> RouteOption:
    is_default = method.code == "competitive_consultation"
    free = is_default or method.code == "open_tender"
    because = {
        "competitive_consultation": _(
            "本项目属于政府购买服务，且未达到公开招标数额标准，可以采用竞争性磋商。"
        ),
        "open_tender": _("未达到公开招标数额标准的项目，也可以公开招标。"),
    }.get(method.code) or _("未达到公开招标数额标准，符合法定情形的可以采用%(name)s。") % {
        "name": method.name
    }
    return RouteOption(
        method.code,
        str(method.name),
        because,
        str(method.basis),
        needs="" if free else str(method.conditions),
        is_default=is_default,
        is_to_be_confirmed=facts.threshold.is_to_be_confirmed,
    )


def _refused(method: Method, facts: RouteFacts, why: str, basis: str) -> RouteOption:
    if not method.fits(facts.category):
        why = _("%(name)s只适用于货物，服务项目不能采用。") % {"name": method.name}
        basis = str(method.basis)
    return RouteOption(method.code, str(method.name), why, basis)


def _small_routes(facts: RouteFacts) -> list[RouteOption]:
    why = _("项目预算 %(amount)s 元，达到分散采购限额标准 %(figure)s 元，应当采用法定采购方式。") % {
        "amount": format_amount(facts.amount),
        "figure": format_amount(facts.threshold.value),
    }
    basis = facts.threshold.legal_basis
    return [
        RouteOption(EMALL, _("电子卖场"), why, basis),
        RouteOption(SELF_PROCUREMENT, _("自行采购"), why, basis),
    ]


def _framework() -> RouteOption:
    method = methods.get("framework_agreement")
    because = _("该品目在集中采购目录内并已有框架协议，应当按框架协议采购。")
    return RouteOption(method.code, str(method.name), because, str(method.basis), is_default=True)


def _no_framework() -> RouteOption:
    method = methods.get("framework_agreement")
    because = _("本项目品目没有可以使用的框架协议；征集框架协议由集中采购机构或者主管预算单位办理。")
    return RouteOption(method.code, str(method.name), because, _("财政部令第110号第三条"))


def _behind_framework(option: RouteOption) -> RouteOption:
    because = _("该品目已有框架协议，不再采用%(name)s。") % {"name": option.name}
    return RouteOption(option.method, option.name, because, _("财政部令第110号第三条"))


def _comparisons(facts: RouteFacts, band: str) -> list[Comparison]:
    project = _("%(amount)s 元（各包合计）") % {"amount": format_amount(facts.amount)}
    low, high = facts.threshold, facts.open_tender_figure
    return [
        Comparison(
            _("项目预算与分散采购限额标准"),
            project,
            low.says(),
            _("低于标准") if band == BELOW else _("达到标准，应当采用法定采购方式"),
            low.legal_basis,
            low.is_to_be_confirmed,
        ),
        Comparison(
            _("项目预算与公开招标数额标准"),
            project,
            high.says(),
            _("达到标准，应当公开招标") if band == OPEN else _("低于标准，不强制公开招标"),
            high.legal_basis,
            high.is_to_be_confirmed,
        ),
    ]


def _what_would_change(facts: RouteFacts, band: str) -> str:
    low, high = facts.threshold.says(), facts.open_tender_figure.says()
    if band == BELOW:
        return _("各包预算合计达到 %(low)s 时，应当采用法定采购方式。") % {"low": low}
    if band == BETWEEN:
        return _("各包预算合计达到 %(high)s 时，应当公开招标；低于 %(low)s 时，不需要采用法定采购方式。") % {
            "low": low,
            "high": high,
        }
    return _(
        "各包预算合计低于 %(high)s 时，可以采用竞争性磋商等方式；把一个项目拆成几个项目不会改变结论。"
    ) % {"high": high}


def _splitting(facts: RouteFacts, band: str) -> Splitting | None:
    """Only where another method than open tender could be chosen."""
    if facts.year_total is None or band == OPEN:
        return None
    return judge_splitting(
        total=facts.year_total + facts.amount,
        figure=facts.open_tender_figure,
        warning_ratio=facts.figures[SPLIT_WARNING],
    )
