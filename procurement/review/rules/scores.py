"""From findings and points to a ranking: majority, price points, means, ties. Pure.

Points are Decimal with two decimals, amounts yuan. Rounding is half-up, once for each figure.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount, round_half_up, yuan
from procurement.review.rules.articles import (
    CONSULTATION_ART_25,
    ORDER_87_ART_55,
    ORDER_87_ART_61,
    ORDER_87_ART_63,
    Limit,
    plain,
)

Key = TypeVar("Key", bound=Hashable)
NO_DEDUCTION = Decimal(0)

# Examination


def is_passed(votes: Sequence[bool]) -> bool:
    """The majority decides (Order 87, art. 61); half is no majority."""
    return sum(votes) * 2 > len(votes)


@dataclass(frozen=True)
class Continuation:
    """Whether a review goes on with so many suppliers, and under which article."""

    goes_on: bool
    because: str
    basis: str
    is_exception: bool = False


def continuation(suppliers: int, *, usual: Limit, exception: Limit) -> Continuation:
    """Three go on; two by an exception (财库〔2015〕124号; Order 74, art. 27); one ends the review."""
    count = {"count": suppliers, "usual": plain(usual.value), "least": plain(exception.value)}
    if suppliers >= usual.value:
        return Continuation(True, _("符合要求的供应商有 %(count)d 家。") % count, usual.basis)
    if suppliers >= exception.value:
        because = _("符合要求的供应商只有 %(count)d 家，不足 %(usual)s 家；依法可以继续进行。")
        return Continuation(True, because % count, exception.basis, is_exception=True)
    because = _("符合要求的供应商只有 %(count)d 家，不足 %(least)s 家，应当终止采购活动。")
    return Continuation(False, because % count, exception.basis)


def finding_refusals(findings: Iterable[tuple[str, str, bool | None, str]]) -> list[Refusal]:
    """Every cell is judged and every failure has its reason; takes (supplier, criterion, passed, reason)."""
    refusals = []
    for supplier, criterion, passed, reason in findings:
        if passed is None:
            because = _("%(supplier)s的“%(criterion)s”还没有审查。")
        elif not passed and not reason.strip():
            because = _("%(supplier)s的“%(criterion)s”不通过，还没有写理由。")
        else:
            continue
        refusals.append(
            Refusal(
                because=because % {"supplier": supplier, "criterion": criterion},
                basis=ORDER_87_ART_61,
                remedy=_("请补充后再提交。"),
                code="finding_incomplete",
            )
        )
    return refusals


# Final quotes


def offered(response: Mapping[str, str]) -> Decimal | None:
    """The price that stands in a response as it was sealed; None where none can be read."""
    try:
        return yuan(str(response.get("first_price", "")))
    except ValueError:
        return None


def quote_refusal(quote: Decimal, *, ceiling: Decimal) -> Refusal | None:
    """Why a price is invalid: not an amount, or over the ceiling (Order 87, art. 63)."""
    if quote > ceiling:
        because = _("报价 %(quote)s 元超过最高限价 %(ceiling)s 元。") % {
            "quote": format_amount(quote),
            "ceiling": format_amount(ceiling),
        }
        return Refusal(because=because, basis=ORDER_87_ART_63, code="over_ceiling")
    if quote <= 0 or round_half_up(quote) != quote:
        return Refusal(because=_("报价不是有效的金额。"), basis=ORDER_87_ART_63, code="not_an_amount")
    return None


def evaluated_price(price: Decimal, *, deduction: Decimal = NO_DEDUCTION) -> Decimal:
    """The price that is compared: less the policy's deduction (a share of one), not rounded."""
    return price * (1 - deduction)


def price_points(quotes: Mapping[Key, Decimal], weight: Decimal) -> dict[Key, Decimal]:
    """Points for price: base / quote x weight, the base being the lowest valid quote (Order 87, art. 55)."""
    if not quotes:
        return {}
    base = min(quotes.values())
    return {key: round_half_up(base * weight / quote) for key, quote in quotes.items()}


# Score sheets


def score_refusal(points: Decimal | None, *, name: str, maximum: Decimal, step: Decimal) -> Refusal | None:
    """Why these points may not stand: blank, out of range, off the step (Order 87, art. 55)."""
    if points is None:
        because = _("“%(name)s”还没有评分。") % {"name": name}
    elif not 0 <= points <= maximum:
        because = _("“%(name)s”满分 %(maximum)s 分，%(points)s 分不在范围内。") % {
            "name": name,
            "maximum": plain(maximum),
            "points": plain(points),
        }
    elif points != maximum and points % step:
        because = _("“%(name)s”每 %(step)s 分一档，%(points)s 分不在档上。") % {
            "name": name,
            "step": plain(step),
            "points": plain(points),
        }
    else:
        return None
    remedy = _("请填写 0 至 %(maximum)s 之间、每 %(step)s 分一档的分数。")
    return Refusal(
        because=because,
        basis=ORDER_87_ART_55,
        remedy=remedy % {"maximum": plain(maximum), "step": plain(step)},
        code="bad_points",
    )


def unequal_objective(sheets: Iterable[Mapping[Key, Decimal]]) -> list[Key]:
    """The objective cells on which the members' points are not all the same (Order 87, art. 64)."""
    seen: dict[Key, set[Decimal]] = {}
    for sheet in sheets:
        for cell, points in sheet.items():
            seen.setdefault(cell, set()).add(points)
    return [cell for cell, points in seen.items() if len(points) > 1]


def technical_points(sheets: Sequence[Decimal]) -> Decimal:
    """The mean of the members' sums for one supplier, without leaving out highest or lowest."""
    return round_half_up(sum(sheets, Decimal(0)) / len(sheets))


# Ranking


@dataclass(frozen=True)
class Standing(Generic[Key]):
    """What decides a supplier's place."""

    key: Key
    total: Decimal
    quote: Decimal
    technical: Decimal


@dataclass(frozen=True)
class Ranking(Generic[Key]):
    """Suppliers from the first to the last; `tied` are equal in everything and wait for the lot."""

    order: tuple[Key, ...]
    tied: tuple[tuple[Key, ...], ...] = ()


def rank(standings: Iterable[Standing[Key]], *, lots: Mapping[Key, int] | None = None) -> Ranking[Key]:
    """Total down, then final quote up, then technical points down (财库〔2014〕214号, art. 25).

    Suppliers equal in all three are not guessed: they stay in `tied` unless `lots` gives their drawn order.
    """
    lots = lots or {}
    groups: dict[tuple, list[Key]] = {}
    for standing in standings:
        place = (-standing.total, standing.quote, -standing.technical)
        groups.setdefault(place, []).append(standing.key)
    ordered = [sorted(groups[place], key=lambda key: lots.get(key, 0)) for place in sorted(groups)]
    tied = tuple(tuple(g) for g in ordered if len(g) > 1 and len({lots.get(key) for key in g}) < len(g))
    return Ranking(order=tuple(key for group in ordered for key in group), tied=tied)


def tie_refusal(names: Iterable[str]) -> Refusal:
    """A full tie is left to the lot, on record."""
    return Refusal(
        because=_("%(names)s的得分和报价都相同。") % {"names": "、".join(names)},
        basis=CONSULTATION_ART_25,
        remedy=_("请由组长当场抽签，结果会记录在案。"),
        code="full_tie",
    )


def dissent_refusals(*, agrees: bool, dissent: str) -> list[Refusal]:
    """A dissenter writes the reasons; without them the member counts as agreeing (Order 87, art. 61)."""
    if agrees or dissent.strip():
        return []
    return [
        Refusal(
            because=_("不同意评审报告，应当写明不同意见和理由；不写理由的，视为同意。"),
            basis=ORDER_87_ART_61,
            remedy=_("请写明理由，或者选择同意。"),
            code="dissent_needs_reason",
        )
    ]
