"""Which prices are abnormally low, and who may say what until when (财库〔2026〕2号). Pure.

Prices are those that were offered, never those less a deduction. Shares are of one.
Below means strictly below.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount, round_half_up
from procurement.review.low_price.choices import TriggerKind
from procurement.review.rules.articles import Limit, plain

Key = TypeVar("Key", bound=Hashable)
PRINTED = (
    "异常低价审查：报价低于全部通过符合性审查供应商报价平均值的 {mean}%、低于次低报价的 {second}%、"
    "低于最高限价的 {ceiling}%，或者评审小组认为报价明显偏低的，启动审查。"
    "供应商应当在不少于 {minutes} 分钟的合理时间内书面说明，必要时附材料；不说明或者说明不成立的，响应无效。"
    "请保持联系，直到评审结束。（{basis}）"
)


@dataclass(frozen=True)
class LowPriceLaw:
    """The shares of mean, second lowest price and ceiling; how far they may be raised; the minutes."""

    mean: Limit
    second: Limit
    ceiling: Limit
    cap: Limit
    minutes: Limit

    def share(self, kind: str) -> Decimal:
        """The share of one trigger."""
        return {
            TriggerKind.MEAN: self.mean,
            TriggerKind.SECOND: self.second,
            TriggerKind.CEILING: self.ceiling,
        }[TriggerKind(kind)].value


@dataclass(frozen=True)
class Comparison:
    """One price beside one measure: it triggers when it is below `share` of it."""

    kind: str
    price: Decimal
    measure: Decimal
    share: Decimal

    @property
    def limit(self) -> Decimal:
        """The share of the measure in yuan, rounded for reading only."""
        return round_half_up(self.measure * self.share)

    @property
    def percent(self) -> str:
        """The share in per cent, for reading."""
        return plain(self.share * 100)

    @property
    def is_triggered(self) -> bool:
        """Strictly below; equal is not."""
        return self.price < self.measure * self.share

    def facts(self) -> dict:
        """As plain values, for the report and the ledger."""
        return {
            "kind": str(self.kind),
            "price": str(self.price),
            "measure": str(round_half_up(self.measure)),
            "share": plain(self.share * 100),
            "limit": str(self.limit),
        }


def comparisons(
    prices: Mapping[Key, Decimal], *, ceiling: Decimal, law: LowPriceLaw
) -> dict[Key, list[Comparison]]:
    """Every valid price beside the mean and the ceiling, the lowest one beside the second lowest too."""
    if not prices:
        return {}
    mean, ascending = sum(prices.values()) / len(prices), sorted(prices.values())
    found: dict[Key, list[Comparison]] = {}
    for key, price in prices.items():
        measures = [(TriggerKind.MEAN, mean)]
        if len(ascending) > 1 and price == ascending[0]:
            measures.append((TriggerKind.SECOND, ascending[1]))
        measures.append((TriggerKind.CEILING, ceiling))
        found[key] = [Comparison(kind, price, measure, law.share(kind)) for kind, measure in measures]
    return found


def triggered(
    prices: Mapping[Key, Decimal], *, ceiling: Decimal, law: LowPriceLaw
) -> dict[Key, list[Comparison]]:
    """The prices that have to be explained, with what triggered each."""
    compared = comparisons(prices, ceiling=ceiling, law=law)
    hits = {key: [one for one in own if one.is_triggered] for key, own in compared.items()}
    return {key: own for key, own in hits.items() if own}


def share_refusals(shares: Mapping[str, Decimal | None], *, law: LowPriceLaw) -> list[Refusal]:
    """The document may raise a share up to the cap, never lower it."""
    return [
        Refusal(
            because=_("“%(kind)s”写的是 %(share)s%%，应当在 %(low)s%% 至 %(high)s%% 之间。")
            % {
                "kind": TriggerKind(kind).label,
                "share": plain(share * 100),
                "low": plain(law.share(kind) * 100),
                "high": plain(law.cap.value * 100),
            },
            basis=law.cap.basis,
            remedy=_("请填写范围内的比例；不提高的，留空。"),
            code="low_price_share",
        )
        for kind, share in shares.items()
        if share is not None and not law.share(kind) <= share <= law.cap.value
    ]


def asking_refusals(minutes: int, *, law: LowPriceLaw) -> list[Refusal]:
    """The supplier has at least the minutes of the law."""
    if minutes >= law.minutes.value:
        return []
    return [
        Refusal(
            because=_("给供应商 %(minutes)d 分钟，一般不少于 %(least)s 分钟。")
            % {"minutes": minutes, "least": plain(law.minutes.value)},
            basis=law.minutes.basis,
            remedy=_("请把时间改长。"),
            code="too_few_minutes",
        )
    ]


def explaining_refusals(
    *, is_asked: bool, until: datetime | None, text: str, now: datetime, basis: str
) -> list[Refusal]:
    """Once, in writing, while the time runs."""
    if not is_asked or until is None:
        because, remedy = _("评审小组没有要求说明，或者说明已经提交。"), _("说明提交以后不能更改。")
        return [Refusal(because, basis, remedy, code="not_asked")]
    if now >= until:
        because, remedy = _("说明的时间已经结束。"), _("小组按没有提交说明处理。")
        return [Refusal(because, basis, remedy, code="too_late")]
    if not text.strip():
        because, remedy = _("还没有写说明。"), _("请写明成本构成和报价合理的理由。")
        return [Refusal(because, basis, remedy, code="nothing_written")]
    return []


def judging_refusals(
    *, is_waiting: bool, has_explanation: bool, accepts: bool, reason: str, basis: str
) -> list[Refusal]:
    """After the explanation or the end of its time, with reasons; without an explanation it is invalid."""
    refusals = []
    if is_waiting:
        because, remedy = _("供应商还在说明的时间里。"), _("请等供应商提交说明，或者时间结束。")
        refusals.append(Refusal(because, basis, remedy, code="still_waiting"))
    elif accepts and not has_explanation:
        because, remedy = _("供应商没有提交说明，不能认定说明成立。"), _("没有说明的，响应无效。")
        refusals.append(Refusal(because, basis, remedy, code="no_explanation"))
    if not reason.strip():
        because, remedy = _("还没有写理由。"), _("请写明判断的理由，理由会写进评审报告。")
        refusals.append(Refusal(because, basis, remedy, code="no_reason"))
    return refusals


def printed(law: LowPriceLaw) -> list[str]:
    """The paragraph of the procurement document."""
    law_says = {
        "mean": plain(law.mean.value * 100),
        "second": plain(law.second.value * 100),
        "ceiling": plain(law.ceiling.value * 100),
        "minutes": plain(law.minutes.value),
        "basis": law.mean.basis,
    }
    return [PRINTED.format(**law_says)]


def trigger_words(facts: Mapping[str, str]) -> str:
    """One trigger in a sentence, with its figures."""
    if facts["kind"] == TriggerKind.PANEL:
        return _("评审小组认为报价明显偏低：%(reason)s") % {"reason": facts["reason"]}
    says = {
        TriggerKind.MEAN: _(
            "报价 %(price)s 元低于全部有效报价平均值 %(measure)s 元的 %(share)s%%，即 %(limit)s 元"
        ),
        TriggerKind.SECOND: _("报价 %(price)s 元低于次低报价 %(measure)s 元的 %(share)s%%，即 %(limit)s 元"),
        TriggerKind.CEILING: _("报价 %(price)s 元低于最高限价 %(measure)s 元的 %(share)s%%，即 %(limit)s 元"),
    }[TriggerKind(facts["kind"])]
    amounts = {name: format_amount(Decimal(facts[name])) for name in ("price", "measure", "limit")}
    return says % {**amounts, "share": facts["share"]}


def told_words(facts: Mapping[str, str]) -> str:
    """The same for the supplier: nothing from which a rival's price could be computed."""
    if facts["kind"] == TriggerKind.CEILING:
        return trigger_words(facts)
    says = {
        TriggerKind.MEAN: _("报价低于全部有效报价平均值的 %(share)s%%"),
        TriggerKind.SECOND: _("报价低于次低报价的 %(share)s%%"),
        TriggerKind.PANEL: _("评审小组认为报价明显偏低，可能影响质量或者不能诚信履约"),
    }[TriggerKind(facts["kind"])]
    return says % {"share": facts.get("share", "")}


def conclusion(reasons: Iterable[str], *, has_explanation: bool, basis: str) -> str:
    """Why a response is invalid, for the report and the letter."""
    lead = _("供应商的说明不能证明报价合理") if has_explanation else _("供应商没有在规定时间内书面说明报价")
    text = _("异常低价审查：%(lead)s。%(reasons)s（%(basis)s）")
    return text % {"lead": lead, "reasons": "；".join(dict.fromkeys(reasons)), "basis": basis}
