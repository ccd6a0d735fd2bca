"""What a proposal for a legal number must hold against, and what it does to the rows. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount
from procurement.routing.figures import THRESHOLD, Parameter
from procurement.routing.proposals.choices import ProposalKind

TWO_PEOPLE = "单位内部控制制度：拟定与审批分离（待确认）"
GUIDE = "《湖南省预算单位政府集中采购目录及标准指引（2025年版）》"
PROVINCE, CITY = 2, 4
# What a city may set for itself, and the number that it must reach.
CITY_FLOORS = {THRESHOLD: "dispersed_floor_city"}
SWITCH_VALUES = (Decimal(0), Decimal(1))
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Subject:
    """What a number is about: its code, whose budget level and which category."""

    code: str
    region_code: str
    category: str


@dataclass(frozen=True)
class Span:
    """One row that stands: its key, from which day to which (None: open), and what it says."""

    pk: int
    starts_on: date
    ends_on: date | None
    value: Decimal
    legal_basis: str
    confidence: str

    def holds_on(self, day: date) -> bool:
        """Whether the row is in force on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Change:
    """What somebody proposes; `row` is the row that is corrected or ended, `ends_on` its last day."""

    kind: str
    subject: Subject
    reason: str
    value: Decimal | None = None
    legal_basis: str = ""
    confidence: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    row: int | None = None


@dataclass(frozen=True)
class Placing:
    """Where a new row goes: which row ends the day before it, and its own last day (None: open)."""

    ended: Span | None
    ends_on: date | None


def value_refusals(value: Decimal, unit: str) -> list[Refusal]:
    """A number must be one that its unit can have."""
    wrong = {
        "ratio": (not 0 <= value <= 1, _("比例应当在 0 到 1 之间，例如 0.3 表示 30%。")),
        "switch": (value not in SWITCH_VALUES, _("开关只能填 1（是）或者 0（否）。")),
        "yuan": (value <= 0 or value != value.quantize(CENT), _("金额应当大于零，最多两位小数。")),
    }
    is_wrong, remedy = wrong.get(
        unit, (value <= 0 or value != value.to_integral_value(), _("请填写大于零的整数。"))
    )
    if not is_wrong:
        return []
    because = _("数值“%(value)s”不符合这个单位。") % {"value": f"{value.normalize():f}"}
    return [Refusal(because=because, remedy=remedy, code="value")]


def level_refusals(region_code: str, division_code: str) -> list[Refusal]:
    """A finance department changes the numbers of its own budget level only."""
    if region_code == division_code:
        return []
    return [
        Refusal(
            because=_("这个数值不属于本级财政部门管理的地区。"),
            basis=TWO_PEOPLE,
            remedy=_("请由该级财政部门提出。"),
            code="other_level",
        )
    ]


def may_set(code: str, division_code: str) -> bool:
    """Whether a budget level has such a number: the province each, a city its own threshold (THR-03)."""
    return len(division_code) == PROVINCE or (len(division_code) == CITY and code in CITY_FLOORS)


def city_refusals(change: Change, floor: Parameter | None) -> list[Refusal]:
    """A city may set its own threshold, not below the floor; a county follows its city (THR-03)."""
    subject = change.subject
    if len(subject.region_code) == PROVINCE:
        return []
    if len(subject.region_code) != CITY:
        because = _("县市区没有自己的标准，执行所在市州公布的标准；市州没有公布的，执行省级标准。")
        return [_of_guide(because, _("请由市州财政部门提出。"), "county")]
    if subject.code not in CITY_FLOORS:
        because = _("市州只能自定分散采购限额标准，其他数值全省统一。")
        return [_of_guide(because, _("请由省级财政部门提出。"), "province_only")]
    if change.value is None:
        return []
    if floor is None:
        because = _("施行日期早于市州可以自定标准的日期。")
        return [_of_guide(because, _("请改填施行日期。"), "no_floor")]
    if change.value >= floor.value:
        return []
    values = {"value": format_amount(change.value), "floor": floor.says()}
    because = _("自定标准 %(value)s 元，低于下限 %(floor)s。") % values
    return [Refusal(because, floor.legal_basis, _("请填写不低于下限的数值。"), "below_floor")]


def row_refusals(change: Change, rows: Sequence[Span]) -> list[Refusal]:
    """Why the rows of the number do not take the change: days that cross, nothing new, no such row."""
    if change.kind == ProposalKind.SET:
        return _set_refusals(change, rows)
    row = next((row for row in rows if row.pk == change.row), None)
    if row is None:
        return [_refusal(_("要修改的数值已经不在了。"), _("请刷新页面后重新提出。"), "row_gone")]
    return _end_refusals(change, row) if change.kind == ProposalKind.END else _correct_refusals(change, row)


def _set_refusals(change: Change, rows: Sequence[Span]) -> list[Refusal]:
    day = change.starts_on
    same_day = next((row for row in rows if row.starts_on == day), None)
    if same_day is not None:
        because = _("%(day)s 起施行的数值已经有了，同一天只能有一个。") % {"day": day.isoformat()}
        return [_refusal(because, _("数值写错的，请改用“更正数值或依据”。"), "same_day")]
    ended = placing(day, rows).ended
    if ended is not None and (ended.value, ended.legal_basis) == (change.value, change.legal_basis):
        because = _("数值和依据都与现行的相同。")
        return [_refusal(because, _("没有变化的不需要提出。"), "nothing_new")]
    return []


def _correct_refusals(change: Change, row: Span) -> list[Refusal]:
    if (row.value, row.legal_basis, row.confidence) != (change.value, change.legal_basis, change.confidence):
        return []
    because = _("数值、依据和核对情况都没有变化。")
    return [_refusal(because, _("请填写更正后的内容。"), "nothing_new")]


def _end_refusals(change: Change, row: Span) -> list[Refusal]:
    values = {"day": change.ends_on.isoformat(), "from": row.starts_on.isoformat()}
    if change.ends_on < row.starts_on:
        because = _("最后一天 %(day)s 早于施行的第一天 %(from)s。") % values
        return [_refusal(because, _("请改填最后一天。"), "ends_before_it_starts")]
    if row.ends_on is not None and change.ends_on >= row.ends_on:
        because = _("这个数值到 %(day)s 已经失效。") % {"day": row.ends_on.isoformat()}
        return [_refusal(because, _("终止日期应当早于原来的失效日期。"), "ended_already")]
    return []


def fallback_refusals(*, has_fallback: bool) -> list[Refusal]:
    """A number that the portal judges by must not vanish: a city's may end, since the province's follows."""
    if has_fallback:
        return []
    because = _("终止以后这个数值就没有了，平台无法判断。")
    remedy = _("请改用“设定新数值”，从新数值施行之日起代替它。")
    return [_refusal(because, remedy, "nothing_follows")]


def placing(day: date, rows: Iterable[Span]) -> Placing:
    """Where a row that begins on a day goes between those that stand: it holds until the next one begins."""
    later = [row.starts_on for row in rows if row.starts_on > day]
    ended = next((row for row in rows if row.starts_on < day and row.holds_on(day)), None)
    return Placing(ended, min(later) - timedelta(1) if later else None)


def reason_refusals(reason: str) -> list[Refusal]:
    """Whoever proposes, withdraws or declines says why."""
    if reason.strip():
        return []
    return [
        Refusal(
            because=_("没有写明理由，现在是空白。"),
            basis=TWO_PEOPLE,
            remedy=_("请写明理由，以便以后查阅。"),
            code="reason_missing",
        )
    ]


def second_person_refusals(*, proposed_by: int, approver: int) -> list[Refusal]:
    """Whoever proposed a number may not approve it."""
    if proposed_by != approver:
        return []
    return [
        Refusal(
            because=_("这个数值是您自己提出的，应当由另一个人批准。"),
            basis=TWO_PEOPLE,
            remedy=_("请本级财政部门的另一位工作人员办理。"),
            code="own_proposal",
        )
    ]


def waiting_refusals(number: str) -> list[Refusal]:
    """One proposal of a number at a time; `number` is that of the one that waits, or empty."""
    if not number:
        return []
    because = _("这个数值已经有一个待批准的提议（%(number)s）。") % {"number": number}
    return [_refusal(because, _("请先批准、不批准或者撤回它。"), "one_waits")]


def _of_guide(because: str, remedy: str, code: str) -> Refusal:
    return Refusal(because=because, basis=GUIDE, remedy=remedy, code=code)


def _refusal(because: str, remedy: str, code: str) -> Refusal:
    return Refusal(because=because, remedy=remedy, code=code)
