"""Reading the State Council's yearly notice: its own sentences, or a table with a day in each row. Pure.

What is read are the days that depart from Monday-to-Friday; a weekend day that is off departs from nothing.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from portal.kernel.calendar.rules import statutory_names
from portal.kernel.sheets import SheetRow

ONE_DAY = timedelta(days=1)
LONGEST_NAME = 40
OFF_WORDS = frozenset({"0", "休", "放假", "休息", "否", "假日", "节假日"})
WORK_WORDS = frozenset({"1", "班", "上班", "工作日", "是", "调休上班", "补班"})
HEADINGS = frozenset({"date", "日期", "年份", "year"})
ITEM = re.compile(r"^[一二三四五六七八九十]+、(?P<name>[^:]{1,30}):(?P<text>.*)$")
MONTH = r"(?:(?P<{0}year>\d{{4}})年)?(?:(?P<{0}month>\d{{1,2}})月)?"
DAY = MONTH + r"(?P<{0}day>\d{{1,2}})日(?P<{0}aside>\([^)]*\))?"
SPAN = re.compile(DAY.format("a") + r"(?:(?:至|-|—|~)" + DAY.format("b") + ")?")
ROW_DAY = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
LASTS = re.compile(r"(?:共|放假)(\d+)天")
WEEKDAY = re.compile(r"周([一二三四五六日])")
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Day:
    """A weekday that is off, or a weekend day that is worked."""

    date: date
    is_workday: bool
    name: str

    @property
    def departs(self) -> bool:
        """Whether the day differs from Monday-to-Friday at all."""
        return self.is_workday == (self.date.weekday() >= 5)


@dataclass
class Reading:
    """What a notice says; it may be put in force only when nothing is `wrong`. `cautions` are for the eye."""

    days: list[Day] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)


def read_text(text: str, *, year: int) -> Reading:
    """The notice's own sentences: 一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。4日（周日）上班。"""
    found = Reading()
    for line in unicodedata.normalize("NFKC", text).splitlines():
        item = ITEM.match("".join(line.split()))
        if item:
            for sentence in re.split(r"[。;]", item["text"]):
                _take_sentence(found, sentence, name=item["name"], year=year)
    return _checked(found, year=year)


def read_rows(rows: Iterable[SheetRow], *, year: int) -> Reading:
    """A table: the day, whether it is off or worked, its name. A heading is passed over."""
    found = Reading()
    for row in rows:
        first = row.cell(0).strip().lower()
        if first in HEADINGS:
            continue
        day = _row_day(first, year)
        is_workday = _is_worked(row.cell(1))
        if day is None or is_workday is None or not row.cell(2):
            found.wrong.append(
                _("第 %(line)d 行看不懂：要有日期、“休”或者“班”、名称三列。") % {"line": row.line}
            )
        else:
            found.days.append(Day(day, is_workday, _name(row.cell(2), is_workday)))
    return _checked(found, year=year)


def pasted_rows(text: str) -> list[SheetRow]:
    """A table pasted as text: columns by tabs, commas or spaces."""
    lines = enumerate(unicodedata.normalize("NFKC", text).splitlines(), start=1)
    return [SheetRow(number, re.split(r"[\t,、 ]+", line.strip())) for number, line in lines if line.strip()]


def is_notice(text: str) -> bool:
    """Whether a text has sentences of the notice rather than rows of a table."""
    lines = unicodedata.normalize("NFKC", text).splitlines()
    return any(ITEM.match("".join(line.split())) for line in lines)


def _take_sentence(found: Reading, sentence: str, *, name: str, year: int) -> None:
    is_workday = sentence.endswith("上班")
    if not is_workday and "放假" not in sentence:
        return
    days: list[date] = []
    month = 0
    for span in SPAN.finditer(sentence):
        month = int(span["bmonth"] or span["amonth"] or month or 0)
        try:
            days += _span_days(found, span, month=int(span["amonth"] or month or 0), year=year)
        except ValueError:
            found.wrong.append(_("“%(text)s”不是日历上的日子。") % {"text": span.group()})
    lasts = LASTS.search(sentence)
    if lasts and not is_workday and len(days) != int(lasts[1]):
        found.wrong.append(
            _("“%(text)s”写的是 %(said)s 天，数出来是 %(counted)d 天。")
            % {"text": sentence, "said": lasts[1], "counted": len(days)}
        )
    found.days += [Day(day, is_workday, _name(name, is_workday)) for day in days]


def _span_days(found: Reading, span: re.Match, *, month: int, year: int) -> list[date]:
    first = date(int(span["ayear"] or year), month, int(span["aday"]))
    last = first
    if span["bday"]:
        last_year = int(span["byear"] or (year if span["ayear"] is None else first.year))
        last = date(last_year, int(span["bmonth"] or month), int(span["bday"]))
    for day, aside in ((first, span["aaside"]), (last, span["baside"])):
        _check_weekday(found, day, aside or "")
    if not 0 <= (last - first).days < 31:
        raise ValueError(span.group())
    return [first + offset * ONE_DAY for offset in range((last - first).days + 1)]


def _check_weekday(found: Reading, day: date, aside: str) -> None:
    said = WEEKDAY.search(aside)
    if said and WEEKDAYS[day.weekday()] != said[1]:
        found.wrong.append(
            _("%(day)s 是周%(is)s，通知里写的是周%(said)s。")
            % {"day": day.isoformat(), "is": WEEKDAYS[day.weekday()], "said": said[1]}
        )


def _row_day(text: str, year: int) -> date | None:
    parts = ROW_DAY.fullmatch(text) or COMPACT.fullmatch(text)
    try:
        return date(int(parts[1] or year), int(parts[2]), int(parts[3])) if parts else None
    except ValueError:
        return None


def _is_worked(text: str) -> bool | None:
    words = "".join(text.split())
    return True if words in WORK_WORDS else False if words in OFF_WORDS else None


def _name(name: str, is_workday: bool) -> str:
    name = "".join(name.split())[:30]
    return f"{name}调休上班" if is_workday and "班" not in name else name


def _checked(found: Reading, *, year: int) -> Reading:
    """Only departures stay, in order; what cannot be right is said, what is unusual as well."""
    off = {day.date for day in found.days if not day.is_workday}
    found.wrong += wrong_days(found.days, year=year)
    found.cautions += list(_missing_holidays(off, year))
    found.days = sorted((day for day in found.days if day.departs), key=lambda day: day.date)
    if not any(not day.is_workday for day in found.days):
        found.wrong.append(_("没有读到 %(year)d 年放假的日子。") % {"year": year})
    return found


def wrong_days(days: Sequence[Day], *, year: int) -> list[str]:
    """What one year's notice cannot say."""
    found = []
    seen: set[date] = set()
    for day in days:
        if day.date in seen:
            found.append(_("%(day)s 写了两次。") % {"day": day.date.isoformat()})
        seen.add(day.date)
        if day.date.year != year and (day.date.year, day.date.month) != (year - 1, 12):
            found.append(
                _("%(day)s 不在 %(year)d 年的放假安排之内。") % {"day": day.date.isoformat(), "year": year}
            )
    return found


def _missing_holidays(off: set[date], year: int) -> Iterator[str]:
    for day, name in sorted(statutory_names(year).items()):
        if day.weekday() < 5 and day not in off:
            yield _("%(day)s 依法是%(name)s假日，通知里没有写放假，请核对。") % {
                "day": day.isoformat(),
                "name": name,
            }
