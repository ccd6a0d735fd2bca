"""The State Council's notice as it is written, and tables of its days."""

from datetime import date

import pytest

from portal.kernel.calendar import reading
from portal.kernel.calendar.workflow import DATA, read_days
from portal.kernel.sheets import SheetRow

NOTICE_2026 = """
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
"""


def kinds(found: reading.Reading) -> dict[str, bool]:
    return {day.date.isoformat(): day.is_workday for day in found.days}


@pytest.mark.article("国务院令第795号")
def test_the_notice_itself_gives_the_days_that_are_delivered():
    found = reading.read_text(NOTICE_2026, year=2026)
    delivered = [day for day in read_days(DATA / "days.csv") if day.date.year == 2026]
    assert (found.wrong, found.cautions) == ([], [])
    assert kinds(found) == {day.date.isoformat(): day.is_workday for day in delivered}
    assert {day.name for day in found.days if day.date == date(2026, 10, 10)} == {"国庆节调休上班"}


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("一、元旦：1月1日（周三）放假1天，不调休。", {"2025-01-01": False}),
        (
            "一、元旦：2024年12月31日（周二）至2025年1月1日（周三）放假，共2天。",
            {"2024-12-31": False, "2025-01-01": False},
        ),
        (
            "二、 国庆节、中秋节: 9月30日至10月1日放假调休, 共2天。 9月28日(周日)上班。",
            {"2025-09-28": True, "2025-09-30": False, "2025-10-01": False},
        ),
        (
            "一、元旦：1月1日放假。1月4日、5日上班。",
            {"2025-01-01": False, "2025-01-04": True, "2025-01-05": True},
        ),
    ],
)
def test_the_forms_in_which_days_are_written(line, days):
    found = reading.read_text(line, year=2025)
    assert (found.wrong, kinds(found)) == ([], days)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("一、元旦：1月1日（周四）放假。", "2027-01-01 是周五，通知里写的是周四"),
        ("一、元旦：1月1日（周五）至3日（周日）放假，共4天。", "写的是 4 天，数出来是 3 天"),
        ("一、元旦：1月1日至32日放假。", "不是日历上的日子"),
        ("一、元旦：1月1日放假。1月1日上班。", "写了两次"),
        ("一、元旦：2026年1月1日放假。", "不在 2027 年的放假安排之内"),
        ("放假的通知另行公布。", "没有读到 2027 年放假的日子"),
    ],
)
def test_slips_of_the_pen_are_found(line, says):
    assert any(says in sentence for sentence in reading.read_text(line, year=2027).wrong)


def test_a_holiday_of_the_law_that_the_notice_leaves_out_is_pointed_at():
    found = reading.read_text("一、元旦：1月1日（周五）放假。", year=2027)
    assert found.wrong == []
    assert any("2027-10-01 依法是国庆节假日" in sentence for sentence in found.cautions)


@pytest.mark.parametrize(
    "written", ["2027-01-01", "2027/1/1", "2027年1月1日", "1月1日", "20270101", "2027.1.1"]
)
@pytest.mark.parametrize(("kind", "is_workday"), [("休", False), ("放假", False), ("0", False)])
def test_a_table_may_write_days_as_offices_do(written, kind, is_workday):
    found = reading.read_rows([SheetRow(2, [written, kind, "元旦"])], year=2027)
    assert (found.wrong, kinds(found)) == ([], {"2027-01-01": is_workday})


def test_a_weekend_day_that_is_off_departs_from_nothing():
    rows = [SheetRow(1, ["日期", "休班", "名称"])]
    rows += [SheetRow(n + 1, [f"2027-01-0{n}", "休", "元旦"]) for n in (1, 2, 3)]
    assert kinds(reading.read_rows(rows, year=2027)) == {"2027-01-01": False}


@pytest.mark.parametrize("cells", [["元旦"], ["2027-01-01", "也许", "元旦"], ["2027-01-01", "休"]])
def test_a_row_that_says_nothing_clear_is_named_by_its_line(cells):
    assert "第 7 行看不懂" in reading.read_rows([SheetRow(7, cells)], year=2027).wrong[0]
