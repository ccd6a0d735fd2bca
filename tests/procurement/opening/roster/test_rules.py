"""What a roster must be, and when it is too thin."""

import pytest

from procurement.opening.roster import rules
from procurement.opening.roster.rules import Officer

pytestmark = pytest.mark.article("O87:39")
HANDLER, REVIEWER = Officer(1, is_handler=True), Officer(1, is_handler=False)
FINANCE = Officer(2, is_handler=False)
AWAY = Officer(2, is_handler=False, can_come=False)
FULL = [HANDLER, HANDLER, REVIEWER, FINANCE]


@pytest.mark.parametrize(
    ("officers", "codes"),
    [
        (FULL, []),
        (FULL[1:], ["too_few_officers"]),
        ([REVIEWER] * 4, ["one_body"]),
        ([HANDLER, HANDLER, HANDLER, FINANCE], ["handlers"]),
        ([*FULL, Officer(3, is_handler=False, sits_on_panel=True)], ["panel_member"]),
        ([], ["too_few_officers", "one_body", "handlers"]),
    ],
)
def test_four_people_of_two_bodies_two_of_them_no_handlers(officers, codes):
    found = rules.roster_refusals(officers, least=4, is_released=False)
    assert [refusal.code for refusal in found] == codes


def test_after_the_release_a_roster_stays():
    assert rules.roster_refusals(FULL, least=4, is_released=True)[0].code == "released"
    assert rules.answer_refusals(is_released=True)[0].code == "released"
    assert rules.answer_refusals(is_released=False) == []


@pytest.mark.parametrize(
    ("officers", "words"),
    [
        (FULL, ""),
        ([], "还没有确定"),
        (FULL[:3], "不足 4 人"),
        ([HANDLER, AWAY, AWAY, AWAY], "不足两人"),
        ([HANDLER, HANDLER, AWAY, AWAY], "都是经办人"),
        ([HANDLER, REVIEWER, AWAY, AWAY], ""),
    ],
)
def test_a_thin_roster_is_told(officers, words):
    told = rules.alarm_of(officers, least=4)
    assert words in told and bool(told) == bool(words)
