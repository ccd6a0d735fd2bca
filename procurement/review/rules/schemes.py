"""Criteria schemes: sums close, the price weight is lawful, no qualification is scored. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import round_half_up
from procurement.review.rules.articles import (
    ORDER_87_ART_55,
    PROCUREMENT_LAW_ART_22,
    Limit,
    essence,
    plain,
)
from procurement.review.rules.criteria import CriterionFacts
from procurement.review.rules.ways import way_refusals

FULL_MARK = Decimal(100)


@dataclass(frozen=True)
class PriceTerms:
    """How the price counts: not at all where it is fixed; `approval` is the finance department's paper.

    The paper lets the weight leave the range of a consultation (财库〔2014〕214号, art. 24).
    """

    is_fixed: bool = False
    approval: str = ""


BY_POINTS = PriceTerms()


def scheme_total(criteria: Iterable[CriterionFacts]) -> Decimal:
    """The sum of all maxima, in points."""
    return sum((c.maximum for c in criteria if c.maximum is not None), Decimal(0))


def scheme_refusals(
    criteria: Sequence[CriterionFacts],
    *,
    lowest: Limit,
    highest: Limit | None = None,
    price: PriceTerms = BY_POINTS,
) -> list[Refusal]:
    """Why a scheme may not be used: sum, price weight, bands, scored qualification (Order 87, art. 55)."""
    is_price_alone = lowest.value >= 1
    weight = [] if price.is_fixed else price_weight_refusals(criteria, lowest=lowest, highest=highest)
    may_leave_range = bool(price.approval.strip()) and highest is not None and not is_price_alone
    return [
        *_completeness_refusals(criteria, is_price_alone=is_price_alone),
        *_price_refusals(criteria, price=price, is_price_alone=is_price_alone),
        *_maximum_refusals(criteria),
        *_sum_refusals(criteria),
        *([] if may_leave_range else weight),
        *way_refusals(criteria),
        *scored_qualification_refusals(criteria),
    ]


def _completeness_refusals(criteria: Sequence[CriterionFacts], *, is_price_alone: bool) -> list[Refusal]:
    kinds = [c.kind for c in criteria]
    refusals = []
    if "qualification" not in kinds:
        refusals.append(
            Refusal(
                because=_("还没有资格审查的条件。"),
                basis=PROCUREMENT_LAW_ART_22,
                remedy=_("请至少写一项供应商应当具备的条件。"),
                code="no_qualification",
            )
        )
    if "scored" not in kinds and not is_price_alone:
        refusals.append(
            Refusal(
                because=_("除价格以外还没有评分因素。"),
                basis=ORDER_87_ART_55,
                remedy=_("请至少增加一项评分因素。"),
                code="nothing_scored",
            )
        )
    return refusals


def _price_refusals(
    criteria: Sequence[CriterionFacts], *, price: PriceTerms, is_price_alone: bool
) -> list[Refusal]:
    """One criterion for the price; none where the price is fixed (Order 87, art. 55)."""
    count = sum(c.kind == "price" for c in criteria)
    if price.is_fixed and is_price_alone:
        because = _("按价格确定结果的采购方式，价格不能是固定的。")
        remedy = _("请取消“价格固定”，或者选择按评分确定结果的采购方式。")
    elif price.is_fixed and count:
        because = _("价格固定的采购，价格不列为评分因素，现在有 %(count)d 项价格分。") % {"count": count}
        remedy = _("请删去价格分，把分值分给其他因素，例如承诺的服务小时数。")
    elif not price.is_fixed and count != 1:
        because = _("价格分应当有一项，现在有 %(count)d 项。") % {"count": count}
        remedy = _("请保留一项价格分，并写明满分。")
    else:
        return []
    return [Refusal(because, ORDER_87_ART_55, remedy, code="one_price_criterion")]


def _maximum_refusals(criteria: Sequence[CriterionFacts]) -> list[Refusal]:
    refusals = []
    for criterion in criteria:
        if criterion.kind not in {"scored", "price"}:
            continue
        if criterion.maximum is None or criterion.maximum <= 0:
            because = _("“%(name)s”还没有满分。") % {"name": criterion.name}
        elif round_half_up(criterion.maximum) != criterion.maximum:
            because = _("“%(name)s”的满分 %(maximum)s 超过两位小数。") % {
                "name": criterion.name,
                "maximum": criterion.maximum,
            }
        elif criterion.kind == "scored" and not 0 < criterion.step <= criterion.maximum:
            because = _("“%(name)s”的分档 %(step)s 应当大于零，且不超过满分 %(maximum)s。") % {
                "name": criterion.name,
                "step": criterion.step,
                "maximum": criterion.maximum,
            }
        else:
            continue
        refusals.append(
            Refusal(
                because=because,
                basis=ORDER_87_ART_55,
                remedy=_("请填写大于零、最多两位小数的分值。"),
                code="bad_maximum",
            )
        )
    return refusals


def _sum_refusals(criteria: Sequence[CriterionFacts]) -> list[Refusal]:
    total = scheme_total(criteria)
    if total == FULL_MARK:
        return []
    gap = abs(FULL_MARK - total)
    remedy = _("还差 %(gap)s 分，请补足。") if total < FULL_MARK else _("多出 %(gap)s 分，请减少。")
    return [
        Refusal(
            because=_("各项满分合计 %(total)s 分，应当是 100 分。") % {"total": total},
            basis=ORDER_87_ART_55,
            remedy=remedy % {"gap": gap},
            code="sum_not_100",
        )
    ]


def price_weight_refusals(
    criteria: Sequence[CriterionFacts], *, lowest: Limit, highest: Limit | None = None
) -> list[Refusal]:
    """The price weight keeps within the lawful range of the method; both ends are lawful."""
    weights = [c.maximum for c in criteria if c.kind == "price" and c.maximum is not None]
    refusals = []
    for weight in weights:
        low, high = lowest.value * 100, highest.value * 100 if highest else FULL_MARK
        if low <= weight <= high:
            continue
        refusals.append(
            Refusal(
                because=_("价格分占 %(weight)s%%，法定范围是 %(low)s%% 至 %(high)s%%。")
                % {"weight": plain(weight), "low": plain(low), "high": plain(high)},
                basis=lowest.basis if weight < low or not highest else highest.basis,
                remedy=_("请把价格分调整到法定范围内；确需超出的，应当先经本级财政部门批准。"),
                code="price_weight_out_of_range",
            )
        )
    return refusals


def scored_qualification_refusals(criteria: Sequence[CriterionFacts]) -> list[Refusal]:
    """A qualification condition may not be scored: the same name or the same text (Order 87, art. 55)."""
    conditions = [c for c in criteria if c.kind == "qualification"]
    keys = {essence(value) for c in conditions for value in (c.name, c.text) if essence(value)}
    return [
        Refusal(
            because=_("“%(name)s”已经是资格条件，不能再作为评分因素。") % {"name": criterion.name},
            basis=ORDER_87_ART_55,
            remedy=_("请删去这项评分，或者改为评价超出资格条件的部分。"),
            code="qualification_scored",
        )
        for criterion in criteria
        if criterion.kind == "scored" and {essence(criterion.name), essence(criterion.text)} & keys
    ]
