"""Which opinions are taken: a table, no database."""

from datetime import date, timedelta

import pytest

from portal.kernel.hearing import rules

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("助餐点太少。", ""),
        ("2026年有 1,200 人，电话 0731-84502214。", ""),
        (" \n", "no_text"),
        ("请打 13800138000", "personal"),
        ("请打 138 0013-8000", "personal"),
        ("身份证４３０１０２１９４９１００１００１Ｘ", "personal"),
        ("身份证430102194910010011", "personal"),
    ],
)
def test_an_opinion_has_words_and_no_personal_numbers(text, code):
    found = rules.opinion_refusals(
        text, until=DAY, today=DAY, is_open=True, is_known=False, given=0, basis=""
    )
    assert [refusal.code for refusal in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"today": DAY + timedelta(days=1)}, "closed"),
        ({"is_open": False}, "closed"),
        ({"until": None}, "closed"),
        ({"is_known": True}, "known"),
        ({"given": rules.MOST_OPINIONS}, "too_many"),
        ({"given": rules.MOST_OPINIONS - 1}, ""),
    ],
)
def test_opinions_are_taken_until_the_last_day_and_so_many_from_one(changes, code):
    asked = {
        "basis": "",
        "until": DAY,
        "today": DAY,
        "is_open": True,
        "is_known": False,
        "given": 0,
    } | changes
    found = rules.opinion_refusals("好", **asked)
    assert [refusal.code for refusal in found] == ([code] if code else [])
