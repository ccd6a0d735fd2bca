"""Registers with everything that offices do to them."""

from datetime import date

import pytest
from stdnum.cn import uscc

from orgs.imports.registrations import rules
from orgs.imports.rules import NoHeading, day_of
from portal.kernel.sheets import SheetRow

HEADING = [
    "序号",
    "社会组织名称",
    "统一社会信用代码",
    "社会组织类型",
    "登记管理机关",
    "业务主管单位",
    "法定代表人",
    "成立登记日期",
    "住所",
    "业务范围",
]
DIVISIONS = {"430000": "43", "430100": "4301", "430111": "430111"}
TODAY = date(2026, 9, 1)


def code(stem: str = "52430111MJ0000001") -> str:
    return stem + uscc.calc_check_digit(stem)


def line(**changes: str) -> list[str]:
    cells = {
        "no": "1",
        "name": "长沙市雨花区暖邻社会工作服务中心（示例）",
        "code": code(),
        "type": "民办非企业单位",
        "authority": "长沙市雨花区民政局",
        "unit": "",
        "person": "张某",
        "day": "2019年3月5日",
        "address": "某街道",
        "scope": "社会工作服务",
    }
    return list((cells | changes).values())


def read(*rows: list[str]) -> list[rules.ReadRow]:
    numbered = iter([SheetRow(number, cells) for number, cells in enumerate(rows, start=1) if any(cells)])
    return list(rules.RegisterReader(DIVISIONS, today=TODAY).read(numbered))


def test_a_row_becomes_the_facts_of_an_organisation():
    [row] = read(["某区社会组织登记簿"], HEADING, line())
    assert (row.line, row.wrong) == (3, ())
    assert row.facts.as_facts() == {
        "credit_code": code(),
        "name": "长沙市雨花区暖邻社会工作服务中心（示例）",
        "type": "2",
        "authority": "长沙市雨花区民政局",
        "division": "430111",
        "competent_unit": "",
        "legal_representative": "张某",
        "registered_on": "2019-03-05",
        "address": "某街道",
        "scope": "社会工作服务",
    }


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2019-03-05", date(2019, 3, 5)),
        ("2019/3/5", date(2019, 3, 5)),
        ("2019.3.5", date(2019, 3, 5)),
        ("２０１９年３月５日", date(2019, 3, 5)),
        ("20190305", date(2019, 3, 5)),
        ("43529", date(2019, 3, 5)),
        ("2019-03-05 00:00", date(2019, 3, 5)),
        ("2019-02-30", None),
        ("2019年", None),
        ("昨天", None),
        ("", None),
    ],
)
def test_days_are_read_as_offices_write_them(typed, day):
    assert day_of(typed) == day


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"code": ""}, "缺少：统一社会信用代码"),
        ({"name": "", "person": ""}, "缺少：名称、法定代表人"),
        ({"code": code()[:-1] + "Ｉ"}, "校验码不对"),
        ({"code": "12430000MJ0000001X"}, "校验码不对"),
        ({"code": code("91430111MA0000001")}, "不是社会组织的代码"),
        ({"code": code("52439999MJ0000001")}, "“439999”不在区划表中"),
        ({"name": code(), "code": "长沙市雨花区某中心"}, "两列可能互换"),
        ({"type": "社会团体"}, "与统一社会信用代码不符"),
        ({"type": "合伙"}, "不认识的组织类型"),
        ({"day": "三月五日"}, "不是日期"),
        ({"day": "2026-09-02"}, "今天以后"),
        ({"day": "1919-05-04"}, "早得不可能"),
        ({"name": "长" * 121}, "名称超过 120 个字"),
        ({"scope": "宽" * 2001}, "业务范围超过 2000 个字"),
    ],
)
def test_a_wrong_row_says_everything_that_is_wrong(changes, says):
    [row] = read(HEADING, line(**changes))
    assert row.facts is None
    assert any(says in because for because in row.wrong), row.wrong


def test_full_width_codes_are_read():
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code())
    [row] = read(HEADING, line(code=f" {wide} "))
    assert row.facts.credit_code == code()


def test_the_second_of_two_rows_with_one_code_or_one_name_is_wrong():
    other = code("52430111MJ0000002")
    rows = read(HEADING, line(), line(name="另一家（示例）"), line(code=other))
    assert [row.wrong for row in rows] == [(), ("信用代码与第 2 行重复。",), ("名称与第 2 行重复。",)]


def test_a_heading_repeated_on_every_printed_page_is_no_row():
    assert len(read(HEADING, line(), HEADING)) == 1


@pytest.mark.parametrize("rows", [[], [["名称", "电话"], ["某中心", "1"]], [["空"]] * 50])
def test_a_table_without_the_columns_is_refused(rows):
    with pytest.raises(NoHeading, match="“统一社会信用代码”、“名称”"):
        read(*rows)


def test_what_the_register_leaves_empty_changes_nothing():
    before = {"name": "甲", "address": "旧址", "scope": "服务", "type": "2"}
    after = {"name": "乙", "address": "", "scope": "服务", "type": "2"}
    assert rules.changed_fields(before, after) == {"name": ("甲", "乙")}
