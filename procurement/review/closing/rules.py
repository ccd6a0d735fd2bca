"""What a fee sheet and a record of conduct must say. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.review.choices import ReviewStatus
from procurement.review.closing.choices import OF_EXPERTS, OF_ORGANISERS, Conduct

BASIS = "财库〔2016〕198号（条文待确认）"
OVER = (ReviewStatus.REPORTED, ReviewStatus.TERMINATED)


@dataclass(frozen=True)
class FeeFacts:
    """One expert's hours, fee and travel costs in yuan."""

    member_id: int
    hours: Decimal
    fee_amount: Decimal
    travel_amount: Decimal
    remark: str = ""


@dataclass(frozen=True)
class ConductFacts:
    """How somebody did their duty, in a word and in sentences."""

    conduct: str
    text: str = ""


def over_refusals(status: str) -> list[Refusal]:
    """Fees and conduct are written down when the review is over."""
    if status in OVER:
        return []
    because, remedy = _("评审还没有结束。"), _("请在评审报告完成或者评审终止以后办理。")
    return [Refusal(because, BASIS, remedy, "review_not_over")]


def fee_refusals(lines: Iterable[FeeFacts], *, experts: Iterable[int], is_confirmed: bool) -> list[Refusal]:
    """One line for every expert and for nobody else; no fee has its reason."""
    lines, found = list(lines), []
    if is_confirmed:
        because, remedy = _("报酬表已经复核，不能再改。"), _("有误的，请由支付单位书面更正。")
        found.append(Refusal(because, BASIS, remedy, "fees_confirmed"))
    if sorted(line.member_id for line in lines) != sorted(experts):
        because = _("报酬表要逐名写参加评审的专家；采购人代表不领取评审劳务报酬。")
        found.append(Refusal(because, BASIS, _("请刷新页面后重新填写。"), "wrong_payees"))
    if any(line.fee_amount == 0 and not line.remark.strip() for line in lines):
        because, remedy = _("有专家没有劳务报酬，也没有说明。"), _("请写明不支付的原因。")
        found.append(Refusal(because, BASIS, remedy, "no_fee_no_reason"))
    return found


def confirming_refusals(*, is_same_person: bool, is_confirmed: bool) -> list[Refusal]:
    """A second person confirms, once."""
    found = []
    if is_same_person:
        because, remedy = _("报酬表是您编制的，要由另一个人复核。"), _("请由本单位的其他人员复核。")
        found.append(Refusal(because, BASIS, remedy, "same_person"))
    if is_confirmed:
        because, remedy = _("报酬表已经复核。"), _("请返回并刷新页面。")
        found.append(Refusal(because, BASIS, remedy, "fees_confirmed"))
    return found


def conduct_refusals(facts: ConductFacts, *, of_expert: bool, is_recorded: bool) -> list[Refusal]:
    """One record of each; a fault is of the side's own kind and described."""
    found, kinds = [], OF_EXPERTS if of_expert else OF_ORGANISERS
    if is_recorded:
        because, remedy = _("履职情况已经记录过。"), _("记录不能修改；需要补充的，由本人在说明里写明。")
        found.append(Refusal(because, BASIS, remedy, "conduct_recorded"))
    if facts.conduct not in kinds:
        found.append(Refusal(_("没有这种履职情况。"), BASIS, _("请从列出的情况中选择。"), "unknown_conduct"))
    if facts.conduct != Conduct.PROPER and not facts.text.strip():
        because, remedy = _("没有写具体情况。"), _("请写明时间和经过，供本人说明和监督检查。")
        found.append(Refusal(because, BASIS, remedy, "conduct_not_described"))
    return found


def reply_refusals(*, has_reply: bool) -> list[Refusal]:
    """Who is spoken of replies once."""
    if not has_reply:
        return []
    return [Refusal(_("已经说明过。"), BASIS, _("说明提交后不能修改。"), "replied")]
