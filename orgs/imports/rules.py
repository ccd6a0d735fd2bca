"""Tables as offices hand them in: headings by their words, days however written, example rows. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.errors import Refusal
from portal.kernel.sheets import SheetRow, half_width

HEADING_WITHIN = 20
LONGEST_HEAD = 20
FIRST_DAY = date(1949, 10, 1)
# Day 1 of a spreadsheet's calendar, which counts a 29 February 1900 that never was.
SHEET_EPOCH = date(1899, 12, 30)
DAY = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?(?:[ T].*)?|(\d{4})(\d{2})(\d{2})")
DIGIT = re.compile(r"\d")
SHEET_DAY = re.compile(r"\d{5}")
# How the example of a template begins; such a row is passed over.
EXAMPLE = gettext_lazy("示例行")


@dataclass(frozen=True)
class Column:
    """One column: its name, how offices head it, how long a value may be, whether it must be there."""

    label: str | Promise
    words: tuple[str, ...]
    limit: int
    must: bool = False


Columns = Mapping[str, Column]


@dataclass(frozen=True)
class ReadRow:
    """What became of one row: facts, or the reasons why there are none."""

    line: int
    text: str
    facts: Any = None
    wrong: tuple[str, ...] = ()


class NoHeading(ValueError):
    """The table has no heading that names the columns; the message says which are wanted."""


def rows_below(rows: Iterator[SheetRow], columns: Columns) -> Iterator[tuple[SheetRow, dict[str, str]]]:
    """Every row below the heading with its cells by column; a repeated heading and an example are none.

    Raises NoHeading.
    """
    found, example = heading(rows, columns), str(EXAMPLE)
    for row in rows:
        is_example = any(cell.startswith(example) for cell in row.cells)
        if not is_example and not is_heading_again(row, columns):
            yield row, {name: " ".join(row.cell(found.get(name)).split()) for name in columns}


def is_heading_again(row: SheetRow, columns: Columns) -> bool:
    """The heading repeated on a printed page: words alone, while every record has a code or a day."""
    return not any(DIGIT.search(cell) for cell in row.cells) and heading_of(row, columns) is not None


def heading(rows: Iterator[SheetRow], columns: Columns) -> dict[str, int]:
    """Read down to the heading and give its columns. Raises NoHeading."""
    for number, row in enumerate(rows):
        found = heading_of(row, columns)
        if found is not None:
            return found
        if number >= HEADING_WITHIN:
            break
    wanted = "、".join(f"“{column.label}”" for column in columns.values() if column.must)
    raise NoHeading(_("没有找到表头。表格须有以下各列：%(columns)s。") % {"columns": wanted})


def heading_of(row: SheetRow, columns: Columns) -> dict[str, int] | None:
    """Where the columns stand when the row heads all that must be, by the words that offices use."""
    heads = [half_width(cell) for cell in row.cells]
    found: dict[str, int] = {}
    for name, column in columns.items():
        taken = set(found.values())
        free = [(index, head) for index, head in enumerate(heads) if index not in taken]
        here = _first(column.words, [(index, head) for index, head in free if len(head) <= LONGEST_HEAD])
        if here is not None:
            found[name] = here
        elif column.must:
            return None
    return found


def text_of(row: SheetRow) -> str:
    """The row as one line, for the list of rows."""
    return " ".join(cell for cell in row.cells if cell)[:80]


def missing(cells: Mapping[str, str], columns: Columns) -> list[str]:
    """What must be there and is not, in one sentence."""
    lacking = [str(column.label) for name, column in columns.items() if column.must and not cells[name]]
    return [_("缺少：%(columns)s。") % {"columns": "、".join(lacking)}] if lacking else []


def too_long(cells: Mapping[str, str], columns: Columns) -> list[str]:
    """One sentence for each value that is longer than it may be."""
    return [
        _("%(column)s超过 %(limit)d 个字。") % {"column": column.label, "limit": column.limit}
        for name, column in columns.items()
        if name != "credit_code" and len(cells[name]) > column.limit
    ]


def day_says(label: str, typed: str, day: date | None, *, today: date) -> list[str]:
    """What is wrong with a day that was typed."""
    if not typed:
        return []
    if day is None:
        return [_("%(column)s“%(day)s”不是日期。") % {"column": label, "day": typed[:20]}]
    if not FIRST_DAY <= day <= today:
        return [
            _("%(column)s %(day)s 早得不可能，或者在今天以后。") % {"column": label, "day": day.isoformat()}
        ]
    return []


def day_of(text: str) -> date | None:
    """A day as offices write it: 2019-03-05, 2019年3月5日, 2019.3.5, 20190305, or a spreadsheet's number."""
    plain = half_width(text.split(" ")[0])
    found = DAY.fullmatch(plain)
    try:
        if found:
            year, month, day = (part for part in found.groups() if part)
            return date(int(year), int(month), int(day))
        if SHEET_DAY.fullmatch(plain):
            return SHEET_EPOCH + timedelta(days=int(plain))
    except ValueError:
        return None
    return None


def _first(words: tuple[str, ...], heads: list[tuple[int, str]]) -> int | None:
    return next((index for word in words for index, head in heads if word in head), None)


def apply_refusals(*, wrong: int, new: int, skips_wrong: bool) -> list[Refusal]:
    """Nothing is imported by half unless somebody says so."""
    if not new:
        return [Refusal(because=_("表中没有可以导入的行。"), code="nothing_to_import")]
    if wrong and not skips_wrong:
        return [
            Refusal(
                because=_("表中有 %(wrong)d 行有误。") % {"wrong": wrong},
                remedy=_("请改正表格后重新上传，或者勾选“有误的行不导入”。"),
                code="wrong_rows",
            )
        ]
    return []
