"""Tables of facts with everything that offices do to them."""

from datetime import date
from decimal import Decimal

import pytest

from orgs.imports import samples
from orgs.imports.choices import TableKind
from orgs.imports.facts import rules
from orgs.imports.registrations.rules import RegisterReader
from orgs.imports.rules import NoHeading, ReadRow, heading_of
from orgs.registry.choices import FactKind
from orgs.registry.rules import Fact
from portal.kernel.sheets import SheetRow
from tests.orgs.imports.facts import tables
from tests.orgs.imports.register import code

TODAY = date(2026, 9, 1)
NAME = "某某服务中心（示例）"


def read(kind: str, *rows: list[str]) -> list[ReadRow]:
    numbered = (SheetRow(number, cells) for number, cells in enumerate(rows, start=1) if any(cells))
    return list(rules.FactReader(kind, today=TODAY).read(numbered))


def row(kind: str, /, **changes: str) -> list[str]:
    return tables.row(kind, NAME, code(1), **changes)


def read_one(kind: str, /, **changes: str) -> ReadRow:
    [found] = read(kind, tables.HEADINGS[kind], row(kind, **changes))
    return found


@pytest.mark.parametrize(
    ("kind", "fact"),
    [
        ("grade", Fact("grade", "4A", date(2024, 6, 1), issued_by="民政厅（示例）")),
        (
            "inspection",
            Fact("inspection", "qualified", date(2025, 8, 1), year=2024, issued_by="民政厅（示例）"),
        ),
        (
            "listing",
            Fact(
                "listing",
                "abnormal",
                date(2025, 3, 1),
                cause="no_report",
                issued_by="民政厅（示例）",
                number="民异〔2025〕1号（示例）",
            ),
        ),
        (
            "penalty",
            Fact(
                "penalty",
                "fine",
                date(2025, 3, 1),
                issued_by="民政厅（示例）",
                number="民罚〔2025〕1号（示例）",
                amount=Decimal("5000"),
                remark="违反章程（示例）",
            ),
        ),
        (
            "training",
            Fact(
                "training",
                "project",
                date(2025, 9, 18),
                issued_by="民政厅（示例）",
                remark="项目管理培训班（示例）",
            ),
        ),
        (
            "case",
            Fact(
                "case",
                "province",
                date(2025, 5, 28),
                issued_by="民政厅（示例）",
                number="民函〔2025〕6号（示例）",
                remark="邻里互助（示例）",
            ),
        ),
    ],
)
def test_a_row_becomes_a_fact(kind, fact):
    found = read_one(kind)
    assert (found.wrong, found.facts) == ((), rules.FactRow(code(1), NAME, fact))
    assert rules.from_json(rules.as_json(fact)) == fact


@pytest.mark.parametrize(
    ("kind", "name", "typed", "key"),
    [
        ("grade", "code", "５Ａ级", "5A"),
        ("grade", "code", "aaa", "3A"),
        ("grade", "code", "六A", ""),
        ("grade", "cause", "复核后降低", "lowered"),
        ("grade", "cause", "取消等级", "cancelled"),
        ("inspection", "code", "基本合格", "basically"),
        ("inspection", "code", "年检不合格", "unqualified"),
        ("inspection", "code", "未按规定报送", "not_filed"),
        ("inspection", "code", "已报送，结论未出", "filed"),
        ("inspection", "code", "优秀", ""),
        ("listing", "code", "严重违法失信名单", "serious"),
        ("listing", "cause", "列入活动异常名录满2年", "two_years"),
        ("listing", "cause", "通过登记的住所无法取得联系", "unreachable"),
        ("listing", "cause", "擅自改变活动地点", "other"),
        ("penalty", "code", "责令限期停止活动", "suspension"),
        ("penalty", "code", "警告并处罚款", ""),
        ("training", "code", "社工督导", "social_work"),
        ("training", "code", "茶艺", "other"),
        ("training", "code", "", ""),
        ("case", "code", "全县（市、区）", "county"),
        ("case", "code", "市级", "prefecture"),
        ("case", "code", "第一名", ""),
    ],
)
def test_the_words_of_offices_are_understood(kind, name, typed, key):
    assert rules.word_of(kind, name, typed) == key


@pytest.mark.parametrize(
    ("kind", "changes", "says"),
    [
        ("grade", {"code": "六A"}, "不认识的评估等级“六A”。"),
        ("grade", {"on": "昨天"}, "公布日期“昨天”不是日期。"),
        ("grade", {"on": "2027-01-01"}, "公布日期 2027-01-01 早得不可能，或者在今天以后。"),
        ("grade", {"code": "", "by": ""}, "缺少：评估等级、作出机关。"),
        ("inspection", {"year": "去年"}, "不认识的检查年度“去年”。"),
        ("inspection", {"code": "优秀"}, "不认识的检查结论“优秀”。"),
        ("listing", {"until": "未移出"}, "移出日期“未移出”不是日期。"),
        ("listing", {"number": "一" * 81}, "决定文号超过 80 个字。"),
        ("penalty", {"amount": "若干"}, "金额只能填写数字，例如 1740000 或 1,740,000.00。"),
        ("penalty", {"amount": "0.5万元"}, "金额请以“元”为单位填写，例如 1740000 或 1,740,000.00。"),
    ],
)
def test_a_wrong_cell_is_named(kind, changes, says):
    assert read_one(kind, **changes).wrong == (says,)


@pytest.mark.parametrize("kind", FactKind.values)
def test_a_wrong_code_and_swapped_columns_are_told_apart(kind):
    wrong, swapped = row(kind), row(kind)
    wrong[1] = "52430111MJ0000001A"
    swapped[:2] = swapped[1::-1]
    first, second = read(kind, tables.HEADINGS[kind], wrong, swapped)
    assert first.wrong == ("统一社会信用代码“52430111MJ0000001A”的位数、字符或者校验码不对。",)
    assert second.wrong == ("名称和统一社会信用代码两列可能互换了。",)


def test_the_end_of_a_ban_may_lie_ahead_and_a_removal_may_not():
    ban = read_one(
        "penalty", code="禁止参加政府采购活动", amount="", **{"from": "2026-01-01", "until": "2028-12-31"}
    )
    assert (ban.wrong, ban.facts.fact.ends_on) == ((), date(2028, 12, 31))
    assert "移出日期 2028-12-31" in read_one("listing", until="2028-12-31").wrong[0]


def test_a_cause_without_a_word_of_its_own_stays_readable():
    fact = read_one("listing", cause="擅自改变活动地点").facts.fact
    assert (fact.cause, fact.remark) == ("other", "擅自改变活动地点")


@pytest.mark.parametrize("kind", FactKind.values)
def test_another_table_is_refused_by_its_heading(kind):
    with pytest.raises(NoHeading, match="“名称”"):
        read(kind, ["统一社会信用代码", "社会组织名称", "登记管理机关", "法定代表人", "登记日期"])


@pytest.mark.parametrize("kind", TableKind.values)
def test_a_template_has_every_column_and_its_example_is_passed_over(kind):
    heading, example = samples.heading(kind), samples.example(kind)
    columns = samples.columns_of(kind)
    assert heading_of(SheetRow(1, heading), columns) == {name: at for at, name in enumerate(columns)}
    reader = (
        rules.FactReader(kind, today=TODAY) if kind in FactKind.values else RegisterReader({}, today=TODAY)
    )
    assert list(reader.read(iter([SheetRow(1, heading), SheetRow(2, example)]))) == []
    assert example[-1].startswith("示例行")


@pytest.mark.parametrize("kind", FactKind.values)
def test_the_example_of_a_template_is_right_but_for_its_mark(kind):
    [found] = read(kind, samples.heading(kind)[:-1], samples.example(kind)[:-1])
    assert found.wrong == ()
