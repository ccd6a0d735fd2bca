"""Whether the points of a criterion can be found as it says, and which points it allows. Pure."""

import re
from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import round_half_up
from procurement.review.rules.articles import ORDER_87_ART_55, REGULATION_ART_20, plain
from procurement.review.rules.criteria import CriterionFacts
from procurement.review.rules.scores import score_refusal

Key = TypeVar("Key", bound=Hashable)
PAST = re.compile(r"(近.{0,4}年|以往|过去|历年|既往).{0,16}评价")


def way_refusals(criteria: Iterable[CriterionFacts]) -> list[Refusal]:
    """Why scored criteria are not quantified as they say (Order 87, art. 55)."""
    return [
        refusal
        for criterion in criteria
        if criterion.kind == "scored" and criterion.maximum
        for refusal in (*_unit_refusals(criterion), *_band_refusals(criterion), *_past_refusals(criterion))
    ]


def most_points(quantities: Mapping[Key, Decimal], maximum: Decimal) -> dict[Key, Decimal]:
    """The more the better: own / most x maximum; nobody offers anything, nobody has points."""
    most = max(quantities.values(), default=Decimal(0))
    if most <= 0:
        return dict.fromkeys(quantities, Decimal("0.00"))
    return {key: round_half_up(maximum * quantity / most) for key, quantity in quantities.items()}


def cell_refusal(points: Decimal | None, criterion: CriterionFacts) -> Refusal | None:
    """Why a member may not give these points, or this quantity where the more is the better."""
    if criterion.way == "most" and points is not None and points >= 0:
        return None
    wrong = score_refusal(
        points, name=criterion.name, maximum=criterion.maximum or Decimal(0), step=criterion.step
    )
    return wrong or band_refusal(points, criterion)


def band_refusal(points: Decimal, criterion: CriterionFacts) -> Refusal | None:
    """Why these points stand in no band of the criterion; what has no bands allows any."""
    if not criterion.bands or any(band.holds(points) for band in criterion.bands):
        return None
    if criterion.way == "past" and points == criterion.neutral:
        return None
    because = _("“%(name)s”没有 %(points)s 分这一档。") % {
        "name": criterion.name,
        "points": plain(points),
    }
    allowed = [band.points for band in criterion.bands]
    if criterion.way == "past":
        allowed.append(_("%(points)s（没有评价结果）") % {"points": plain(criterion.neutral)})
    remedy = _("请在 %(bands)s 分中选择。") % {"bands": "、".join(allowed)}
    return Refusal(because, ORDER_87_ART_55, remedy, code="off_the_bands")


def needs_reason(points: Decimal, criterion: CriterionFacts) -> bool:
    """Whether a member says why: nothing at all or the full mark, where the panel judges."""
    return not criterion.is_objective and points in (Decimal(0), criterion.maximum)


def _unit_refusals(criterion: CriterionFacts) -> list[Refusal]:
    if criterion.way not in {"count", "most"} or criterion.unit.strip():
        return []
    because = _("“%(name)s”没有写明按什么计数。") % {"name": criterion.name}
    remedy = _("请填写计数的内容，例如“名持证社会工作者”“服务小时数”。")
    return [Refusal(because, ORDER_87_ART_55, remedy, code="no_unit")]


def _band_refusals(criterion: CriterionFacts) -> list[Refusal]:
    if criterion.way not in {"bands", "past"}:
        return []
    wrong = _fault(criterion)
    if not wrong:
        return []
    because = _("“%(name)s”的档次%(fault)s。") % {"name": criterion.name, "fault": wrong}
    remedy = _("请从高到低写，每行一档，例如“25-30：三项都具体”，最高一档到满分。")
    return [Refusal(because, ORDER_87_ART_55, remedy, code="bad_bands")]


def _fault(criterion: CriterionFacts) -> str:
    """What is wrong with the bands from the best to the least, in words."""
    bands = criterion.bands
    if len(bands) < 2:
        return _("不足两档")
    if bands[0].high != criterion.maximum:
        return _("最高是 %(top)s 分，满分是 %(maximum)s 分") % {
            "top": plain(bands[0].high),
            "maximum": plain(criterion.maximum),
        }
    for upper, lower in pairwise(bands):
        between = {"upper": upper.points, "lower": lower.points}
        if lower.high >= upper.low:
            return _("“%(upper)s”和“%(lower)s”重叠或者没有从高到低排列") % between
        if criterion.way == "bands" and upper.low - lower.high > criterion.step:
            return _("“%(upper)s”和“%(lower)s”之间有空档") % between
    return ""


def _past_refusals(criterion: CriterionFacts) -> list[Refusal]:
    """Past evaluations count alike for all, and who has none gets a printed neutral value."""
    if criterion.way != "past":
        if not PAST.search(f"{criterion.name}\n{criterion.text}"):
            return []
        because = _("“%(name)s”把以往的评价结果作为评分，没有按统一的标准计分。")
    elif not criterion.bands or (
        criterion.neutral is not None
        and criterion.bands[-1].low <= criterion.neutral <= criterion.bands[0].high
    ):
        return []
    else:
        because = _("“%(name)s”没有写明没有评价结果的计多少分，或者这个分数不在各档之间。")
    remedy = _("请把计分方式选为“以往评价”，写明各等次的分数和没有评价结果的分数。")
    name = {"name": criterion.name}
    return [Refusal(because % name, REGULATION_ART_20, remedy, code="past_evaluation")]
