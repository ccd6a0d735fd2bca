"""What a calculation of points for price says: base, points or places, who does not count. Pure.

Prices are yuan, shares of one; the points themselves are `review.rules.price_points`, which the review uses.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.review import rules
from procurement.review.rules import Limit, plain


@dataclass(frozen=True)
class Question:
    """The bids by name; `weight` in points is None where the lowest price decides.

    `deductions` are the shares taken off the price of small and micro enterprises, by name.
    """

    bids: Mapping[str, Decimal]
    weight: Decimal | None = None
    deductions: Mapping[str, Decimal] = field(default_factory=dict)
    ceiling: Decimal | None = None


@dataclass(frozen=True)
class Line:
    """One bid of the answer; the invalid one has neither evaluated price nor place."""

    name: str
    price: Decimal
    evaluated: Decimal | None = None
    points: Decimal | None = None
    place: int | None = None
    invalid: str = ""


@dataclass(frozen=True)
class Answer:
    """`base` is the lowest evaluated price; equal prices share a place. None where no bid is valid."""

    base: Decimal | None
    lines: Sequence[Line]

    def facts(self) -> dict:
        """For programs: numbers as texts; what does not apply is left out."""
        found = {
            "base": None if self.base is None else plain(self.base),
            "scores": {line.name: str(line.points) for line in self.lines if line.points is not None},
            "places": {line.name: line.place for line in self.lines if line.place and line.points is None},
            "invalid": {line.name: line.invalid for line in self.lines if line.invalid},
        }
        return {name: value for name, value in found.items() if value or name in ("base", "scores")}


def answer(question: Question) -> Answer:
    """Leave out what is over the ceiling; the rest by the rule of the review, places by price alone."""
    invalid = {name: _invalid(price, question.ceiling) for name, price in question.bids.items()}
    evaluated = {
        name: rules.evaluated_price(price, deduction=question.deductions.get(name, Decimal(0)))
        for name, price in question.bids.items()
        if not invalid[name]
    }
    points = {} if question.weight is None else rules.price_points(evaluated, question.weight)
    ascending = sorted(evaluated.values())
    lines = [
        Line(
            name=name,
            price=price,
            evaluated=evaluated.get(name),
            points=points.get(name),
            place=ascending.index(evaluated[name]) + 1 if name in evaluated else None,
            invalid=invalid[name],
        )
        for name, price in question.bids.items()
    ]
    return Answer(base=min(evaluated.values(), default=None), lines=lines)


def _invalid(price: Decimal, ceiling: Decimal | None) -> str:
    refusal = rules.quote_refusal(price, ceiling=price if ceiling is None else ceiling)
    return refusal.because if refusal else ""


@dataclass(frozen=True)
class DeductionLaw:
    """The lawful ends of the deduction for small enterprises, and for partners of a consortium."""

    lowest: Limit
    highest: Limit
    partner_lowest: Limit
    partner_highest: Limit


def deduction_refusals(shares: Sequence[Decimal], *, law: DeductionLaw) -> list[Refusal]:
    """A deduction is within the range that the document may fix, and the same for all small enterprises."""
    whole = {share for share in shares if law.lowest.value <= share <= law.highest.value}
    partner = {share for share in shares if law.partner_lowest.value <= share <= law.partner_highest.value}
    outside = sorted(set(shares) - whole - partner)
    ends = {
        "low": _percent(law.lowest.value),
        "high": _percent(law.highest.value),
        "partner_low": _percent(law.partner_lowest.value),
        "partner_high": _percent(law.partner_highest.value),
    }
    refusals = [
        Refusal(
            because=_("价格扣除 %(share)s%% 不在法定范围内。") % {"share": _percent(share)},
            basis=law.lowest.basis,
            remedy=_(
                "小微企业扣除 %(low)s%% 至 %(high)s%%，"
                "联合体或者分包扣除 %(partner_low)s%% 至 %(partner_high)s%%。"
            )
            % ends,
            code="deduction_out_of_range",
        )
        for share in outside
    ]
    if any(len(kind) > 1 for kind in (whole, partner)):
        refusals.append(
            Refusal(
                because=_("同一个采购包里，同类供应商的价格扣除比例应当相同。"),
                basis=law.lowest.basis,
                remedy=_("请按采购文件写明的比例填写。"),
                code="unequal_deduction",
            )
        )
    return refusals


def _percent(share: Decimal) -> str:
    return plain(share * 100)
