"""What the notices of the short path say: who, for how much, after how many offers or on which platform."""

from datetime import datetime

from django.utils import timezone

from portal.kernel.clock import local_date
from portal.kernel.money import format_amount
from procurement.award.choices import AwardOrigin
from procurement.award.direct import queries, rules
from procurement.award.direct.models import MallOrder
from procurement.award.models import Award
from procurement.notices.choices import NoticeType
from procurement.notices.official.rules import Values
from procurement.projects import queries as projects

TITLES = {
    NoticeType.SELF_RESULT: "自行采购结果公告",
    NoticeType.ELSEWHERE_RESULT: "其他平台采购结果公告",
    NoticeType.EMALL_RESULT: "电子卖场成交公告",
}


def type_of(award: Award) -> NoticeType:
    """The form of the notice: an order of the e-mall has its own."""
    if award.origin == AwardOrigin.SELF:
        return NoticeType.SELF_RESULT
    is_order = queries.is_on_the_mall(award.package) and queries.mall_order(award) is not None
    return NoticeType.EMALL_RESULT if is_order else NoticeType.ELSEWHERE_RESULT


def title(award: Award) -> str:
    """The title of the notice; notices are Chinese whatever language the reader has chosen."""
    return f"{award.package.project.title}（包{award.package.index}）{TITLES[type_of(award)]}"


def values(award: Award) -> Values:
    """The fields of the form."""
    project = award.package.project
    if type_of(award) == NoticeType.EMALL_RESULT:
        return ordered(award, queries.mall_order(award))
    own = compared(award) if award.origin == AwardOrigin.SELF else outside(award)
    return {
        "basics": {
            "项目编号": project.number,
            "项目名称": project.title,
            "采购包": f"包{award.package.index} {award.package.title}",
            "采购方式": projects.method_name(project),
            "采购预算": f"{format_amount(award.package.budget_amount)} 元",
        },
        "winner": {
            "供应商名称": award.supplier.name,
            "供应商地址": award.supplier.address or "—",
            "成交金额": f"{format_amount(award.amount)} 元",
        },
        "contacts": {
            "采购人": project.purchaser.name,
            "地址": project.purchaser.address or "—",
            "联系电话": project.purchaser.phone or "—",
        },
        **own,
    }


def compared(award: Award) -> Values:
    """How the supplier was found; losing offers and their names stay with the purchaser."""
    done = award.comparison
    return {
        "comparison": {
            "报价家数": f"{queries.offers_of(award).count()} 家",
            "报价较少的原因": done.few_reason,
            "没有选最低报价的理由": done.dear_reason,
            "定标日期": local_date(award.approved_at).isoformat(),
        },
        "nature": {"text": str(rules.OWN_RULES)},
    }


def ordered(award: Award, order: MallOrder) -> Values:
    """How an order of the e-mall came about: what its form asks for, and the reason that was due."""
    project, found = award.package.project, award.outside_result
    has_quotes = order.closed_at is not None
    return {
        "basics": {
            "项目编号": project.number,
            "采购单位": project.purchaser.name,
            "项目名称": project.title,
            "采购包": f"包{award.package.index} {award.package.title}",
            "采购预算": f"{format_amount(award.package.budget_amount)} 元",
            "交易方式": str(order.get_mode_display()),
        },
        "quotes": {
            "报价家数": f"{order.suppliers} 家" if has_quotes else f"没有报价，比较过 {order.suppliers} 家",
            "报价时间": f"{_minute(order.opened_at)}至{_minute(order.closed_at)}" if has_quotes else "",
            "最低报价": f"{format_amount(order.lowest)} 元" if order.lowest is not None else "",
            "理由": order.reason,
        },
        "winner": {
            "供应商名称": award.supplier.name,
            "供应商地址": award.supplier.address or "—",
            "成交金额": f"{format_amount(award.amount)} 元",
            "成交时间": found.decided_on.isoformat(),
        },
        "outside": {
            "办理平台": found.platform,
            "订单编号": found.order_number,
            "网址": found.address,
        },
        "contacts": {
            "采购单位": project.purchaser.name,
            "地址": project.purchaser.address or "—",
            "联系电话": project.purchaser.phone or "—",
        },
    }


def _minute(moment: datetime) -> str:
    """A moment in Hunan, to the minute."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def outside(award: Award) -> Values:
    """On which platform, under which number, on which day."""
    found = award.outside_result
    return {
        "outside": {
            "办理平台": found.platform,
            "订单或者项目编号": found.order_number,
            "成交日期": found.decided_on.isoformat(),
            "网址": found.address,
        }
    }
