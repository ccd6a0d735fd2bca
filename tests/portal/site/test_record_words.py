"""Recorded facts in words."""

import pytest

from portal.site import record_words


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("passed", True, "是"),
        ("approved", False, "否"),
        ("replaces", "", "—"),
        ("agency_mandate_id", None, "—"),
        ("type", "consultation", "竞争性磋商公告"),
        ("method", "competitive_consultation", "竞争性磋商"),
        ("kind", "final_quote", "最后报价"),
        ("decide_by", "2025-08-07", "2025-08-07 星期四"),
        ("due_at", "2025-07-21T04:17:00.000000+00:00", "2025-07-21 星期一 12:17"),
        ("amount", "20250721", "20250721"),
        ("code", "qualified", "合格"),
        ("cause", "no_report", "未按规定报送年度报告"),
        ("title", "2025-13-40", "2025-13-40"),
        ("packages", [{"title": "照护", "budget_amount": "1"}], "标题：照护；预算（元）：1"),
        ("members", ["甲", "乙"], "甲\n乙"),
    ],
)
def test_a_value_is_told_in_words(key, value, words):
    assert record_words.words_of(key, value) == words


def test_an_unknown_name_is_shown_as_it_is_recorded():
    assert record_words.in_words({"金额": "12.50", "amount": "3"}) == [("金额（元）", "3"), ("金额", "12.50")]
