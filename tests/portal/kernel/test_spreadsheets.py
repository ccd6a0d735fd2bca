"""Tables out: no formula gets out, and what was written can be read."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from portal.kernel import sheets, spreadsheets

FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1+1", "\n=1"]


def workbook(rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def sheet(content: bytes):
    return load_workbook(BytesIO(content)).worksheets[0]


@pytest.mark.parametrize("typed", FORMULAS)
def test_typed_formulas_leave_as_text(typed):
    cell = sheet(spreadsheets.write_xlsx([[typed]], ["名称"]))["A2"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")
    written = spreadsheets.write_csv([[typed]], ["名称"]).decode("utf-8-sig")
    assert written.split("\r\n", 1)[1].lstrip('"').startswith("'")


def test_numbers_and_dates_stay_what_they_are():
    moment = datetime(2026, 9, 1, 16, 30, tzinfo=UTC)
    row = [Decimal("-1740000.50"), 3, date(2026, 9, 1), moment, None, "养老"]
    cells = [cell.value for cell in sheet(spreadsheets.write_xlsx([row], ["一"] * 6))[2]]
    assert cells == [-1740000.5, 3, datetime(2026, 9, 1), datetime(2026, 9, 2, 0, 30), None, "养老"]  # noqa: DTZ001
    text = spreadsheets.write_csv([row], ["一"] * 6).decode("utf-8-sig")
    assert text.splitlines()[1] == "-1740000.50,3,2026-09-01,2026-09-02 00:30,,养老"


def test_control_characters_do_not_break_a_workbook():
    assert sheet(spreadsheets.write_xlsx([["坏\x00\x0b字"]], ["名称"]))["A2"].value == "坏字"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_was_written_can_be_read(kind):
    response = spreadsheets.response(kind, [["养老", 3]], ["名称", "数量"], name="项目列表")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E9%A1%B9")
    read = sheets.rows(BytesIO(response.content), name=f"a.{kind}")
    assert [row.cells for row in read] == [["名称", "数量"], ["养老", "3"]]
