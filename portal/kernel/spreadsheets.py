"""Tables out: .xlsx and .csv. What a cell holds is never a formula. Tables in: see sheets.py."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from portal.kernel.clock import SHANGHAI

LONGEST_CELL = 32_000
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Row = Sequence[Any]


def write_csv(rows: Iterable[Row], headers: Sequence[str]) -> bytes:
    """A table as CSV in UTF-8 with a byte order mark, which WPS and Excel need to show Chinese."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerows([_csv_cell(value) for value in row] for row in (headers, *rows))
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def write_xlsx(rows: Iterable[Row], headers: Sequence[str], *, title: str = "") -> bytes:
    """A table as a workbook with one sheet; numbers and dates stay numbers and dates."""
    return write_book([(title or _("列表"), headers, rows)])


def write_book(sheets: Iterable[tuple[str, Sequence[str], Iterable[Row]]]) -> bytes:
    """Several tables (title, headers, rows) as the sheets of one workbook."""
    book = Workbook(write_only=True)
    for title, headers, rows in sheets:
        sheet = book.create_sheet(title[:31])
        sheet.freeze_panes = "A2"
        for row in (headers, *rows):
            sheet.append([_xlsx_cell(value) for value in row])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


WRITERS = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def response(kind: str, rows: Iterable[Row], headers: Sequence[str], *, name: str) -> HttpResponse:
    """The table as a download called `name`, of the kind "csv" or "xlsx"."""
    write, content_type = WRITERS[kind]
    answer = HttpResponse(write(rows, headers), content_type=content_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.{kind}')}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _harmless(text: str) -> str:
    """Text that a spreadsheet program will not take for a formula."""
    text = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL]
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    return _harmless(force_str(value))


def _xlsx_cell(value: Any) -> Any:
    if value is None or isinstance(value, Decimal | int | date) and not isinstance(value, bool | datetime):
        return value
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).replace(tzinfo=None)
    return _harmless(force_str(value))
