"""When a single source may be made public, and what its publicity says. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.calendar.rules import CalendarUnavailable
from portal.kernel.errors import Refusal
from procurement.notices.official.rules import Values
from procurement.projects.plans.rules import PUBLICITY_BASIS

HEARD = (
    "公示期为{day}起 {days} 个工作日，至 {until}。任何供应商、单位或者个人对采用单一来源采购方式有异议的，"
    "可以在公示期内以书面形式向采购人提出，并抄送财政部门。"
)


@dataclass(frozen=True)
class Contacts:
    """Who takes objections besides the purchaser."""

    finance_name: str
    finance_phone: str
    purchaser_phone: str


@dataclass(frozen=True)
class Source:
    """What is made public of a purchase; `experts` one a line."""

    purchaser: str
    address: str
    title: str
    content: str
    budget: str
    reason: str
    supplier: str
    supplier_address: str
    argument: str
    experts: Sequence[str]
    agency: str = ""


def values_of(source: Source, contacts: Contacts, *, period: str) -> Values:
    """The fields of the form (Order 74, art. 38)."""
    return {
        "basics": {
            "采购人": source.purchaser,
            "项目名称": source.title,
            "项目内容": source.content,
            "项目预算": source.budget,
        },
        "reason": {"text": source.reason},
        "supplier": {"名称": source.supplier, "地址": source.supplier_address or "—"},
        "experts": {
            "table": (
                ("论证人员的姓名、单位、职称", "论证意见"),
                [(expert, source.argument) for expert in source.experts],
            )
        },
        "period": {"text": period},
        "contacts": {
            "采购人": source.purchaser,
            "地址": source.address or "—",
            "联系电话": contacts.purchaser_phone,
            "财政部门": contacts.finance_name,
            "财政部门电话": contacts.finance_phone,
            "代理机构": source.agency,
        },
    }


def refusals(*, is_due: bool, is_waiting: bool, is_own_plan: bool) -> list[Refusal]:
    """Due and not yet handed over; the person who wrote the plan does not publish it as well."""
    if not is_due:
        because = _("这个项目现在不需要公示单一来源，或者已经公示。")
        return [Refusal(because, PUBLICITY_BASIS, _("请返回并刷新页面。"), "publicity_not_due")]
    if is_waiting:
        because = _("公示已经交付，正在等首次发布。")
        return [Refusal(because, PUBLICITY_BASIS, _("请在公告页面登记首次发布。"), "publicity_waiting")]
    if is_own_plan:
        because = _("理由和供应商是您填写的，公示要由另一个人复核后发布。")
        return [Refusal(because, PUBLICITY_BASIS, _("请由复核人员或者分管领导发布。"), "own_plan")]
    return []


def changed_refusals(*, told: str, supplier: str) -> list[Refusal]:
    """What comes out names the supplier that the plan names still."""
    if told == supplier:
        return []
    because = _("公示写的供应商是“%(told)s”，方案里已经改动。") % {"told": told}
    return [Refusal(because, PUBLICITY_BASIS, _("请把方案改回来，或者重新公示。"), "supplier_changed")]


def provisional_refusals(until: date, *, is_provisional: bool, is_confirmed: bool) -> list[Refusal]:
    """A last day in a year without published holidays binds nobody until a person has confirmed it."""
    if is_confirmed or not is_provisional:
        return []
    return list(CalendarUnavailable(until).refusals)
