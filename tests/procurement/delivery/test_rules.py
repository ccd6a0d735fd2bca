"""What acceptance must hold to: tables without a database."""

import pytest

from procurement.delivery import rules
from procurement.delivery.rules import Judgement, PlanFacts, VoiceFacts


@pytest.mark.article("K22:24")
@pytest.mark.article("REG:45")
@pytest.mark.parametrize(
    ("passed", "items", "voices", "conclusion", "codes"),
    [
        (True, [True, True], 1, "合格。", []),
        (True, [True, None], 1, "合格。", ["items_open"]),
        (True, [True, True], 0, "合格。", ["no_recipient_heard"]),
        (True, [True, True], 1, "  ", ["no_conclusion"]),
        (True, [True, False], 1, "合格。", ["failed_items"]),
        (False, [True, False], 1, "次数不足。", []),
        (False, [True, True], 1, "不合格。", ["nothing_failed"]),
        (False, [None], 0, "", ["items_open", "no_recipient_heard", "no_conclusion"]),
    ],
)
def test_when_an_opinion_can_be_formed(passed, items, voices, conclusion, codes):
    found = rules.conclusion_refusals(passed=passed, conclusion=conclusion, items=items, voices=voices)
    assert [refusal.code for refusal in found] == codes


@pytest.mark.parametrize(
    ("name", "alias"),
    [("张三", "张某"), ("欧阳修远", "欧某某"), (" 李 ", "李某"), ("王建国示例", "王某某")],
)
def test_a_recipient_is_named_by_a_mask(name, alias):
    assert rules.masked(name) == alias


@pytest.mark.article("PIPL")
@pytest.mark.parametrize(
    ("opinion", "codes"),
    [
        ("服务很好，每月来4次。", []),
        ("请打 13800000000。", ["personal_data"]),
        ("电话 0735-2220000", ["personal_data"]),
        ("身份证430000190001010000", ["personal_data"]),
        ("2026年11月23日来过。", []),
    ],
)
def test_an_opinion_holds_no_number_that_names_somebody(opinion, codes):
    found = rules.voice_refusals(VoiceFacts("张三", True, opinion))
    assert [refusal.code for refusal in found] == codes


@pytest.mark.parametrize(
    ("requirements", "codes"),
    [
        (("每月四次",), []),
        ((), ["no_requirements"]),
        (("项",) * 61, ["too_many_requirements"]),
        (("长" * 301,), ["requirement_too_long"]),
    ],
)
def test_a_plan_names_what_is_judged(requirements, codes):
    assert [r.code for r in rules.plan_refusals(PlanFacts("方案", requirements))] == codes


@pytest.mark.article("GPL:41")
@pytest.mark.parametrize(
    ("judgements", "codes"),
    [
        ({1: Judgement(True)}, []),
        ({1: Judgement(None)}, []),
        ({1: Judgement(False, "次数不足")}, []),
        ({1: Judgement(False, " ")}, ["no_finding"]),
        ({9: Judgement(True)}, ["foreign_item"]),
    ],
)
def test_what_is_not_met_says_what_was_found(judgements, codes):
    found = rules.judgement_refusals(judgements, items={1: "每月四次"})
    assert [refusal.code for refusal in found] == codes
