"""The evaluation of a contract as pure functions: weights, points, stars, total, band, who is independent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from evaluation.performance.choices import Band
from evaluation.performance.indicators import Indicator
from portal.kernel.errors import Refusal
from portal.kernel.money import round_half_up

PERFORMANCE_BASIS = (
    "项目支出绩效评价管理办法（财预〔2020〕10号）；政府购买服务管理办法（财政部令第102号）第二十条"
)
THIRD_PARTY_BASIS = "财监〔2021〕4号"
VOICES_BASIS = "平台设定的综合性评价机制（待确认）"
HUNDRED = Decimal(100)
MOST_STARS = 5
LONGEST_WINDOW = timedelta(days=180)


@dataclass(frozen=True)
class Weights:
    """How much each voice counts, in per cent."""

    purchaser: Decimal
    recipients: Decimal
    third_party: Decimal


@dataclass(frozen=True)
class OpeningFacts:
    """Who evaluates, with which weights, and until which day service recipients may answer."""

    institution_id: int
    weights: Weights
    link_closes_on: date


@dataclass(frozen=True)
class OpinionFacts:
    """Points by indicator code, and the opinion in words."""

    points: Mapping[str, Decimal]
    text: str


@dataclass(frozen=True)
class BandFloors:
    """The lowest total of each band, in points, and the article that says so."""

    excellent: Decimal
    good: Decimal
    fair: Decimal
    basis: str = ""


def weight_refusals(weights: Weights) -> list[Refusal]:
    """Three positive weights that close at 100."""
    parts = (weights.purchaser, weights.recipients, weights.third_party)
    if any(part <= 0 for part in parts):
        because = _("采购人、服务对象和第三方都要有权重，不能是零。")
        return [Refusal(because=because, basis=VOICES_BASIS, code="weight_missing")]
    if sum(parts) != HUNDRED:
        because = _("三方权重合计 %(sum)s%%，必须等于 100%%。") % {"sum": f"{sum(parts).normalize():f}"}
        remedy = _("请调整三方权重。")
        return [Refusal(because=because, basis=VOICES_BASIS, remedy=remedy, code="weights_do_not_close")]
    return []


def window_refusals(closes_on: date, *, today: date) -> list[Refusal]:
    """The link is open today and not for ever."""
    if today <= closes_on <= today + LONGEST_WINDOW:
        return []
    because = _("满意度截止日期要在今天到 %(last)s 之间。") % {"last": (today + LONGEST_WINDOW).isoformat()}
    return [Refusal(because=because, code="window_out_of_range")]


def independence_refusals(*, is_institution: bool, institution_id: int, parties: set[int]) -> list[Refusal]:
    """The third party is an evaluation institution and neither side of the contract (财监〔2021〕4号)."""
    if institution_id in parties:
        because = _("第三方机构是本合同的采购人或者供应商，不能评价自己。")
    elif not is_institution:
        because = _("选定的单位不是第三方评价机构。")
    else:
        return []
    remedy = _("请选择与采购人和供应商都没有关系的第三方评价机构。")
    return [Refusal(because=because, basis=THIRD_PARTY_BASIS, remedy=remedy, code="not_independent")]


def evaluator_refusals(*, bodies: set[int], parties: set[int]) -> list[Refusal]:
    """Nobody evaluates who also acts for the purchaser or the supplier."""
    if not bodies & parties:
        return []
    because = _("您同时在采购人或者供应商任职，应当回避。")
    remedy = _("请由机构的其他人员评价。")
    return [
        Refusal(because=because, basis=THIRD_PARTY_BASIS, remedy=remedy, code="evaluator_not_independent")
    ]


def opinion_refusals(facts: OpinionFacts, *, framework: Sequence[Indicator]) -> list[Refusal]:
    """Every indicator has points between nought and its full mark, and there is an opinion."""
    refusals = []
    if set(facts.points) != {indicator.code for indicator in framework}:
        because = _("指标没有逐项打分，共 %(count)d 项。") % {"count": len(framework)}
        return [Refusal(because=because, basis=PERFORMANCE_BASIS, code="indicators_open")]
    for indicator in framework:
        points = facts.points[indicator.code]
        if not 0 <= points <= indicator.points:
            because = _("“%(name)s”得分 %(points)s，应在 0 到 %(full)s 之间。") % {
                "name": indicator.name,
                "points": f"{points:f}",
                "full": f"{indicator.points:f}",
            }
            refusals.append(Refusal(because=because, basis=PERFORMANCE_BASIS, code="points_out_of_range"))
    if not facts.text.strip():
        refusals.append(Refusal(because=_("评价意见是空白的。"), code="no_opinion"))
    return refusals


def opinion_score(facts: OpinionFacts) -> Decimal:
    """The sum of the points, of 100."""
    return round_half_up(sum(facts.points.values(), Decimal(0)))


def recipients_score(stars: Mapping[int, int]) -> Decimal:
    """Mean stars of five as points of 100, from how often each star was given; at least one answer."""
    answers = sum(stars.values())
    given = sum(star * count for star, count in stars.items())
    return round_half_up(Decimal(given) * HUNDRED / (answers * MOST_STARS))


def total(weights: Weights, *, purchaser: Decimal, recipients: Decimal, third_party: Decimal) -> Decimal:
    """The weighted sum of three scores, rounded once, half up, to two decimals."""
    weighted = (
        weights.purchaser * purchaser + weights.recipients * recipients + weights.third_party * third_party
    )
    return round_half_up(weighted / HUNDRED)


def band(score: Decimal, *, floors: BandFloors) -> Band:
    """优, 良, 中 or 差; a floor belongs to the better band."""
    if score >= floors.excellent:
        return Band.EXCELLENT
    if score >= floors.good:
        return Band.GOOD
    return Band.FAIR if score >= floors.fair else Band.POOR


def is_small_sample(answers: int, *, least: int) -> bool:
    """Whether a result must be marked as resting on few answers."""
    return answers < least


def answer_refusals(*, is_gathering: bool, closes_on: date, today: date, answered: bool) -> list[Refusal]:
    """An answer counts while the window is open, once a device; the last day belongs to the window."""
    if not is_gathering or today > closes_on:
        because = _("这次满意度调查已在 %(day)s 结束。") % {"day": closes_on.isoformat()}
        remedy = _("对服务有意见的，请直接联系采购人。")
        return [Refusal(because=because, remedy=remedy, code="window_closed")]
    if answered:
        because = _("这部手机已经评价过一次，每部手机只能评价一次。")
        remedy = _("家里其他人可以用自己的手机评价，或者填写纸质表。")
        return [Refusal(because=because, remedy=remedy, code="answered_before")]
    return []


def stars_refusals(stars: int) -> list[Refusal]:
    """One to five."""
    if 1 <= stars <= MOST_STARS:
        return []
    return [Refusal(because=_("请从五个选项里选一个。"), code="stars_out_of_range")]


def computing_refusals(*, missing: Sequence[str], answers: int) -> list[Refusal]:
    """All three voices must have spoken."""
    refusals = [
        Refusal(because=_("还没有%(voice)s。") % {"voice": voice}, basis=VOICES_BASIS, code="voice_missing")
        for voice in missing
    ]
    if answers < 1:
        because = _("还没有服务对象回答满意度调查。")
        remedy = _("请把短链接或者二维码发给服务对象。")
        refusals.append(Refusal(because=because, basis=VOICES_BASIS, remedy=remedy, code="no_answers"))
    return refusals


def second_person_refusals(*, opened_by: int, published_by: int) -> list[Refusal]:
    """Whoever opened an evaluation does not publish it."""
    if opened_by != published_by:
        return []
    because = _("评价由您发起，须由本单位另一名人员复核公布。")
    return [Refusal(because=because, basis=_("单位内部控制制度（待确认）"), code="same_person")]
