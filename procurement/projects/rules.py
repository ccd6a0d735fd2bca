"""What a project needs before it may be submitted. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.negative.rules import Head, ticked_refusals
from portal.kernel.errors import Refusal
from portal.kernel.money import ZERO, format_amount
from procurement.budget.rules import BUDGET_FIRST, Balance, Share, commit_refusals
from procurement.projects.choices import ContentKind
from procurement.routing.options import OPEN_TENDER, SELF_PROCUREMENT
from procurement.routing.rules import Route

REVIEW_BASIS = "政府采购需求管理办法（财库〔2021〕22号）第二十九条至第三十三条"
DEMAND_BASIS = "政府采购货物和服务招标投标管理办法（财政部令第87号）第十一条"
CEILING_BASIS = "政府采购货物和服务招标投标管理办法（财政部令第87号）第十二条"
TERM_BASIS = "政府购买服务管理办法（财政部令第102号）第二十四条"
NEGATIVE_LIST_BASIS = "政府购买服务管理办法（财政部令第102号）第十条"
MANDATE_BASIS = "政府采购法第二十条"
CRITERIA_BASIS = "财库〔2014〕214号第二十四条"
METHOD_BASIS = "政府采购法第二十六条"
CATALOGUE_BASIS = "政府购买服务管理办法（财政部令第102号）第十一条至第十三条"

OWN_RULES = gettext_lazy("采购人的内部规定（分散采购限额标准以下，不是法定期限）")
VOLUNTARY = gettext_lazy(
    "项目预算低于分散采购限额标准，自愿采用本方式；期限和异议按采购人的内部规定办理，财政部门不受理投诉。"
)
CONDUCTED_METHODS = frozenset(
    {
        "competitive_consultation",
        "competitive_negotiation",
        "framework_agreement",
        "invited_tender",
        "open_tender",
        "single_source",
        SELF_PROCUREMENT,
    }
)


@dataclass(frozen=True)
class ProjectFacts:
    """What is needed, for whom, where and how long; `term_months` in months.

    `agency_mandate_id` names the written mandate when an agency conducts the purchase.
    """

    title: str
    catalogue_item_id: int
    fiscal_year: int
    demand: str
    recipients: str
    service_area: str
    term_months: int
    agency_mandate_id: int | None = None


@dataclass(frozen=True)
class PackageFacts:
    """One package as its drafter wrote it; amounts in yuan."""

    title: str
    content: str
    budget_amount: Decimal
    ceiling_amount: Decimal


@dataclass(frozen=True)
class MethodChoice:
    """By which method, where its procedure is held, and why where a reason is asked for."""

    method: str
    is_elsewhere: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Submission:
    """A project at the moment of its submission.

    `funds` pairs each line's balance with what it is to carry, `later` is what later years are to carry;
    `choice` is how the purchase goes, `route` is decided for the project's day. `expired_item` names an item
    that no edition of that day holds, `successors` what became of it.
    """

    packages: Sequence[PackageFacts]
    funds: Sequence[tuple[Balance, Decimal]]
    choice: MethodChoice
    route: Route
    expired_item: str = ""
    successors: Sequence[str] = ()
    later: Decimal = ZERO

    @property
    def amount(self) -> Decimal:
        """The project's amount: the sum of its packages, never one package (REG art. 28)."""
        return amount_of(self.packages)


def amount_of(packages: Sequence[PackageFacts]) -> Decimal:
    """The sum of the packages' budgets."""
    return sum((package.budget_amount for package in packages), ZERO)


def content_kind_of(general_code: str) -> ContentKind:
    """Public service or auxiliary service, by the first letter of the general catalogue's code."""
    return ContentKind.ADMIN_AUXILIARY if general_code.startswith("B") else ContentKind.PUBLIC_SERVICE


def term_refusals(*, months: int, allowed_months: int, basis: str) -> list[Refusal]:
    """A contract lasts a year, and up to three where the conditions hold (Order 102, art. 24)."""
    if 0 < months <= allowed_months:
        return []
    return [
        Refusal(
            because=_("服务期限填写了 %(months)s 个月，最长 %(allowed)s 个月。")
            % {"months": months, "allowed": allowed_months},
            basis=basis or TERM_BASIS,
            remedy=_("请改为 %(allowed)s 个月以内。") % {"allowed": allowed_months},
            code="term_too_long",
        )
    ]


def mandate_refusals(*, is_in_force: bool) -> list[Refusal]:
    """An agency acts only under a written mandate of this purchaser (Procurement Law, art. 20)."""
    if is_in_force:
        return []
    return [
        Refusal(
            because=_("所选的委托协议不是本单位的，或者现在不在有效期内。"),
            basis=MANDATE_BASIS,
            remedy=_("请改选有效的委托协议，或者由本单位自行组织。"),
            code="mandate_not_in_force",
        )
    ]


def year_refusals(*, fiscal_year: int, this_year: int) -> list[Refusal]:
    """A project is carried by this year's budget or the next (Order 102, art. 16)."""
    if fiscal_year in (this_year, this_year + 1):
        return []
    return [
        Refusal(
            because=_("预算年度是%(year)s年，现在只能选%(this)s年或者%(next)s年。")
            % {"year": fiscal_year, "this": this_year, "next": this_year + 1},
            basis=BUDGET_FIRST,
            remedy=_("请改选预算年度。"),
            code="year_out_of_range",
        )
    ]


def package_refusals(packages: Sequence[PackageFacts]) -> list[Refusal]:
    """At least one package; a ceiling never above its budget (Order 87, art. 12)."""
    if not packages:
        return [
            Refusal(
                because=_("还没有采购包，至少要有 1 个。"),
                basis=DEMAND_BASIS,
                remedy=_("请在“采购包和金额”中填写。"),
                code="no_package",
            )
        ]
    return [
        Refusal(
            because=_("“%(title)s”的最高限价 %(ceiling)s 元，高于包预算 %(budget)s 元。")
            % {
                "title": package.title,
                "ceiling": format_amount(package.ceiling_amount),
                "budget": format_amount(package.budget_amount),
            },
            basis=CEILING_BASIS,
            remedy=_("请把最高限价改为不高于包预算。"),
            code="ceiling_above_budget",
        )
        for package in packages
        if package.ceiling_amount > package.budget_amount
    ]


def fund_refusals(
    amount: Decimal, funds: Sequence[tuple[Balance, Decimal]], *, later: Decimal = ZERO
) -> list[Refusal]:
    """Funds and later years cover the amount to the cent; each line has its part (Order 102, art. 16)."""
    if not funds:
        return [
            Refusal(
                because=_("还没有安排资金：项目金额 %(amount)s 元，已安排 0 元。")
                % {"amount": format_amount(amount)},
                basis=BUDGET_FIRST,
                remedy=_("请在“资金来源”中选择预算指标；没有预算指标的项目不能采购。"),
                code="no_funds",
            )
        ]
    refusals = [refusal for balance, part in funds for refusal in commit_refusals(balance, part)]
    arranged = sum((part for _balance, part in funds), later)
    if arranged != amount:
        refusals.append(sum_refusal(amount, arranged))
    return refusals


def sum_refusal(amount: Decimal, arranged: Decimal) -> Refusal:
    """The refusal of funds that do not close with the packages."""
    difference = format_amount(abs(amount - arranged))
    because = _("采购包合计 %(amount)s 元，资金合计 %(arranged)s 元，少 %(difference)s 元。")
    if arranged > amount:
        because = _("采购包合计 %(amount)s 元，资金合计 %(arranged)s 元，多 %(difference)s 元。")
    return Refusal(
        because=because
        % {
            "amount": format_amount(amount),
            "arranged": format_amount(arranged),
            "difference": difference,
        },
        basis=BUDGET_FIRST,
        remedy=_("请调整资金或采购包的金额，使两者相等。"),
        code="funds_do_not_close",
    )


def choice_refusals(choice: MethodChoice, route: Route) -> list[Refusal]:
    """How a purchase goes: a lawful method that the portal conducts or that another platform does."""
    if choice.is_elsewhere and route.opens(choice.method):
        return [*elsewhere_refusals(choice), *reason_refusals(choice, route)]
    return [*conduct_refusals(choice.method, route), *reason_refusals(choice, route)]


def elsewhere_refusals(choice: MethodChoice) -> list[Refusal]:
    """A comparison by the unit itself is held here."""
    if choice.method != SELF_PROCUREMENT:
        return []
    return [
        Refusal(
            because=_("自行采购由本单位自己比较报价，不在其他平台办理。"),
            basis=METHOD_BASIS,
            remedy=_("请不要勾选“在其他平台办理”；在电子卖场下单的，请选择“电子卖场”。"),
            code="self_procurement_elsewhere",
        )
    ]


def reason_refusals(choice: MethodChoice, route: Route) -> list[Refusal]:
    """Who leaves the route that is to be taken in principle writes down why."""
    option = route.option(choice.method)
    if option is None or not option.asks_reason or choice.reason.strip():
        return []
    usual = route.default
    return [
        Refusal(
            because=_("原则上应当通过“%(usual)s”采购，选择“%(name)s”还没有写明理由。")
            % {"usual": usual.name, "name": option.name},
            basis=usual.basis,
            remedy=_("请写明为什么不通过“%(usual)s”，例如没有合适的服务。") % {"usual": usual.name},
            code="no_method_reason",
        )
    ]


def method_refusals(method: str, route: Route) -> list[Refusal]:
    """The chosen method is lawful or may be approved, is conducted here, and is no evasion of tender."""
    return conduct_refusals(method, route) or evasion_refusals(method, route)


def conduct_refusals(method: str, route: Route) -> list[Refusal]:
    """The chosen method is lawful, or will be on approval, and one that the portal conducts."""
    names = "、".join(str(option.name) for option in route.lawful)
    if not method:
        return [
            Refusal(
                because=_("还没有选择采购方式。"),
                basis=METHOD_BASIS,
                remedy=_("请在“采购方式”中选择。本项目可以采用：%(names)s。") % {"names": names},
                code="no_method",
            )
        ]
    if not route.opens(method):
        return [route.refusal_of(method)]
    if method not in CONDUCTED_METHODS:
        return [not_conducted(method, route)]
    return []


def evasion_refusals(method: str, route: Route) -> list[Refusal]:
    """No evasion of tender by splitting (Regulation, art. 28); who tenders evades nothing.

    A method may be chosen before its approval is there: judged when the project is handed in.
    """
    if method == OPEN_TENDER or route.splitting is None or route.splitting.refusal is None:
        return []
    return [route.splitting.refusal]


def no_notice() -> Refusal:
    """The refusal of a notice on the short path."""
    return Refusal(
        because=_("自行采购的项目和在其他平台办理的项目，不在本平台发布采购公告。"),
        basis=METHOD_BASIS,
        remedy=_("请在“定标与结果”中登记报价或者其他平台的结果。"),
        code="no_notice_on_short_path",
    )


def not_conducted(method: str, route: Route) -> Refusal:
    """The refusal of a method that is lawful but that the portal does not conduct yet."""
    name = next(str(option.name) for option in route.open_ones if option.method == method)
    conducted = [str(o.name) for o in route.lawful if o.method in CONDUCTED_METHODS]
    remedy = _("请勾选“在其他平台办理”，办完后在这里登记结果。")
    if conducted:
        remedy += _("也可以改选%(names)s。") % {"names": "、".join(conducted)}
    return Refusal(
        because=_("“%(name)s”可以采用，但本平台还不办理它的采购程序。") % {"name": name},
        basis=METHOD_BASIS,
        remedy=remedy,
        code="method_not_conducted",
    )


def submission_refusals(facts: Submission) -> list[Refusal]:
    """Everything that keeps a project from being submitted or approved."""
    return [
        *item_refusals(facts.expired_item, facts.successors),
        *package_refusals(facts.packages),
        *fund_refusals(facts.amount, facts.funds, later=facts.later),
        *choice_refusals(facts.choice, facts.route),
        *evasion_refusals(facts.choice.method, facts.route),
    ]


def item_refusals(expired_item: str, successors: Sequence[str]) -> list[Refusal]:
    """The item is one of the catalogue in force on the project's day (Order 102, art. 11 to 13)."""
    if not expired_item:
        return []
    now = _("这个品目现在是：%(items)s。") % {"items": "、".join(successors)} if successors else ""
    return [
        Refusal(
            because=_("品目“%(item)s”不在当天现行的购买服务目录内。") % {"item": expired_item},
            basis=CATALOGUE_BASIS,
            remedy=now + _("请在“项目内容”里改选现行目录的品目。"),
            code="item_not_in_force",
        )
    ]


def fund_choice_refusals(shares: Sequence[Share], usable: set[int]) -> list[Refusal]:
    """Only lines of the purchaser for the project's year carry the project (Order 102, art. 16)."""
    if {share.line_id for share in shares} <= usable:
        return []
    return [
        Refusal(
            because=_("所选的预算指标不属于本单位，或者不属于本项目的预算年度。"),
            basis=BUDGET_FIRST,
            remedy=_("请从列表中重新选择预算指标。"),
            code="line_of_another",
        )
    ]


def content_refusals(
    *, outside_negative_list: bool, heads: Sequence[Head] = (), ticked: Collection[str] = ()
) -> list[Refusal]:
    """Nothing on the negative list is purchased; the drafter declares it by heads (Order 102, art. 10)."""
    if refusals := ticked_refusals(heads, ticked):
        return refusals
    if outside_negative_list:
        return []
    return [
        Refusal(
            because=_("还没有确认本项目不在政府购买服务的负面清单内。"),
            basis=NEGATIVE_LIST_BASIS,
            remedy=_("请逐项核对；有任何一项符合的，不能用购买服务的方式办理。"),
            code="negative_list",
        )
    ]


def opinion_refusals(*, approved: bool, opinion: str) -> list[Refusal]:
    """A return says what has to be changed."""
    if approved or opinion.strip():
        return []
    return [
        Refusal(
            because=_("退回修改要写明原因，现在是空白。"),
            basis=REVIEW_BASIS,
            remedy=_("请写明要修改的内容，经办人才知道怎么改。"),
            code="opinion_missing",
        )
    ]
