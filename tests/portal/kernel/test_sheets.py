"""Tables in: every row keeps its number, and no file can hurt."""

import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from portal.kernel import sheets

SMALL = sheets.Limits(bytes=2 * sheets.MEGABYTE, unpacked=3 * sheets.MEGABYTE, rows=3, columns=100)


def workbook(rows, *, merged: str = "") -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def read(content: bytes, name: str, limits: sheets.Limits = SMALL) -> list[tuple[int, list[str]]]:
    return [(row.line, row.cells) for row in sheets.rows(BytesIO(content), name=name, limits=limits)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("表.xlsx", workbook([["名称", "金额"], ["  养老 ", 1740000.0], [None, None], ["助残", "=1+1"]])),
        ("表.csv", "名称,金额\n养老,1740000\n,\n助残,\n".encode("utf-8-sig")),
        ("表.CSV", "名称,金额\n养老,1740000\n,\n助残,\n".encode("gb18030")),
    ],
)
def test_rows_are_text_and_keep_their_number(name, content):
    assert read(content, name) == [(1, ["名称", "金额"]), (2, ["养老", "1740000"]), (4, ["助残"])]


def test_of_merged_cells_the_first_holds_the_text():
    content = workbook([["A", "公共服务"], ["A", "公共服务"]], merged="B1:B2")
    assert read(content, "表.xlsx") == [(1, ["A", "公共服务"]), (2, ["A"])]


def test_days_and_times_are_read_as_they_are_written_in_the_portal():
    content = workbook([[datetime(2026, 3, 1), datetime(2026, 3, 1, 9, 30)]])  # noqa: DTZ001
    assert read(content, "表.xlsx") == [(1, ["2026-03-01", "2026-03-01 09:30"])]


def test_a_missing_cell_is_empty():
    row = sheets.SheetRow(1, ["A"])
    assert [row.cell(0), row.cell(1), row.cell(None)] == ["A", "", ""]


@pytest.mark.parametrize(
    ("typed", "plain"), [("Ａ０１", "A01"), (" A 01\u3000", "A01"), ("（示例）", "(示例)"), ("", "")]
)
def test_full_width_letters_and_digits_become_plain(typed, plain):
    assert sheets.half_width(typed) == plain


def bomb() -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (SMALL.unpacked + 1))
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("表.xls", b"", "请选择"),
        ("表", b"", "请选择"),
        ("表.xlsx", sheets.OLE + bytes(500), "密码"),
        ("表.csv", sheets.OLE + bytes(500), "密码"),
        ("表.xlsx", b"not a workbook", "已损坏"),
        ("表.xlsx", b"", "已损坏"),
        ("表.xlsx", workbook([["x"]])[:-40], "已损坏"),
        ("表.xlsx", b"PK\x05\x06" + bytes(18), "已损坏"),
        ("表.xlsx", bomb(), "过大"),
        ("表.csv", b"x" * (SMALL.bytes + 1), "不能超过 2 MB"),
        ("表.csv", b"\xff\xfe\x00", "无法读取"),
        ("表.csv", b'"open', "无法读取"),
        ("表.csv", b"1\n2\n3\n4\n", "不能超过 3 行"),
        ("表.csv", b",".join([b"1"] * 101), "不能超过 100 列"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(name, content, sentence):
    with pytest.raises(sheets.UnreadableTable, match=sentence):
        read(content, name)


def test_a_file_of_two_hundred_megabytes_is_refused_by_its_size_alone():
    class Huge(BytesIO):
        def seek(self, offset, whence=0):
            return 200 * sheets.MEGABYTE if whence == 2 else super().seek(offset, whence)

        def read(self, size=-1):
            raise AssertionError("nothing of it is read")

    with pytest.raises(sheets.UnreadableTable, match="不能超过 5 MB"):
        list(sheets.rows(Huge(), name="表.xlsx"))
