"""What stands still for which cause, and what is said of it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.projects.suspension.choices import Act, SuspensionCause

REGULATION_ART_54 = "《中华人民共和国政府采购法实施条例》第五十四条"
ORDER_94_ART_28 = "《政府采购质疑和投诉办法》（财政部令第94号）第二十八条"
# A challenge holds the contract back; at the finance department's word the whole purchase stops.
STOPS = {
    SuspensionCause.CHALLENGE: frozenset({Act.SIGN, Act.PERFORM}),
    SuspensionCause.COMPLAINT: frozenset(Act),
}
BASIS = {SuspensionCause.CHALLENGE: REGULATION_ART_54, SuspensionCause.COMPLAINT: ORDER_94_ART_28}


@dataclass(frozen=True)
class Standing:
    """A suspension in force."""

    cause: str
    reference: str
    until: date | None = None


def refusals(standing: Iterable[Standing], act: str) -> list[Refusal]:
    """Why an act has to wait."""
    return [refusal(one, act) for one in standing if act in STOPS[one.cause]]


def refusal(one: Standing, act: str) -> Refusal:
    """An act that waits for the end of a suspension."""
    because = {
        SuspensionCause.CHALLENGE: _("质疑 %(reference)s 可能影响结果，正在处理，暂停%(act)s。"),
        SuspensionCause.COMPLAINT: _("财政部门因投诉 %(reference)s 通知暂停采购活动，现在不能%(act)s。"),
    }[one.cause]
    remedy = {
        SuspensionCause.CHALLENGE: _(
            "请先答复质疑；确实不影响结果的，由采购人的复核人员或者分管领导写明理由后恢复。"
        ),
        SuspensionCause.COMPLAINT: _("请等待财政部门的恢复通知或者处理决定。"),
    }[one.cause]
    if one.until:
        remedy += _("最晚暂停到 %(day)s。") % {"day": one.until.isoformat()}
    said = {"reference": one.reference, "act": Act(act).label}
    return Refusal(because % said, BASIS[one.cause], remedy, "suspended")
