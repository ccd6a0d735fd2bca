"""What stands still because of a challenge or a complaint."""

from datetime import date

import pytest

from procurement.projects.suspension import rules
from procurement.projects.suspension.choices import Act
from procurement.projects.suspension.rules import Standing

CHALLENGE = Standing("challenge", "BZ-ZY01")
COMPLAINT = Standing("complaint", "TS01", date(2026, 10, 8))


@pytest.mark.article("REG:54")
@pytest.mark.parametrize("act", [Act.SIGN, Act.PERFORM])
def test_a_challenge_holds_back_the_contract(act):
    (refusal,) = rules.refusals([CHALLENGE], act)
    assert "BZ-ZY01" in refusal.because
    assert "第五十四条" in refusal.basis


@pytest.mark.parametrize("act", [Act.OPEN, Act.DECIDE, Act.PUBLISH])
def test_a_challenge_holds_nothing_else_back(act):
    assert rules.refusals([CHALLENGE], act) == []


@pytest.mark.parametrize("act", list(Act))
def test_at_the_word_of_the_finance_department_everything_stops(act):
    (refusal,) = rules.refusals([COMPLAINT], act)
    assert "2026-10-08" in refusal.remedy


def test_two_letters_are_two_reasons():
    assert len(rules.refusals([CHALLENGE, COMPLAINT], Act.SIGN)) == 2
