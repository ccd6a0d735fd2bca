"""Deciding an award as pure functions: in rank order, on the record of a collective decision."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.calendar.rules import CalendarUnavailable
from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount

ORDER_87_ART_42 = "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第四十二条"
ORDER_87_ART_68 = "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第六十八条"
ORDER_87_ART_69 = "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第六十九条"
ORDER_74_ART_36 = "《政府采购非招标采购方式管理办法》（财政部令第74号）第三十六条"
ORDER_74_ART_18 = "《政府采购非招标采购方式管理办法》（财政部令第74号）第十八条"
ORDER_74_SINGLE = "《政府采购非招标采购方式管理办法》（财政部令第74号）第四十一条至第四十三条"
# By which articles a method that is no tender decides and publishes, for those of a tender.
ELSE_THAN_TENDER = {
    "competitive_negotiation": {ORDER_87_ART_68: ORDER_74_ART_36, ORDER_87_ART_69: ORDER_74_ART_18},
    "single_source": {ORDER_87_ART_68: ORDER_74_SINGLE, ORDER_87_ART_69: ORDER_74_ART_18},
}
REGULATION_ART_43 = "《政府采购法实施条例》第四十三条"
OWN_BASIS = "单位内部控制制度（待确认）"
TERMINATION_BASIS = "《中华人民共和国政府采购法》第三十六条；财库〔2014〕214号"
SHORTEST_MINUTES = 10


def article(basis: str, method: str) -> str:
    """The article by which a method decides or publishes, where that of a tender does not hold for it."""
    return ELSE_THAN_TENDER.get(method, {}).get(basis, basis)


def by_method(refusals: Sequence[Refusal], method: str) -> list[Refusal]:
    """The same refusals by the articles of a method."""
    return [replace(refusal, basis=article(str(refusal.basis), method)) for refusal in refusals]


def choice_refusals(
    chosen: int, *, ranking: Sequence[Mapping], removed: Collection[int] = ()
) -> list[Refusal]:
    """The first is chosen of those who did not fall out (Order 87, art. 68); `chosen` is a rank."""
    first = min((place for place in ranking if place["rank"] not in removed), key=lambda place: place["rank"])
    if chosen == first["rank"]:
        return []
    return [
        Refusal(
            because=_("按排序应当确定%(first)s，现在选的是第 %(chosen)d 名。")
            % {"first": first["supplier"], "chosen": chosen},
            basis=ORDER_87_ART_68,
            remedy=_("请按评审报告的排序确定；第一名书面放弃或者依法不能成交的，才由下一名递补。"),
            code="not_in_rank_order",
        )
    ]


def record_refusals(unsigned: int) -> list[Refusal]:
    """A result comes out once what happened at the openings is signed (Order 87, art. 42)."""
    if not unsigned:
        return []
    because = _("本采购包还有 %(count)d 份开启记录没有签署完，不能发布结果。") % {"count": unsigned}
    remedy = _("请主持人和监督人在“开启记录”页面签署；主持人进入评审小组的，由另一名经办人签署。")
    return [Refusal(because, ORDER_87_ART_42, remedy, "record_unsigned")]


def minutes_refusals(minutes: str) -> list[Refusal]:
    """The award rests on a collective decision that is on record."""
    if len(minutes.strip()) >= SHORTEST_MINUTES:
        return []
    return [
        Refusal(
            because=_("还没有集体决策的会议纪要，或者纪要少于 %(count)d 个字。")
            % {"count": SHORTEST_MINUTES},
            basis=ORDER_74_ART_36,
            remedy=_("请写明会议时间、参加人和决定。"),
            code="no_minutes",
        )
    ]


def budget_refusals(amount: Decimal, *, ceiling: Decimal) -> list[Refusal]:
    """An award stays within the ceiling of its package."""
    if amount <= ceiling:
        return []
    return [
        Refusal(
            because=_("成交金额 %(amount)s 元超过最高限价 %(ceiling)s 元。")
            % {"amount": format_amount(amount), "ceiling": format_amount(ceiling)},
            basis=ORDER_87_ART_68,
            remedy=_("请核对评审报告。"),
            code="over_ceiling",
        )
    ]


def same_person_refusals(*, prepared_by: int | None, approved_by: int) -> list[Refusal]:
    """Whoever prepared an award does not approve it."""
    if prepared_by != approved_by:
        return []
    return [
        Refusal(
            because=_("定标由您拟定，不能由您审批。"),
            basis=REGULATION_ART_43,
            remedy=_("请由本单位另一名有权人员审批。"),
            code="same_person",
        )
    ]


def opinion_refusals(opinion: str) -> list[Refusal]:
    """A return says what has to be changed."""
    if opinion.strip():
        return []
    return [
        Refusal(
            because=_("退回要写明原因。"),
            basis=ORDER_74_ART_36,
            remedy=_("请写明要修改的内容。"),
            code="no_opinion",
        )
    ]


def not_received() -> Refusal:
    """An award begins with the report of the review."""
    return Refusal(
        because=_("评审报告还没有送达，定标还没有开始。"),
        basis=ORDER_87_ART_68,
        remedy=_("评审小组全体签署后，报告会自动送达，请稍后刷新本页。"),
        code="not_received",
    )


def provisional_refusals(until: date, *, is_provisional: bool, is_confirmed: bool) -> list[Refusal]:
    """A day of a year without published holidays binds nobody until a person has confirmed it."""
    if is_confirmed or not is_provisional:
        return []
    return list(CalendarUnavailable(until).refusals)


def origin_refusals(*, is_reviewed: bool) -> list[Refusal]:
    """What no review has ranked is decided on its own path."""
    if is_reviewed:
        return []
    return [
        Refusal(
            because=_("这个采购包没有经过评审，不按评审报告定标。"),
            remedy=_("请在报价或者其他平台结果的页面办理。"),
            code="not_reviewed_here",
        )
    ]


def handed_over_refusals(*, is_awaiting: bool) -> list[Refusal]:
    """A result that waits for its first publication elsewhere is not handed over again."""
    if not is_awaiting:
        return []
    return [
        Refusal(
            because=_("结果公告已经交付发布，正在等待登记首次发布。"),
            basis=ORDER_87_ART_69,
            remedy=_("请在“公告与答疑”中登记网站上的编号、网址和时间。"),
            code="awaits_publication",
        )
    ]
