"""Which routes are lawful for a project, and why, in words. Pure: figures are handed in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount
from procurement.routing import options
from procurement.routing.central import CentralItem, delivered
from procurement.routing.figures import EMALL_REQUIRED, SPLIT_WARNING, WORKS_OTHERS
from procurement.routing.options import BELOW, BETWEEN, OPEN, RouteFacts, RouteOption
from procurement.routing.splitting import Other, Splitting, judge_splitting


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
    others: tuple[Other, ...] = ()
    central: CentralItem | None = None

    @property
    def needs_central_body(self) -> bool:
        """Whether a central procurement body conducts it: in the catalogue, from the threshold on."""
        return self.central is not None and (self.band != BELOW or self.central.has_framework)

    @property
    def default(self) -> RouteOption:
        """The route that the portal proposes."""
        return next((option for option in self.lawful if option.is_default), self.lawful[0])

    def option(self, method: str) -> RouteOption | None:
        """The lawful route of this code."""
        return next((option for option in self.lawful if option.method == method), None)

    def allows(self, method: str) -> bool:
        """Whether this route is among the lawful ones."""
        return self.option(method) is not None

    @property
    def on_approval(self) -> tuple[RouteOption, ...]:
        """The routes that the finance department may approve before the purchase starts."""
        return tuple(option for option in self.refused if option.is_on_approval)

    @property
    def open_ones(self) -> tuple[RouteOption, ...]:
        """What may be chosen: the lawful routes, and those that become lawful on approval."""
        return (*self.lawful, *self.on_approval)

    def opens(self, method: str) -> bool:
        """Whether this route may be chosen, be it that its approval is still to come."""
        return any(option.method == method for option in self.open_ones)

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
    change = _what_would_change(facts, band)
    lawful, refused = options.of_band(band, facts, change=change)
    central = facts.central
    if facts.has_framework or (central is not None and central.has_framework):
        lawful, refused = options.behind_framework(lawful, refused)
    elif central is not None and band != BELOW:
        lawful = options.by_central_body(lawful, central)
    return Route(
        amount=facts.amount,
        on=facts.on,
        region_code=facts.region_code,
        band=band,
        lawful=tuple(lawful),
        refused=tuple(refused),
        comparisons=tuple(_comparisons(facts, band)),
        what_would_change=change,
        to_be_confirmed=_doubts(facts),
        splitting=_splitting(facts, band),
        others=tuple(facts.year.others) if facts.year else (),
        central=central,
    )


def _doubts(facts: RouteFacts) -> tuple[str, ...]:
    """What was not checked: figures, and the central catalogue while it has no items."""
    unsure = [figure for figure in facts.figures.values() if figure.is_to_be_confirmed]
    said = [f"{figure.name}：{figure.legal_basis}" for figure in unsure]
    if not delivered():
        said.append(_("集中采购目录：平台还没有载入目录品目，本品目是否在目录内请向集中采购机构核实"))
    return tuple(said)


def band_of(facts: RouteFacts) -> str:
    """Below the threshold, above it, or at the open-tender figure; an equal number counts as above."""
    if facts.amount >= facts.tender_figure.value:
        return OPEN
    return BETWEEN if facts.amount >= facts.threshold.value else BELOW


def _comparisons(facts: RouteFacts, band: str) -> list[Comparison]:
    project = _("%(amount)s 元（各包合计）") % {"amount": format_amount(facts.amount)}
    low, high = facts.threshold, facts.tender_figure
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
        *_switch_row(facts, band),
        *(_works_row(facts, code) for code in WORKS_OTHERS if facts.category == "works"),
    ]


def _switch_row(facts: RouteFacts, band: str) -> list[Comparison]:
    """Below the threshold a switch decides whether the e-mall comes first."""
    if band != BELOW:
        return []
    switch = facts.figures[EMALL_REQUIRED]
    so = _("先通过电子卖场采购；采用其他途径的，记录理由") if switch.value else _("可以按内部制度自行采购")
    return [
        Comparison(
            switch.name,
            _("低于限额标准"),
            switch.says(),
            so,
            switch.legal_basis,
            switch.is_to_be_confirmed,
        )
    ]


def _works_row(facts: RouteFacts, code: str) -> Comparison:
    """Goods and services for works have figures of their own for a compulsory tender (THR-04)."""
    figure = facts.figures[code]
    so = _("达到标准，属于这一类的应当招标") if facts.amount >= figure.value else _("低于标准，不强制招标")
    project = _("%(amount)s 元（各包合计）") % {"amount": format_amount(facts.amount)}
    return Comparison(figure.name, project, figure.says(), so, figure.legal_basis, figure.is_to_be_confirmed)


def _what_would_change(facts: RouteFacts, band: str) -> str:
    values = {"low": facts.threshold.says(), "high": facts.tender_figure.says()}
    if band == BELOW:
        return _("各包预算合计达到 %(low)s 时，应当采用法定采购方式。") % values
    if band == BETWEEN:
        return (
            _("各包预算合计达到 %(high)s 时，应当公开招标；低于 %(low)s 时，不需要采用法定采购方式。")
            % values
        )
    return (
        _("各包预算合计低于 %(high)s 时，可以采用竞争性磋商等方式；把一个项目拆成几个项目不会改变结论。")
        % values
    )


def _splitting(facts: RouteFacts, band: str) -> Splitting | None:
    """Only where another method than open tender could be chosen."""
    if facts.year is None or band == OPEN:
        return None
    return judge_splitting(
        year=facts.year,
        figure=facts.tender_figure,
        warning_ratio=facts.figures[SPLIT_WARNING],
        is_approved=bool(facts.approved_method),
    )
