"""May this body contract: each rule by its cases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from orgs.eligibility import rules
from orgs.eligibility.choices import EvidenceKind, Rule
from orgs.eligibility.rules import Known, Law, Party, Proof, Question
from tests.factories.registry import inspection, listing, penalty

AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
LAW = Law(clean_years=3, larger_fine=Decimal(2_000_000), due_month=5, lag_years=1, query_days=30)
PARTY = Party(may_contract=True, basis="第六条", registered_on=date(2020, 1, 1), party_organisation="joint")


def ask(*facts, party: Party = PARTY, proofs=(), at: datetime = AT, is_due: bool = False) -> dict:
    known = [Known(fact, "公告（示例）") for fact in facts]
    found = rules.answers(Question(party, known, proofs, LAW, at.date(), at, is_due))
    return {answer.rule: answer for answer in found}


@pytest.mark.article("规则 SO-06、SO-15；财综〔2014〕87号、财综〔2016〕54号")
@pytest.mark.parametrize(
    ("facts", "registered_on", "state"),
    [
        ([inspection(2025)], date(2020, 1, 1), "passed"),
        ([inspection(2025, "basically")], date(2020, 1, 1), "passed"),
        ([inspection(2024)], date(2020, 1, 1), "passed"),
        ([inspection(2023)], date(2020, 1, 1), "unknown"),
        ([inspection(2025, "unqualified")], date(2020, 1, 1), "failed"),
        ([inspection(2025, "not_filed")], date(2020, 1, 1), "failed"),
        ([inspection(2025), inspection(2024, "unqualified")], date(2020, 1, 1), "passed"),
        ([inspection(2024, "unqualified"), inspection(2025, "filed")], date(2020, 1, 1), "failed"),
        ([inspection(2024), inspection(2025, "filed")], date(2020, 1, 1), "passed"),
        ([inspection(2025, "filed")], date(2020, 1, 1), "passed"),
        ([], date(2026, 1, 1), "passed"),
        ([], date(2025, 12, 31), "unknown"),
        ([], date(2020, 1, 1), "unknown"),
    ],
)
def test_the_newest_concluded_inspection_counts(facts, registered_on, state):
    answer = ask(*facts, party=replace(PARTY, registered_on=registered_on))[Rule.INSPECTION]
    assert answer.state == state
    assert answer.bars is False


@pytest.mark.parametrize(
    ("on", "year"), [(date(2026, 5, 31), 2024), (date(2026, 6, 1), 2025), (date(2026, 1, 1), 2024)]
)
def test_a_year_is_due_when_its_time_for_reporting_is_over(on, year):
    assert rules.due_year(on, due_month=5) == year


@pytest.mark.article("规则 GPS-04 至 GPS-06、CRD-01 至 CRD-03；GPL:22；O102:7")
@pytest.mark.parametrize(
    ("facts", "party", "rule", "state", "bars"),
    [
        ([], {}, Rule.KIND, "passed", False),
        ([], {"may_contract": False}, Rule.KIND, "failed", True),
        ([], {"deregistered_on": date(2026, 11, 23)}, Rule.PERSONALITY, "failed", True),
        ([], {"deregistered_on": date(2026, 11, 24)}, Rule.PERSONALITY, "passed", False),
        ([], {"registered_on": None, "is_social": False}, Rule.PERSONALITY, "unknown", False),
        ([], {"is_individual": True, "is_social": False}, Rule.PERSONALITY, "passed", False),
        ([listing("serious")], {}, Rule.SERIOUS, "failed", True),
        ([listing("serious", ends_on=date(2026, 1, 1))], {}, Rule.SERIOUS, "passed", False),
        ([listing("abnormal")], {}, Rule.ABNORMAL, "unknown", False),
        ([listing("abnormal", ends_on=date(2026, 1, 1))], {}, Rule.ABNORMAL, "passed", False),
        ([penalty("criminal", date(2023, 11, 23))], {}, Rule.RECORD, "passed", False),
        ([penalty("criminal", date(2023, 11, 24))], {}, Rule.RECORD, "failed", True),
        ([penalty("fine", amount=Decimal(5_000))], {}, Rule.RECORD, "passed", False),
        (
            [penalty("ban", starts_on=date(2025, 1, 1), ends_on=date(2026, 11, 22))],
            {},
            Rule.BAN,
            "passed",
            False,
        ),
        (
            [penalty("ban", starts_on=date(2025, 1, 1), ends_on=date(2026, 11, 23))],
            {},
            Rule.BAN,
            "failed",
            True,
        ),
        ([], {"party_organisation": ""}, Rule.PARTY, "unknown", False),
        ([], {}, Rule.PARTY, "passed", False),
        ([], {"registered_on": date(2026, 11, 1)}, Rule.AGE, "passed", False),
        ([], {}, Rule.CAPACITY, "unknown", False),
    ],
)
def test_each_rule_has_its_answer(facts, party, rule, state, bars):
    answer = ask(*facts, party=replace(PARTY, **party))[rule]
    assert (answer.state, answer.bars) == (state, bars)
    assert answer.article
    assert answer.source


def query(days: int, *, is_clean: bool = True) -> Proof:
    return Proof(
        Rule.CCGP, EvidenceKind.CREDIT_QUERY, is_clean, "查询结果", "查询页", AT - timedelta(days=days)
    )


@pytest.mark.article("财库〔2016〕125号；规则 CRD-01")
@pytest.mark.parametrize(
    ("proofs", "is_due", "state", "bars"),
    [
        ([], False, "not_yet_due", False),
        ([], True, "unknown", False),
        ([query(30)], True, "passed", False),
        ([query(31)], True, "unknown", False),
        ([query(3, is_clean=False)], True, "failed", True),
        ([query(3, is_clean=False), query(1)], True, "passed", False),
        ([query(-1)], True, "unknown", False),
    ],
)
def test_a_query_page_counts_for_its_days(proofs, is_due, state, bars):
    answer = ask(proofs=proofs, is_due=is_due)[Rule.CCGP]
    assert (answer.state, answer.bars) == (state, bars)


def proof(rule: str, kind: str, *, is_clean: bool = True) -> Proof:
    return Proof(rule, kind, is_clean, "说明", "单位（示例）", AT - timedelta(days=1))


@pytest.mark.parametrize(
    ("rule", "kind", "is_clean", "state"),
    [
        (Rule.CAPACITY, EvidenceKind.STATEMENT, True, "passed"),
        (Rule.INSPECTION, EvidenceKind.STATEMENT, True, "unknown"),
        (Rule.INSPECTION, EvidenceKind.CHECK, True, "passed"),
        (Rule.INSPECTION, EvidenceKind.CHECK, False, "failed"),
    ],
)
def test_what_was_unknown_is_settled_by_what_was_asked_for(rule, kind, is_clean, state):
    assert ask(proofs=[proof(rule, kind, is_clean=is_clean)])[rule].state == state


def test_a_statement_never_overrules_a_fact():
    found = ask(listing("serious"), proofs=[proof(Rule.SERIOUS, EvidenceKind.CHECK)])
    assert found[Rule.SERIOUS].state == "failed"


def test_only_failed_answers_refuse_and_say_why():
    unknown = ask(party=replace(PARTY, party_organisation=""))
    assert rules.barring_refusals(list(unknown.values())) == []
    (refusal,) = rules.barring_refusals(list(ask(listing("serious")).values()))
    assert refusal.code == "eligibility_serious"
    assert "2025-03-01" in refusal.because


def test_an_enterprise_is_not_asked_about_civil_affairs():
    found = ask(party=replace(PARTY, is_social=False, registered_on=None))
    assert not {Rule.INSPECTION, Rule.SERIOUS, Rule.ABNORMAL, Rule.PARTY} & set(found)
