"""Annexes as offices really have them."""

import pytest

from catalog.imports import rules
from portal.kernel.sheets import SheetRow

LEVELS = ["代码", "一级目录", "二级目录", "三级目录", "说明"]
FLAT = ["品目编码", "品目名称"]
DEPARTMENT = ["编码", "名称", "通用目录编码"]
GENERAL = frozenset({"A0101", "A0404"})


def annex(*rows: list[str], is_departmental: bool = False) -> rules.Annex:
    numbered = (SheetRow(line, cells) for line, cells in enumerate(rows, start=1) if any(cells))
    return rules.read(numbered, is_departmental=is_departmental, general=GENERAL)


def items(found: rules.Annex) -> list[tuple[str, int, str, str]]:
    return [(item.code, item.level, item.parent, item.name) for item in found.items]


def said(found: rules.Annex) -> list[tuple[int, str]]:
    return [(odd.line, odd.because) for odd in found.wrong]


WHOLE = [
    ("A", 1, "", "公共服务"),
    ("A01", 2, "A", "公共安全服务"),
    ("A0101", 3, "A01", "公共安全隐患排查治理服务"),
    ("A0102", 3, "A01", "公共安全情况监测服务"),
]


@pytest.mark.parametrize(
    "rows",
    [
        [
            LEVELS,
            ["A", "公共服务"],
            ["A01", "", "公共安全服务"],
            ["A0101", "", "", "公共安全隐患排查治理服务"],
            ["A0102", "", "", "公共安全情况监测服务"],
        ],
        [
            ["附件"],
            ["湖南省政府购买服务通用指导性目录"],
            [],
            LEVELS,
            ["Ａ", "公共服务"],
            ["Ａ０１", "", "公共安全 服务"],
            [],
            [" a0101 ", "", "", "公共安全隐患\n排查治理服务"],
            ["A0102", "", "", "公共安全情况监测服务"],
            ["注：本目录自印发之日起施行。"],
        ],
        [
            LEVELS,
            ["A0101", "公共服务", "公共安全服务", "公共安全隐患排查治理服务"],
            ["A0102", "", "", "公共安全情况监测服务"],
        ],
        [
            LEVELS,
            ["A0101", "公共服务", "公共安全服务", "公共安全隐患排查治理服务"],
            LEVELS,
            ["A0102", "公共服务", "公共安全服务", "公共安全情况监测服务"],
        ],
        [
            FLAT,
            ["A", "公共服务"],
            ["A01", "公共安全服务"],
            ["A0101", "公共安全隐患排查治理服务"],
            ["A0102", "公共安全情况监测服务"],
        ],
    ],
    ids=["a name a row", "full-width, titles, blanks, a footnote", "merged cells", "names repeated", "flat"],
)
def test_every_usual_layout_gives_the_same_items(rows):
    found = annex(*rows)
    assert items(found) == WHOLE
    assert found.wrong == []


def test_titles_footnotes_and_repeated_headings_are_shown_not_lost():
    found = annex(["附件"], LEVELS, ["A", "公共服务"], LEVELS, ["备注：见文件"])
    assert [(odd.line, odd.because) for odd in found.passed_over] == [
        (1, "表头以上的文字"),
        (4, "重复的表头"),
        (5, "表下的注释"),
    ]


@pytest.mark.parametrize(
    ("row", "because"),
    [
        (["", "", "", "无编码的服务"], "缺少编码。"),
        (["A1", "公共服务"], "不合规则"),
        (["A01010", "", "", "服务"], "不合规则"),
        (["=A01", "", "服务"], "不合规则"),
        (["A01", "公共安全服务"], "编码 A01 是第 2 级，名称却写在第 1 级。"),
        (["A01"], "缺少名称。"),
        (["A", "公共服务"], "编码 A 与第 2 行重复。"),
        (["B01", "", "法律服务"], "表中没有上级品目 B。"),
        (["A01", "", "长" * 121], "名称超过 120 个字。"),
    ],
)
def test_a_wrong_row_is_named_with_the_reason(row, because):
    found = annex(LEVELS, ["A", "公共服务"], row)
    assert [line for line, _because in said(found)] == [3]
    assert because in said(found)[0][1]
    assert [item.code for item in found.items] == ["A"]


@pytest.mark.parametrize(
    ("rows", "is_departmental", "because"),
    [
        ([], False, "没有找到表头"),
        ([["名称"], ["公共服务"]], False, "没有找到表头"),
        ([["某年某月"] for _row in range(60)], False, "没有找到表头"),
        ([LEVELS], False, "没有一个品目"),
        ([FLAT, ["MZ-1", "儿童类服务"]], True, "通用目录编码"),
    ],
)
def test_a_file_that_is_no_annex_is_refused(rows, is_departmental, because):
    found = annex(*rows, is_departmental=is_departmental)
    assert found.items == []
    assert because in found.wrong[-1].because


def test_departmental_items_point_to_general_ones():
    found = annex(
        DEPARTMENT,
        ["MZ-A0404-01", "居家养老上门服务", "Ａ０４０４"],
        ["MZ-A9999-01", "不明服务", "A9999"],
        ["民政1", "儿童类服务", "A0101"],
        ["MZ-A0404-01", "重复的服务", "A0404"],
        ["MZ-2", "", "A0404"],
        is_departmental=True,
    )
    assert items(found) == [("MZ-A0404-01", 4, "A0404", "居家养老上门服务")]
    assert [line for line, _because in said(found)] == [3, 4, 5, 6]
    assert "通用目录没有第三级品目“A9999”" in said(found)[0][1]


def test_changes_against_an_edition_are_told_by_code():
    found = annex(
        LEVELS,
        ["A", "公共服务"],
        ["A01", "", "公共安全服务"],
        ["A0101", "", "", "隐患排查治理服务"],
        ["A0103", "", "", "新的服务"],
    )
    known = {
        code: rules.Known(code, level, name, parent)
        for code, level, parent, name in [*WHOLE, ("B", 1, "", "政府履职辅助性服务")]
    }
    known["A01"] = rules.Known("A01", 2, "公共安全服务", "B")
    told = [(change.kind, change.code, change.before) for change in rules.changes(found, known)]
    assert told == [
        ("kept", "A", ""),
        ("moved", "A01", "B"),
        ("renamed", "A0101", "公共安全隐患排查治理服务"),
        ("removed", "A0102", ""),
        ("new", "A0103", ""),
        ("removed", "B", ""),
    ]
