"""Masking, until when a name stays, and who may decide."""

from datetime import date

import pytest

from orgs.accounts.erasure import rules
from orgs.accounts.erasure.choices import Fate
from orgs.accounts.erasure.rules import Kept
from portal.kernel.errors import Refusal


def line(fate: Fate, until: date | None = None, **facts) -> Kept:
    return Kept(title="采购经办", count=1, fate=fate, why="", term="", until=until, **facts)


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张三", "张**"), ("欧阳修远", "欧**"), ("周敏（示例）", "周**（示例）"), ("张**", "张**")],
)
def test_a_masked_name_keeps_its_first_character(name, masked):
    assert rules.masked_name(name) == masked
    assert rules.masked_name(masked) == masked


@pytest.mark.parametrize(
    ("answer", "until", "may_mask"),
    [
        ([], None, True),
        ([line(Fate.DELETED), line(Fate.CHAIN)], None, True),
        ([line(Fate.KEPT, date(2041, 3, 1)), line(Fate.KEPT, date(2040, 1, 1))], date(2041, 3, 1), False),
        ([line(Fate.KEPT, date(2041, 3, 1)), line(Fate.KEPT)], None, False),
        ([line(Fate.MASKED)], None, True),
    ],
)
def test_the_name_stays_as_long_as_one_rule_keeps_it(answer, until, may_mask):
    assert (rules.name_until(answer), rules.may_mask(answer)) == (until, may_mask)


@pytest.mark.parametrize(
    ("by", "prepared_by", "codes"),
    [(7, None, ["own_request"]), (1, 1, ["same_person"]), (2, 1, [])],
)
def test_two_persons_decide_and_neither_is_the_one_who_asks(by, prepared_by, codes):
    found = rules.second_person_refusals(user_id=7, by=by, prepared_by=prepared_by)
    assert [refusal.code for refusal in found] == codes


def test_who_decides_does_not_learn_what_is_open():
    found = rules.closing_refusals([Refusal(because="您提交的响应文件还没有结果：某项目", code="open_bid")])
    assert [refusal.code for refusal in found] == ["not_finished"]
    assert "某项目" not in str(found)
    assert rules.closing_refusals([]) == []


def test_operators_read_that_there_are_papers_of_purchases_not_which_part_the_person_had():
    kept = [
        line(Fate.KEPT, date(2041, 3, 1), is_of_purchases=True),
        Kept("评审", 3, Fate.KEPT, "", "", until=date(2041, 3, 1), is_of_purchases=True),
        Kept("账号", 1, Fate.DELETED, "", ""),
    ]
    shown = rules.for_operators([each.plain() for each in kept])
    assert [(each["title"], each["fate"]) for each in shown] == [
        ("采购文件中的记录", "依法保存，到期遮盖"),
        ("账号", "立即删除"),
    ]
