"""Tables in: the rows of an .xlsx or .csv file as text, one after the other, whatever somebody chose."""

import csv
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from io import StringIO, TextIOWrapper
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MEGABYTE = 1024 * 1024
LONGEST_CELL = 32_000
MIDNIGHT = time()
ENCODINGS = ("utf-8-sig", "gb18030")
# How the container of .xls and of a workbook with a password begins.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SPOILED = (
    csv.Error, zipfile.BadZipFile, InvalidFileException, SyntaxError, LookupError, TypeError, ValueError,
    OSError,
)  # fmt: skip

Row = Sequence[Any]


class UnreadableTable(ValueError):
    """The file is no table that we read; the message is for the person who chose it."""


@dataclass(frozen=True)
class Limits:
    """How much is read at most: bytes as handed in and unpacked, rows with content, columns."""

    bytes: int = 5 * MEGABYTE
    unpacked: int = 60 * MEGABYTE
    rows: int = 20_000
    columns: int = 100


USUAL = Limits()


@dataclass(frozen=True)
class SheetRow:
    """One row that holds something; `line` is its number in the file, as its editor shows it."""

    line: int
    cells: list[str]

    def cell(self, column: int | None) -> str:
        """The text of a column; empty where the row is shorter or there is no such column."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


def rows(file: BinaryIO, *, name: str, limits: Limits = USUAL) -> Iterator[SheetRow]:
    """The rows of the first sheet that hold something, read as they are asked for.

    Cells are stripped text; of merged cells the first holds the text, the others are empty.
    Raises UnreadableTable with a sentence for the person who chose the file, also on the way.
    """
    suffix = name.rpartition(".")[2].lower()
    check(file, suffix, limits)
    read = _csv_rows if suffix == "csv" else _xlsx_rows
    found = 0
    with _as_a_sentence():
        for line, values in enumerate(read(file, limits), start=1):
            cells = _trimmed([_text(value) for value in values])
            if not cells:
                continue
            found += 1
            if found > limits.rows:
                raise UnreadableTable(_("表格不能超过 %(rows)d 行。") % {"rows": limits.rows})
            if len(cells) > limits.columns:
                raise UnreadableTable(_("表格不能超过 %(columns)d 列。") % {"columns": limits.columns})
            yield SheetRow(line, cells)


def check(file: BinaryIO, suffix: str, limits: Limits) -> None:
    """Refuse what is too large, of another kind, locked by a password, or a bomb, before anything is read."""
    if suffix not in ("csv", "xlsx"):
        raise UnreadableTable(_("请选择 .xlsx 或 .csv 格式的表格文件；其他格式请先另存为 .xlsx。"))
    size = file.seek(0, 2)
    if size > limits.bytes:
        raise UnreadableTable(_("表格文件不能超过 %(size)d MB。") % {"size": limits.bytes // MEGABYTE})
    file.seek(0)
    start = file.read(len(OLE))
    file.seek(0)
    if start == OLE:
        raise UnreadableTable(_("文件设了打开密码，或者是旧的 .xls 格式。请取消密码，另存为 .xlsx 后再试。"))
    if suffix == "xlsx":
        _refuse_bombs(file, limits)


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as plain ones, without any space: “Ａ０１ ” is “A01”."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _refuse_bombs(file: BinaryIO, limits: Limits) -> None:
    with _as_a_sentence(), zipfile.ZipFile(file) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > limits.unpacked:
            raise UnreadableTable(_("表格文件展开后过大。"))
    file.seek(0)


@contextmanager
def _as_a_sentence() -> Iterator[None]:
    """Whatever a broken file makes the libraries raise, said in words."""
    try:
        yield
    except UnreadableTable:
        raise
    except _SPOILED as error:
        raise UnreadableTable(_("无法读取这个表格文件，它可能已损坏。")) from error


def _csv_rows(file: BinaryIO, limits: Limits) -> Iterable[Row]:
    return csv.reader(StringIO(_decoded(file), newline=""), strict=True)


def _decoded(file: BinaryIO) -> str:
    for encoding in ENCODINGS:
        file.seek(0)
        reader = TextIOWrapper(file, encoding=encoding, newline="")
        try:
            return reader.read()
        except UnicodeDecodeError:
            continue
        finally:
            reader.detach()
    raise UnreadableTable(_("无法读取这个 CSV 文件，请另存为 .xlsx 后再试。"))


def _xlsx_rows(file: BinaryIO, limits: Limits) -> Iterable[Row]:
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    return sheet.iter_rows(values_only=True, max_col=limits.columns + 1)


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == MIDNIGHT else value.isoformat(" ", "minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()[:LONGEST_CELL]
