"""What a letter must hold and who may hand it in, for challenges and complaints alike. Pure."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal

ORDER_94_ART_8 = "《政府采购质疑和投诉办法》（财政部令第94号）第八条"
ORDER_94_ART_42 = "《政府采购质疑和投诉办法》（财政部令第94号）第四十二条"


@dataclass(frozen=True)
class Agent:
    """Who writes for a supplier, and what the power of attorney says."""

    name: str = ""
    matters: str = ""
    powers: str = ""
    until: date | None = None
    has_paper: bool = False

    @property
    def is_named(self) -> bool:
        """Whether anybody acts for the supplier."""
        return bool(self.name)


def agent_refusals(agent: Agent, *, signs_itself: bool, on: date) -> list[Refusal]:
    """An agent needs a power of attorney with name, matters, powers and term (Order 94, art. 8)."""
    if not agent.is_named:
        if signs_itself:
            return []
        because = _("您不是本单位的签署人，也没有填写代理人。")
        remedy = _("请由签署人提交；由经办人提交的，填写代理人并上传授权委托书。")
        return [Refusal(because, ORDER_94_ART_8, remedy, "no_power")]
    if not (agent.has_paper and agent.matters and agent.powers and agent.until):
        because = _("由代理人办理，但授权委托书的内容不齐。")
        remedy = _("请填写代理事项、权限和期限，并上传签字、盖章的授权委托书。")
        return [Refusal(because, ORDER_94_ART_8, remedy, "power_incomplete")]
    if agent.until < on:
        because = _("授权委托书的期限到 %(day)s 为止，已经过期。") % {"day": agent.until.isoformat()}
        return [Refusal(because, ORDER_94_ART_8, _("请上传有效的授权委托书。"), "power_expired")]
    return []


def paper_day_refusals(*, written_on: date, sent_on: date, received_on: date, today: date) -> list[Refusal]:
    """The days of a letter on paper in their order: written, sent, received, entered (Order 94, art. 42)."""
    if written_on <= sent_on <= received_on <= today:
        return []
    because = _("日期的先后不对：落款 %(written)s，寄出 %(sent)s，收到 %(received)s。") % {
        "written": written_on.isoformat(),
        "sent": sent_on.isoformat(),
        "received": received_on.isoformat(),
    }
    remedy = _("请核对原件、邮戳和签收记录；当面送交的，寄出日期和收到日期填同一天。")
    return [Refusal(because, ORDER_94_ART_42, remedy, "days_out_of_order")]
