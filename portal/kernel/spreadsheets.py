"""Tables out and in: .xlsx and .csv. What a cell holds is never a formula of ours or of a stranger."""

import csv
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, BinaryIO
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.exceptions import InvalidFileException

from portal.kernel.clock import SHANGHAI

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED_BYTES = 60 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 100
LONGEST_CELL = 32_000
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Row = Sequence[Any]


class UnreadableTable(ValueError):
    """The file is no table that we read; the message is for the person who chose it."""


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


def read_table(file: BinaryIO, *, name: str, max_rows: int = MAX_ROWS) -> list[list[str]]:
    """All cells of the first sheet as stripped text, in rows of the same length; empty rows are left out.

    Raises UnreadableTable with a sentence for the person who chose the file.
    """
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise UnreadableTable(_("表格文件不能超过 %(size)d MB。") % {"size": MAX_BYTES // 1024**2})
    suffix = name.rpartition(".")[2].lower()
    if suffix == "csv":
        rows = _csv_rows(content)
    elif suffix == "xlsx":
        rows = _xlsx_rows(content)
    else:
        raise UnreadableTable(_("请选择 .xlsx 或 .csv 格式的表格文件。"))
    try:
        return _collect(rows, max_rows)
    except (zipfile.BadZipFile, SyntaxError, KeyError, TypeError, ValueError, OverflowError) as error:
        if isinstance(error, UnreadableTable):
            raise
        raise UnreadableTable(_("无法读取这个表格文件，它可能已损坏。")) from error


def _collect(rows: Iterable[Row], max_rows: int) -> list[list[str]]:
    table = []
    for row in rows:
        cells = [_text(value) for value in row]
        if not any(cells):
            continue
        if len(table) >= max_rows:
            raise UnreadableTable(_("表格不能超过 %(rows)d 行。") % {"rows": max_rows})
        if len(cells) > MAX_COLUMNS and any(cells[MAX_COLUMNS:]):
            raise UnreadableTable(_("表格不能超过 %(columns)d 列。") % {"columns": MAX_COLUMNS})
        table.append(cells[:MAX_COLUMNS])
    width = max((len(_trimmed(row)) for row in table), default=0)
    return [row[:width] + [""] * (width - len(row)) for row in table]


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _csv_rows(content: bytes) -> Iterable[Row]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            return list(csv.reader(StringIO(text, newline=""), strict=True))
        except csv.Error:
            break
    raise UnreadableTable(_("无法读取这个 CSV 文件，请另存为 .xlsx 后再试。"))


def _xlsx_rows(content: bytes) -> Iterable[Row]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MAX_UNPACKED_BYTES:
            raise UnreadableTable(_("表格文件展开后过大。"))
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        return sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, OSError, SyntaxError) as error:
        raise UnreadableTable(_("无法读取这个表格文件，它可能已损坏。")) from error


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if value.time() else value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()[:LONGEST_CELL]


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
