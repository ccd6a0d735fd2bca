"""When a bid that did not open is ruled on."""

import pytest

from procurement.opening.ruling import rules

FREE = {"is_opened": False, "may_still_open": False, "has_ruling": False, "is_signed": False, "reason": "x"}


@pytest.mark.article("发展改革委令第20号第三十一条")
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"is_opened": True}, ["opened"]),
        ({"may_still_open": True}, ["still_unlocking"]),
        ({"has_ruling": True}, ["ruled"]),
        ({"is_signed": True}, ["record_signed"]),
        ({"reason": " "}, ["no_reason"]),
    ],
    ids=["free", "opened", "time-left", "ruled", "signed", "silent"],
)
def test_a_ruling_comes_once_after_the_time_and_before_the_signature(change, expected):
    assert [refusal.code for refusal in rules.ruling_refusals(**FREE | change)] == expected


@pytest.mark.article("发展改革委令第20号第三十一条")
@pytest.mark.parametrize(("is_recall", "says"), [(True, "视为撤回"), (False, "视为撤销")])
def test_whose_fault_it_was_decides_between_recall_and_withdrawal(is_recall, says):
    assert says in rules.follows(is_recall=is_recall)
