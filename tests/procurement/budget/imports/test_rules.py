"""Rows of a table in the standard's field names, by tables of cases."""

from decimal import Decimal

import pytest

from orgs.imports.rules import apply_refusals
from portal.kernel.sheets import SheetRow
from procurement.budget.choices import FundSource, LineKind
from procurement.budget.imports import rules
from procurement.budget.imports.fields import FIELDS
from procurement.budget.imports.identity import Known, KnownLine, key_of

NAMES = ("agencyName", "fiscalYear", "proCode", "proName", "fundTypeName", "amount", "corBgtDocNo", "docDate")
RIGHT = ("民政局", "2026", "XM01", "养老服务", "一般公共预算", "960000.00", "湘财预〔2026〕1号", "20260120")
KNOWN = Known(bodies={"民政局": 7}, this_year=2026)


def table(*rows, names=NAMES) -> iter:
    return iter([SheetRow(line, list(cells)) for line, cells in enumerate([names, *rows], start=1)])


def read(*rows, names=NAMES, known=KNOWN) -> list[rules.Row]:
    return rules.read(table(*rows, names=names), known)


def changed(**cells) -> tuple:
    return tuple({**dict(zip(NAMES, RIGHT, strict=True)), **cells}.values())


def test_a_right_row_becomes_a_line():
    row = read(RIGHT)[0]
    assert (row.outcome, row.line) == ("new", 2)
    assert row.facts.body_id == 7
    assert row.facts.amount == Decimal("960000.00")
    assert row.facts.fund_source == FundSource.GENERAL
    assert row.facts.kind == LineKind.YEAR
    assert row.facts.document_on.isoformat() == "2026-01-20"


def test_the_forms_names_and_both_headings_are_read_as_well():
    labels = [str(FIELDS[name]) for name in NAMES]
    assert read(RIGHT, names=labels)[0].outcome == "new"
    assert [row.outcome for row in read(labels, RIGHT, NAMES)] == ["new"]
    titled = iter([SheetRow(1, ["预算指标表"]), *table(RIGHT)])
    assert rules.read(titled, KNOWN)[0].outcome == "new"


def test_a_table_without_the_fields_is_refused_in_words():
    with pytest.raises(rules.NoHeading) as refused:
        read(names=("proCode", "amount"))
    assert "agencyName（单位名称）" in str(refused.value)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"agencyName": "别的单位"}, "不是本级预算单位"),
        ({"agencyName": ""}, "缺少：单位名称"),
        ({"fiscalYear": "26"}, "不是四位年份"),
        ({"fiscalYear": "2031"}, "只能录入前后一年以内"),
        ({"amount": "96万"}, "以“元”为单位"),
        ({"amount": "1.005"}, "两位小数"),
        ({"amount": "0"}, "要大于零"),
        ({"amount": "-5"}, "不能是负数"),
        ({"docDate": "正月初三"}, "不是日期"),
        ({"fundTypeName": ""}, "无法识别"),
        ({"proName": "长" * 121}, "超过 120 个字"),
        ({"proCode": ""}, "缺少：项目代码"),
    ],
)
def test_a_wrong_row_says_why(cells, words):
    row = read(changed(**cells))[0]
    assert row.outcome == "wrong"
    assert words in "".join(row.wrong)


@pytest.mark.parametrize(
    ("name", "code", "source"),
    [
        ("一般公共预算资金", "2080201", FundSource.GENERAL),
        ("政府性基金预算资金", "2296002", FundSource.LOTTERY),
        ("福彩公益金", "", FundSource.LOTTERY),
        ("社会救助专项资金", "", FundSource.ASSISTANCE),
        ("单位资金", "", FundSource.OTHER),
        ("", "", None),
    ],
)
def test_the_source_is_read_from_the_standards_words(name, code, source):
    given = dict.fromkeys(FIELDS, "") | {"fundTypeName": name, "expFuncCode": code}
    assert rules.source_of(given) == source


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("", LineKind.YEAR),
        ("年初批复", LineKind.YEAR),
        ("上级转移支付", LineKind.TRANSFER),
        ("提前下达转移支付", LineKind.ADVANCE),
        ("追加", LineKind.SUPPLEMENT),
        ("调剂", LineKind.ADJUSTMENT),
        ("上年结转", LineKind.CARRY_OVER),
        ("别的", None),
    ],
)
def test_the_kind_is_read_from_the_standards_words(words, kind):
    assert rules.kind_of(dict.fromkeys(FIELDS, "") | {"bgtTypeName": words}) == kind


def test_a_line_that_is_there_is_the_same_or_wrong():
    assert read(RIGHT, known=knowing("portal-1"))[0].outcome == "same"
    changed = read(RIGHT, known=knowing("portal-1", "900000"))[0]
    assert "现在是 900,000 元，表中是 960,000 元" in changed.wrong[0]
    assert [row.outcome for row in read(RIGHT, RIGHT)] == ["new", "wrong"]


def knowing(standard_id: str, amount: str = "960000", **cells) -> Known:
    """A finance department that has one line, of this key."""
    line = KnownLine(key_of(read(changed(**cells))[0].facts), standard_id, Decimal(amount))
    return Known({"民政局": 7, "残联": 8}, 2026, [line], codes={"701001": 7})


@pytest.mark.parametrize(
    ("known", "bgt_id", "cells", "outcome", "words"),
    [
        ("B1", "B1", {}, "same", ""),
        ("B1", "B1", {"proName": "养老服务补助"}, "same", ""),
        ("B1", "B1", {"corBgtDocNo": "湘财预〔2026〕99号"}, "wrong", "是另一条指标"),
        ("B1", "B2", {}, "new", ""),
        ("B1", "", {}, "same", ""),
        ("portal-1", "B1", {}, "same", ""),
        ("portal-1", "portal-1", {}, "same", ""),
        ("portal-1", "portal-2", {}, "wrong", "平台上没有这条指标"),
    ],
)
def test_the_standards_key_says_which_line_a_row_is(known, bgt_id, cells, outcome, words):
    row = read((*changed(**cells), bgt_id), names=(*NAMES, "bgtId"), known=knowing(known))[0]
    assert row.outcome == outcome
    assert words in "".join(row.wrong)


def test_two_lines_that_differ_by_their_key_alone_are_two():
    names = (*NAMES, "bgtId")
    assert [row.outcome for row in read((*RIGHT, "B1"), (*RIGHT, "B2"), names=names)] == ["new", "new"]
    assert [row.outcome for row in read((*RIGHT, "B1"), (*RIGHT, "B1"), names=names)] == ["new", "wrong"]
    key = key_of(read(RIGHT)[0].facts)
    twins = Known({"民政局": 7}, 2026, [KnownLine(key, name, Decimal(960000)) for name in ("B1", "B2")])
    assert "请填写指标主键" in read(RIGHT, known=twins)[0].wrong[0]


@pytest.mark.parametrize(
    ("code", "name", "body", "words"),
    [
        ("701001", "民政局（新名称）", 7, ""),
        ("701001", "民政局", 7, ""),
        ("709999", "民政局", 7, ""),
        ("701001", "残联", None, "不是同一个单位"),
        ("709999", "别的单位", None, "不是本级预算单位"),
    ],
)
def test_a_body_is_known_by_its_code_before_its_name(code, name, body, words):
    known = knowing("portal-1")
    row = read((*changed(agencyName=name, proCode="XM09"), code), names=(*NAMES, "agencyCode"), known=known)[
        0
    ]
    assert (row.facts.body_id if row.facts else None) == body
    assert words in "".join(row.wrong)


def test_a_confirmed_advance_notice_is_read_with_both_papers():
    names = (*NAMES, "bgtTypeName", "confirmedDocNo", "confirmedDate")
    facts = read((*RIGHT, "提前下达", "湘财预〔2026〕7号", "20260301"), names=names)[0].facts
    assert (facts.document_number, facts.confirmed_number) == ("湘财预〔2026〕1号", "湘财预〔2026〕7号")
    assert facts.confirmed_on.isoformat() == "2026-03-01"
    assert read((*RIGHT, "年初批复", "湘财预〔2026〕7号", ""), names=names)[0].facts.confirmed_on is None


def test_a_transfer_without_its_paper_is_wrong():
    names = (*NAMES, "bgtTypeName", "isDeleted", "agencyCode")
    cells = (*changed(corBgtDocNo=""), "转移支付", "", "")
    assert "要填写文号" in read(cells, names=names)[0].wrong[0]
    assert "已删除" in read((*RIGHT, "", "1", ""), names=names)[0].wrong[0]
    assert read((*RIGHT, "", "0", "701001"), names=names)[0].facts.standard == {"agencyCode": "701001"}


@pytest.mark.parametrize(
    ("wrong", "new", "skips", "code"),
    [(0, 3, False, None), (1, 3, False, "wrong_rows"), (1, 3, True, None), (2, 0, True, "nothing_to_import")],
)
def test_nothing_is_imported_by_half_unless_somebody_says_so(wrong, new, skips, code):
    found = apply_refusals(wrong=wrong, new=new, skips_wrong=skips)
    assert [refusal.code for refusal in found] == ([code] if code else [])
