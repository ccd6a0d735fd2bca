"""What a notice about a grant must hold, by tables of cases."""

from datetime import date
from decimal import Decimal

import pytest

from procurement.notices.choices import GRANT_FORMS
from procurement.notices.grants import rules
from procurement.notices.official import rules as official
from procurement.notices.official.reading import form_of
from tests.procurement.notices.grants.facts import FACTS

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize("kind", GRANT_FORMS)
def test_what_is_typed_fills_its_form(kind):
    values = rules.values_of(kind, FACTS[kind], issuer="民政局（示例）", period="2026年3月2日至3月9日")
    assert official.missing(form_of(kind), official.compose(form_of(kind), values)) == []
    assert rules.facts_refusals(kind, FACTS[kind], today=TODAY) == []


@pytest.mark.parametrize(
    ("opens", "closes", "codes"),
    [
        ("2026-03-02", "2026-03-02", []),
        ("2026-03-03", "2026-03-02", ["grant_days_crossed"]),
        ("2026-02-01", "2026-03-01", ["grant_call_over"]),
    ],
)
def test_applications_are_taken_until_a_day_to_come(opens, closes, codes):
    facts = {"opens_on": opens, "closes_on": closes}
    assert [refusal.code for refusal in rules.call_refusals(facts, today=TODAY)] == codes


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["暖邻；协会（示例）；10,000.50"], []),
        (["暖邻;协会（示例）;1"], []),
        (["暖邻；协会（示例）"], ["grant_line_wrong"]),
        (["暖邻；协会（示例）；0"], ["grant_line_wrong"]),
        (["暖邻；协会（示例）；1.001"], ["grant_line_wrong"]),
        (["暖邻；；1"], ["grant_line_wrong"]),
        (["暖邻；协会（示例）；1", "暖邻；协会（示例）；2"], ["grant_line_twice"]),
    ],
)
def test_a_line_of_the_list_has_project_organisation_and_amount(lines, codes):
    assert [refusal.code for refusal in rules.list_refusals(lines)] == codes


def test_the_list_is_added_up():
    values = rules.values_of("grant_publicity", FACTS["grant_publicity"], issuer="局", period="")
    assert values["basics"]["资助金额合计"] == "80,000.50 元"
    assert rules.granted_of("甲；乙；80000.5").amount == Decimal("80000.50")
