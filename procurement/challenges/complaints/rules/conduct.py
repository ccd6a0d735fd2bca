"""When a complainant is put on the list of bad conduct, and for how long it may not take part. Pure."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.challenges.complaints.choices import ConductKind, DismissGround

BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第三十七条"
FALSE_GROUNDS = frozenset({DismissGround.FABRICATED, DismissGround.ILLEGAL_EVIDENCE})


def within_months(decided: Sequence[date], *, on: date, months: int) -> list[date]:
    """The decisions in the `months` that end on a day; the same day that many months before is outside."""
    since = months_before(on, months)
    return sorted(day for day in decided if since < day <= on)


def months_before(day: date, months: int) -> date:
    """The same day so many months before, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"no day {months} months before {day}")


def proposal_refusals(
    kind: str,
    *,
    unfounded: Sequence[date],
    least: int,
    ground: str,
    years: int | None,
    years_range: tuple[int, int],
) -> list[Refusal]:
    """Three unfounded complaints within the time, or a false one; only a false one bars, 1 to 3 years."""
    if kind == ConductKind.REPEATED:
        return _repeated_refusals(len(unfounded), least=least, years=years)
    if ground not in FALSE_GROUNDS:
        because = _("这件投诉没有认定捏造事实、提供虚假材料或者以非法手段取得证明材料。")
        return [Refusal(because, BASIS, _("请核对处理决定驳回的情形。"), "not_false")]
    low, high = years_range
    if years is None or not low <= years <= high:
        because = _("禁止参加政府采购活动的时间是 %(years)s 年，应当在 %(low)d 至 %(high)d 年之间。") % {
            "years": "—" if years is None else years,
            "low": low,
            "high": high,
        }
        return [Refusal(because, BASIS, _("请改写年数。"), "years_out_of_range")]
    return []


def _repeated_refusals(count: int, *, least: int, years: int | None) -> list[Refusal]:
    if count < least:
        because = _("期限内查无实据的投诉有 %(count)d 次，不到 %(least)d 次。") % {
            "count": count,
            "least": least,
        }
        remedy = _("其他财政部门处理的，平台没有记录，请凭处理决定书在平台以外合并计算。")
        return [Refusal(because, BASIS, remedy, "too_few_unfounded")]
    if years is not None:
        because = _("多次投诉查无实据只列入不良行为记录名单，不禁止参加政府采购活动。")
        return [Refusal(because, BASIS, _("请去掉禁止的年数。"), "no_ban")]
    return []
