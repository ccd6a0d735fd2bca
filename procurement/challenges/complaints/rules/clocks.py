"""The clocks of a complaint, and the one that stops while others have the papers. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.calendar.rules import LONGEST_PERIOD, ONE_DAY, Calendar, LegalDate
from portal.kernel.errors import Refusal

COMPLAIN_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第十七条"
EXAM_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第二十一条"
DECIDE_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第二十六条"
SUSPEND_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第二十八条"
PAUSE_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第二十七条"


@dataclass(frozen=True)
class Pause:
    """From the day on which the paper was sent to the day of the reply; None while none has come."""

    sent_on: date
    replied_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether a day does not count. The day of sending counts: a period begins on the next (art. 42)."""
        return self.sent_on < day and (self.replied_on is None or day <= self.replied_on)


@dataclass(frozen=True)
class Running:
    """Where the time for the decision stands: its last day (None while it is stopped) and the days left."""

    last_day: LegalDate | None
    left: int

    @property
    def is_stopped(self) -> bool:
        """Whether the clock stands still today."""
        return self.last_day is None


def complain_by(answer_due: date, workdays: int, *, calendar: Calendar) -> LegalDate:
    """The last day to complain, counted from the end of the time for the answer (Order 94, art. 17).

    It is the end of the answer's time also where the answer came earlier: the order says 答复期满后.
    """
    return calendar.add_workdays(answer_due, workdays)


def decision_due(
    received_on: date, workdays: int, *, pauses: Sequence[Pause], today: date, calendar: Calendar
) -> Running:
    """The last day for the decision, without the days on which others had the papers (art. 26, 27)."""
    left_today = workdays - _counted(received_on, today, pauses, calendar)
    if any(pause.replied_on is None for pause in pauses):
        return Running(None, left_today)
    day, left = received_on, workdays
    for _turn in range(LONGEST_PERIOD):
        if not left:
            break
        day += ONE_DAY
        left -= _counts(day, pauses, calendar)
    provisional = bool(calendar.open_years(received_on + ONE_DAY, day))
    return Running(LegalDate(day, provisional), left_today)


def days_suspended(spans: Iterable[tuple[date, date]]) -> int:
    """Calendar days of all suspensions together; a day within two counts once (Order 94, art. 28)."""
    days = {start + offset * ONE_DAY for start, end in spans for offset in range(1, (end - start).days + 1)}
    return len(days)


def suspension_refusals(
    spans: Sequence[tuple[date, date]], *, today: date, until: date | None, most: int
) -> list[Refusal]:
    """A suspension ends on a day to come; all of them together keep within the law (Order 94, art. 28)."""
    if until is None or until <= today:
        because = _("暂停的最后一天不晚于今天。")
        return [Refusal(because, SUSPEND_BASIS, _("请填写以后的日期。"), "until_too_early")]
    days = days_suspended([*spans, (today, until)])
    if days <= most:
        return []
    latest = today + (most - days_suspended(spans)) * ONE_DAY
    because = _("暂停的时间合计 %(days)d 日，最长不得超过 %(most)d 日。") % {"days": days, "most": most}
    remedy = _("最晚可以暂停到 %(latest)s。") % {"latest": latest.isoformat()}
    return [Refusal(because, SUSPEND_BASIS, remedy, "suspended_too_long")]


def pause_refusals(*, sent_on: date, received_on: date, today: date, is_open: bool) -> list[Refusal]:
    """A pause begins with a paper that was sent after the complaint came, once for each cause at a time."""
    found = []
    if is_open:
        because = _("同一原因的停算还没有结束。")
        found.append(Refusal(because, PAUSE_BASIS, _("请先登记收到反馈的日期。"), "pause_open"))
    if not received_on <= sent_on <= today:
        because = _("发出文书的日期不在收到投诉（%(received)s）到今天之间。") % {
            "received": received_on.isoformat()
        }
        found.append(Refusal(because, PAUSE_BASIS, _("请核对日期。"), "pause_day"))
    return found


def reply_refusals(*, sent_on: date, replied_on: date, today: date) -> list[Refusal]:
    """The reply comes after the paper was sent, and not in time to come."""
    if sent_on <= replied_on <= today:
        return []
    because = _("收到反馈的日期不在发出文书（%(sent)s）到今天之间。") % {"sent": sent_on.isoformat()}
    return [Refusal(because, PAUSE_BASIS, _("请核对日期。"), "reply_day")]


def _counted(after: date, until: date, pauses: Sequence[Pause], calendar: Calendar) -> int:
    days = (after + offset * ONE_DAY for offset in range(1, (until - after).days + 1))
    return sum(_counts(day, pauses, calendar) for day in days)


def _counts(day: date, pauses: Sequence[Pause], calendar: Calendar) -> bool:
    return calendar.is_workday(day) and not any(pause.covers(day) for pause in pauses)
