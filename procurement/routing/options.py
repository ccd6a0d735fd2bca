"""The single routes of each band of amounts: lawful or refused, with reason, article and figure. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.money import format_amount
from procurement import methods
from procurement.methods import Method
from procurement.routing.central import CentralItem
from procurement.routing.figures import EMALL_REQUIRED, THRESHOLD, Parameter, tender_figure
from procurement.routing.splitting import YearOfItem

EMALL = "emall"
SELF_PROCUREMENT = "self_procurement"
OPEN_TENDER = "open_tender"
CONSULTATION = "competitive_consultation"
FRAMEWORK = "framework_agreement"
BELOW, BETWEEN, OPEN = "below_threshold", "above_threshold", "open_tender"
# In the order in which they are proposed.
FREE = (CONSULTATION, OPEN_TENDER, "invited_tender", "competitive_negotiation", "inquiry", "single_source")
SMALL_ROUTES = {EMALL: gettext_lazy("电子卖场"), SELF_PROCUREMENT: gettext_lazy("自行采购")}
WHY_NOT_THE_MALL = gettext_lazy("不通过电子卖场的，须记录理由")
FRAMEWORK_BASIS = "财政部令第110号第三条"
CATALOGUE_BASIS = "《湖南省预算单位政府集中采购目录及标准指引（2025年版）》"


@dataclass(frozen=True)
class RouteFacts:
    """What a route depends on: the sum of all packages, the purchaser's budget level, the project's day.

    `approved_method` is another method than open tender that the superior and the finance department agreed
    to; `central` is the item of the central catalogue under which the purchase falls; `may_collect` says that
    the purchaser is one who may collect framework agreements.
    """

    amount: Decimal
    on: date
    region_code: str
    figures: Mapping[str, Parameter]
    category: str = "services"
    has_framework: bool = False
    year: YearOfItem | None = None
    approved_method: str = ""
    may_collect: bool = False
    central: CentralItem | None = None

    @property
    def threshold(self) -> Parameter:
        """The dispersed-procurement threshold of the budget level."""
        return self.figures[THRESHOLD]

    @property
    def tender_figure(self) -> Parameter:
        """The figure from which open tender is compulsory."""
        return self.figures[tender_figure(self.category)]


@dataclass(frozen=True)
class RouteOption:
    """One route with the reason why it is lawful or refused.

    `needs` is what else must hold, `figures` the legal numbers that decided, `would_change` what would turn
    it. A statutory method below the threshold is voluntary: the law on procurement does not
    govern it. `asks_reason` where whoever takes this route writes down why; `is_on_approval` where a refused
    route opens with the approval of others, so that it may be prepared.
    """

    method: str
    name: str
    because: str
    basis: str
    needs: str = ""
    is_default: bool = False
    is_to_be_confirmed: bool = False
    is_voluntary: bool = False
    is_on_approval: bool = False
    asks_reason: bool = False
    figures: tuple[Parameter, ...] = ()
    would_change: str = ""

    @property
    def figure(self) -> Parameter:
        """The legal number that decided."""
        return self.figures[0]


Options = tuple[list[RouteOption], list[RouteOption]]


def name_of(code: str) -> str:
    """The name of a route: a method of the law, or one below the threshold."""
    return str(SMALL_ROUTES[code] if code in SMALL_ROUTES else methods.get(code).name)


def of_band(band: str, facts: RouteFacts, *, change: str) -> Options:
    """Lawful and refused routes of a band; `change` is what would move the project into another band."""
    lawful, refused = {BELOW: _below, BETWEEN: _between, OPEN: _open}[band](facts)
    figures = _deciding(band, facts)
    return (
        [_decided(option, figures, change) for option in lawful],
        [_decided(option, figures, change) for option in refused],
    )


def _deciding(band: str, facts: RouteFacts) -> tuple[Parameter, ...]:
    """The figures between which a band lies: in the middle both decide."""
    return {
        BELOW: (facts.threshold,),
        BETWEEN: (facts.threshold, facts.tender_figure),
        OPEN: (facts.tender_figure,),
    }[band]


def _decided(option: RouteOption, figures: tuple[Parameter, ...], change: str) -> RouteOption:
    """With every figure that decided; to be confirmed where one of them is."""
    own = (*figures, *option.figures)
    unsure = option.is_to_be_confirmed or any(figure.is_to_be_confirmed for figure in own)
    return replace(option, figures=own, is_to_be_confirmed=unsure, would_change=option.would_change or change)


def behind_framework(lawful: list[RouteOption], refused: list[RouteOption]) -> Options:
    """The same where the item has a framework agreement: it alone is lawful, whatever the amount (THR-05).

    Whether the item is in the catalogue and the agreement still runs is said by who asks: to be confirmed.
    """
    found = next(option for option in (*lawful, *refused) if option.method == FRAMEWORK)
    change = _("该品目没有可以使用的框架协议时，按项目预算确定途径。")
    own = replace(
        found,
        because=_("该品目在集中采购目录内并已有框架协议，不论金额大小，都按框架协议采购。"),
        basis=_("%(guide)s；%(order)s") % {"guide": CATALOGUE_BASIS, "order": _basis_of(FRAMEWORK)},
        needs=_("向集中采购机构核实该品目是否在目录内、框架协议是否仍然有效"),
        is_default=True,
        is_voluntary=False,
        is_to_be_confirmed=True,
        would_change=change,
    )
    others = [option for option in refused if option.method != FRAMEWORK]
    beside = [option for option in lawful if option.method != FRAMEWORK]
    return [own], [*(_not_beside_framework(option, change) for option in beside), *others]


def by_central_body(lawful: list[RouteOption], item: CentralItem) -> list[RouteOption]:
    """The same where the item is in the central catalogue: a central body conducts it (THR-05)."""
    says = _("品目“%(name)s”在集中采购目录内，委托集中采购机构办理") % {"name": item.name}
    return [
        replace(
            option,
            needs="；".join(filter(None, (option.needs, says))),
            basis=_("%(own)s；%(catalogue)s") % {"own": option.basis, "catalogue": item.legal_basis},
        )
        for option in lawful
    ]


def _not_beside_framework(option: RouteOption, change: str) -> RouteOption:
    return RouteOption(
        option.method,
        option.name,
        _("该品目已有框架协议，不再采用%(name)s。") % {"name": option.name},
        CATALOGUE_BASIS,
        is_to_be_confirmed=True,
        figures=option.figures,
        would_change=change,
    )


def _below(facts: RouteFacts) -> Options:
    """Below the threshold: the e-mall, or the purchaser's own internal rules; another method of free will."""
    switch = facts.figures[EMALL_REQUIRED]
    required = bool(switch.value)
    emall = RouteOption(
        EMALL,
        name_of(EMALL),
        _("项目预算低于分散采购限额标准，原则上应当通过电子卖场采购。")
        if required
        else _("项目预算低于分散采购限额标准，可以通过电子卖场采购。"),
        switch.basis,
        is_default=required,
        figures=(switch,),
    )
    own = RouteOption(
        SELF_PROCUREMENT,
        name_of(SELF_PROCUREMENT),
        _("项目预算低于分散采购限额标准，按本单位内部控制制度自行采购。"),
        facts.threshold.basis,
        needs=str(WHY_NOT_THE_MALL) if required else "",
        asks_reason=required,
        is_default=not required,
        figures=(switch,),
    )
    first, second = (emall, own) if required else (own, emall)
    voluntary = [_voluntary(method, facts, switch) for method in _free(facts)]
    return [first, second, *voluntary], [_no_framework(), *_unfit(facts)]


def _between(facts: RouteFacts) -> Options:
    """Above the threshold, below the open-tender figure: consultation is the usual method for services."""
    lawful = sorted((_lawful(m, facts) for m in _free(facts)), key=lambda option: not option.is_default)
    collecting, none = _collecting(facts)
    return [*lawful, *collecting], [*none, *_small_routes(facts), *_unfit(facts)]


def _open(facts: RouteFacts) -> Options:
    """At the open-tender figure: open tender; another method needs approval before the procurement starts."""
    values = {"amount": format_amount(facts.amount), "figure": format_amount(facts.tender_figure.value)}
    if facts.category == "works":
        tender, why, basis, change = _works_tender(facts, values)
    else:
        tender, why, basis, change = _open_tender(facts, values)
    is_ours = facts.category != "works"
    others = [m for m in _free(facts) if m.code != OPEN_TENDER]
    approved = [_approved(m, facts, basis) for m in others if is_ours and m.code == facts.approved_method]
    refused = [
        RouteOption(m.code, str(m.name), why, basis, would_change=change, is_on_approval=is_ours)
        for m in others
        if not (approved and m.code == facts.approved_method)
    ]
    unfit = [option for option in _unfit(facts) if option.method != OPEN_TENDER]
    collecting, none = _collecting(facts)
    return [tender, *approved, *collecting], [*refused, *none, *_small_routes(facts), *unfit]


def _approved(method: Method, facts: RouteFacts, basis: str) -> RouteOption:
    """Another method than open tender, with the consent of the superior and the department's approval."""
    values = {"figure": format_amount(facts.tender_figure.value), "name": method.name}
    because = _(
        "项目预算达到公开招标数额标准 %(figure)s 元，已经主管预算单位同意、财政部门批准采用%(name)s。"
    )
    needs = str(method.conditions)
    return RouteOption(method.code, str(method.name), because % values, basis, needs=needs)


def _open_tender(facts: RouteFacts, values: dict[str, str]) -> tuple[RouteOption, str, str, str]:
    """Open tender; and why, by which article no other method, and what would allow one."""
    tender = RouteOption(
        OPEN_TENDER,
        str(methods.get(OPEN_TENDER).name),
        _("项目预算 %(amount)s 元，达到公开招标数额标准 %(figure)s 元，应当公开招标。") % values,
        _("《政府采购法》第二十七条") + "；" + facts.tender_figure.basis,
        is_default=True,
    )
    why = (
        _(
            "项目预算 %(amount)s 元，达到公开招标数额标准 %(figure)s 元；采用其他方式，须在采购活动开始前"
            "经主管预算单位同意，并报设区的市、自治州以上人民政府财政部门批准。"
        )
        % values
    )
    basis = _("《政府采购法》第二十七条；《政府采购法实施条例》第二十三条；财政部令第74号第四条")
    return tender, why, basis, _("经批准，或者各包预算合计低于 %(figure)s 元时，可以采用。") % values


def _works_tender(facts: RouteFacts, values: dict[str, str]) -> tuple[RouteOption, str, str, str]:
    """The same for works of this size: a tender under the Tendering Law, outside this portal (THR-04)."""
    why = _("工程 %(amount)s 元，达到必须招标的数额 %(figure)s 元，应当依照《招标投标法》招标。") % values
    basis = facts.tender_figure.basis
    tender = RouteOption(
        OPEN_TENDER,
        str(methods.get(OPEN_TENDER).name),
        why,
        basis,
        needs=_("在工程建设交易平台办理，本平台不办理工程招标"),
        is_default=True,
    )
    return tender, why, basis, _("工程合计低于 %(figure)s 元时，可以采用。") % values


def _free(facts: RouteFacts) -> list[Method]:
    """The methods of the law that this category knows, the usual one first."""
    return [method for method in map(methods.get, FREE) if method.fits(facts.category)]


def _unfit(facts: RouteFacts) -> list[RouteOption]:
    """The methods that the law has for other categories only."""
    unfit = [m for m in map(methods.get, FREE) if not m.fits(facts.category)]
    return [_unfit_option(method, facts) for method in unfit]


def _unfit_option(method: Method, facts: RouteFacts) -> RouteOption:
    if method.categories == ("goods",):
        because = _("%(name)s只适用于货物，服务项目不能采用。") if facts.category == "services" else ""
        because = because or _("%(name)s只适用于货物。")
    else:
        because = _("%(name)s适用于货物和服务；工程招标依照《招标投标法》。")
    values = {"name": method.name}
    change = _("采购内容属于%(name)s适用的类别时，才可以采用。") % values
    return RouteOption(
        method.code, str(method.name), because % values, str(method.basis), would_change=change
    )


def _lawful(method: Method, facts: RouteFacts) -> RouteOption:
    is_default = method.code == (OPEN_TENDER if facts.category == "goods" else CONSULTATION)
    because = {
        (CONSULTATION, "services"): _(
            "本项目属于政府购买服务，且未达到公开招标数额标准，可以采用竞争性磋商。"
        ),
        (OPEN_TENDER, facts.category): _("未达到公开招标数额标准的项目，也可以公开招标。"),
    }.get((method.code, facts.category)) or _("未达到公开招标数额标准，符合法定情形的可以采用%(name)s。") % {
        "name": method.name
    }
    return RouteOption(
        method.code,
        str(method.name),
        because,
        str(method.basis),
        needs="" if _is_free(method, facts) else str(method.conditions),
        is_default=is_default,
    )


def _is_free(method: Method, facts: RouteFacts) -> bool:
    """Whether a method may be used without a condition of its own."""
    return method.code == OPEN_TENDER or (method.code == CONSULTATION and facts.category == "services")


def _voluntary(method: Method, facts: RouteFacts, switch: Parameter) -> RouteOption:
    """A method of the law chosen below the threshold, where nothing asks for one; its conditions stay.

    Where the e-mall is to be used in principle, another way needs its reason.
    """
    required = bool(switch.value)
    needs = [
        "" if _is_free(method, facts) else str(method.conditions),
        str(WHY_NOT_THE_MALL) if required else "",
        _("期限和异议按本单位内部规定办理，财政部门不受理投诉"),
    ]
    because = _(
        "项目预算 %(amount)s 元，低于分散采购限额标准 %(figure)s 元，不需要采用法定采购方式；"
        "可以自愿采用%(name)s。"
    ) % {
        "amount": format_amount(facts.amount),
        "figure": format_amount(facts.threshold.value),
        "name": method.name,
    }
    return RouteOption(
        method.code,
        str(method.name),
        because,
        facts.threshold.basis,
        needs="；".join(filter(None, needs)),
        asks_reason=required,
        is_voluntary=True,
        figures=(switch,) if required else (),
    )


def _small_routes(facts: RouteFacts) -> list[RouteOption]:
    values = {"amount": format_amount(facts.amount), "figure": format_amount(facts.threshold.value)}
    why = _("项目预算 %(amount)s 元，达到分散采购限额标准 %(figure)s 元，应当采用法定采购方式。") % values
    basis = facts.threshold.basis
    change = _("各包预算合计低于 %(figure)s 元时，可以采用。") % values
    return [RouteOption(code, name_of(code), why, basis, would_change=change) for code in SMALL_ROUTES]


def _collecting(facts: RouteFacts) -> Options:
    """Who may collect framework agreements may do so for such services (Order 110, art. 3); others not."""
    method = methods.get(FRAMEWORK)
    if not (facts.may_collect and method.fits(facts.category)):
        return [], [_no_framework()]
    because = _("集中采购机构或者主管预算单位可以征集框架协议，由服务对象在入围供应商中选择。")
    needs, change = str(method.conditions), _("由其他单位采购时，不能征集框架协议。")
    own = RouteOption(FRAMEWORK, str(method.name), because, FRAMEWORK_BASIS, needs=needs, would_change=change)
    return [own], []


def _no_framework() -> RouteOption:
    because = _("本项目品目没有可以使用的框架协议；征集框架协议由集中采购机构或者主管预算单位办理。")
    change = _("该品目有可以使用的框架协议时，应当采用；主管预算单位符合条件的，可以征集。")
    name = str(methods.get(FRAMEWORK).name)
    return RouteOption(FRAMEWORK, name, because, FRAMEWORK_BASIS, would_change=change)


def _basis_of(method: str) -> str:
    return str(methods.get(method).basis)
