"""What of a result, contract, acceptance or termination a correction may change."""

import pytest

from procurement.notices.amending import rules
from procurement.notices.choices import NoticeType
from procurement.notices.official.reading import forms
from procurement.notices.text import Section

RESULT = [
    Section(
        "一、项目基本情况", facts=(("项目编号", "430100-2026-0001"), ("项目名称", "居家照护")), key="basics"
    ),
    Section("二、成交信息", facts=(("供应商名称", "甲（示例）"), ("供应商地址", "天心区")), key="winner"),
    Section("五、代理服务收费标准及金额", paragraphs=("无。", "不收取。"), key="fee"),
    Section("六、公告期限", paragraphs=("自本公告发布之日起1个工作日。",), key="period"),
    Section("七、联系方式", facts=(("联系电话", "0731-0000-0001"),), key="contacts"),
]


def entries(kind=NoticeType.AWARD_RESULT, sections=RESULT):
    return rules.entries_of(kind, sections)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({}, "nothing_changed"),
        ({"contacts:联系电话": " 0731-0000-0001 "}, "nothing_changed"),
        ({"fee:": "无。\r\n不收取。"}, "nothing_changed"),
        ({"contacts:联系电话": ""}, "emptied"),
        ({"basics:项目编号": "430100-2026-0002"}, "identity_fixed"),
        ({"winner:供应商名称": "乙（示例）"}, "decided_elsewhere"),
        ({"period:": "自本公告发布之日起3个工作日。"}, "decided_elsewhere"),
    ],
)
def test_what_is_decided_or_fixed_is_not_corrected(wish, code):
    assert [refusal.code for refusal in rules.amend_refusals(entries(), wish)] == [code]


@pytest.mark.parametrize(
    "wish", [{"contacts:联系电话": "0731-0000-0002"}, {"fee:": "无。"}, {"winner:供应商地址": "岳麓区"}]
)
def test_what_was_written_wrong_is_corrected(wish):
    assert rules.amend_refusals(entries(), wish) == []


@pytest.mark.article("政府采购法第四十六条")
def test_the_winner_and_its_amount_are_never_corrected():
    held = {entry.label: entry.lock for entry in entries() if entry.lock}
    assert held["供应商名称"].basis == "政府采购法第四十六条"
    assert rules.WINNER.holds("winner", "成交金额") and not rules.WINNER.holds("winner", "供应商地址")


@pytest.mark.article("政府采购法第五十条")
@pytest.mark.parametrize(
    ("section", "label", "is_open"),
    [("main", "合同金额", False), ("text", "", False), ("parties", "供应商（乙方）", False)]
    + [("main", "履约地点", False), ("main", "主要标的", False), ("main", "服务要求", False)]
    + [("parties", "供应商地址", True), ("basics", "合同名称", True)],
)
def test_what_both_sides_signed_is_not_corrected(section, label, is_open):
    made = Section(
        "三、内容",
        facts=((label, "原文"),) if label else (),
        paragraphs=() if label else ("原文",),
        key=section,
    )
    assert entries(NoticeType.CONTRACT, [made])[0].is_open is is_open


def test_an_acceptance_keeps_its_findings():
    made = Section("二、验收情况", facts=(("验收结果", "合格"),), paragraphs=("同意。",), key="acceptance")
    assert not any(entry.is_open for entry in entries(NoticeType.ACCEPTANCE_RESULT, [made]))


@pytest.mark.article("政府采购法第四十六条；O87:69；政府采购法第三十六条")
@pytest.mark.parametrize(
    ("kind", "section", "label", "is_open"),
    [
        ("award_result", "subject", "服务要求", False),
        ("award_result", "subject", "服务时间", False),
        ("award_result", "subject", "服务名称", True),
        ("award_result", "panel", "评审专家", False),
        ("award_result", "panel", "采购人代表", False),
        ("award_result", "fee", "", True),
        ("self_result", "winner", "供应商名称", False),
        ("self_result", "comparison", "没有选最低报价的理由", False),
        ("self_result", "nature", "", False),
        ("elsewhere_result", "winner", "成交金额", False),
        ("elsewhere_result", "outside", "成交日期", False),
        ("elsewhere_result", "outside", "网址", True),
        ("termination", "reason", "", False),
        ("termination", "reason", "依据", False),
        ("termination", "contacts", "联系电话", True),
        ("acceptance_result", "basics", "供应商", False),
        ("acceptance_result", "basics", "履约地点", False),
    ],
)
def test_what_was_decided_is_not_corrected_whatever_the_form(kind, section, label, is_open):
    facts, paragraphs = ((label, "原文"),) if label else (), () if label else ("原文",)
    made = Section("三、内容", facts=facts, paragraphs=paragraphs, key=section)
    assert entries(kind, [made])[0].is_open is is_open


def test_later_corrections_win():
    shown = rules.as_corrected(
        entries(), [{"contacts:联系电话": "1"}, {"contacts:联系电话": "2", "fee:": "无"}]
    )
    assert {entry.key: entry.value for entry in shown}["contacts:联系电话"] == "2"


@pytest.mark.parametrize(
    ("kind", "out", "passes"),
    [("award_result", True, True), ("award_result", False, False), ("tender", True, False)],
)
def test_only_published_results_are_corrected_here(kind, out, passes):
    assert (rules.kind_refusals(kind, is_published=out) == []) is passes


@pytest.mark.parametrize("kind", rules.AMENDABLE)
def test_the_locks_name_fields_of_the_form(kind):
    """A lock on a label that no form has would hold nothing."""
    known = {(field.section, field.label) for field in forms()[kind].fields}
    for lock in rules.LOCKS[kind]:
        assert any(lock.holds(section, label) for section, label in known)
