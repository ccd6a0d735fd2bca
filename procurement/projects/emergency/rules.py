"""What the register asks of an emergency purchase. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal

BASIS = "财库〔2026〕12号（条文待确认）"


@dataclass(frozen=True)
class EmergencyFacts:
    """What happened, what was bought of whom for how much (yuan), who decided when."""

    event: str
    happened_on: date
    reason: str
    bought: str
    supplier_name: str
    amount: Decimal
    decider: str
    decided_on: date


def facts_refusals(facts: EmergencyFacts, *, today: date) -> list[Refusal]:
    """Decided after the event, and both before today is over."""
    if facts.happened_on <= facts.decided_on <= today:
        return []
    because = _("事件发生在 %(event)s，决定在 %(decided)s，登记在 %(today)s，次序不对。") % {
        "event": facts.happened_on.isoformat(),
        "decided": facts.decided_on.isoformat(),
        "today": today.isoformat(),
    }
    remedy = _("决定不能早于事件，也不能晚于今天；计划中的采购请走正常程序。")
    return [Refusal(because, BASIS, remedy, "days_out_of_order")]


def second_person_refusals(*, entered_by: int, confirmed_by: int) -> list[Refusal]:
    """A second person confirms."""
    if entered_by != confirmed_by:
        return []
    because = _("这项紧急采购是您登记的，要由另一个人确认。")
    return [Refusal(because, BASIS, _("请由复核人员或者分管领导确认。"), "same_person")]


def closing_refusals(*, papers: int) -> list[Refusal]:
    """Nothing is closed without a paper."""
    if papers:
        return []
    because = _("还没有补交任何材料。")
    return [Refusal(because, BASIS, _("请先上传合同、验收、付款等材料。"), "no_papers")]
