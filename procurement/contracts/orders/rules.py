"""What the contract of an order must hold to: the order, its days, two people. Pure."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.contracts.rules import TermLaw, term_refusals

SIGN_BASIS = "政府采购法第四十六条"


@dataclass(frozen=True)
class OrderContractFacts:
    """A contract as it was signed; its amount is the order's and is not written."""

    signed_on: date
    starts_on: date
    ends_on: date
    payment: str
    terms: str


def contract_refusals(
    facts: OrderContractFacts, *, result_on: date | None, decided_on: date, term: TermLaw, today: date
) -> list[Refusal]:
    """Signed after the order's result came out and not tomorrow, for no longer than the law lets."""
    if result_on is None:
        because = _("成交结果还没有公告。")
        return [Refusal(because, SIGN_BASIS, _("请先公告成交结果，再登记合同。"), "result_not_out")]
    found = term_refusals(facts.starts_on, facts.ends_on, awarded_on=decided_on, term=term)
    if not result_on <= facts.signed_on <= today:
        because = _("签订日期 %(day)s 不在成交结果公告日 %(since)s 以后、今天以前。") % {
            "day": facts.signed_on.isoformat(),
            "since": result_on.isoformat(),
        }
        found.append(Refusal(because, SIGN_BASIS, _("请填写合同上的日期。"), "signed_out_of_time"))
    return found


def open_refusals(*, is_published: bool) -> list[Refusal]:
    """A contract is changed or published until it is published."""
    if not is_published:
        return []
    return [Refusal(_("这份合同已经公告。"), SIGN_BASIS, _("请返回查看公告。"), "contract_published")]


def seen_refusals(*, seen: str, current: str) -> list[Refusal]:
    """What is published is what the second person read."""
    if seen == current:
        return []
    because = _("合同的登记在您核对以后有更改。")
    return [Refusal(because, SIGN_BASIS, _("请重新核对页面上的内容，再公告。"), "contract_changed")]


def ended_refusals(*, is_ended: bool) -> list[Refusal]:
    """An order that was ended has no contract."""
    if not is_ended:
        return []
    return [Refusal(_("这一单已经终止。"), SIGN_BASIS, _("需要服务的，请重新下单。"), "order_ended")]
