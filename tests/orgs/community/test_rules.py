"""What community organisations may do, and what an entry must hold."""

from dataclasses import replace
from datetime import date

import pytest

from orgs.community import rules

HUB = rules.HubCase("hub", True)
BODY = rules.BodyCase("social_organisation", True)
CASE = rules.RecordCase(
    division_code="430111001", division_level="township", area_code="430111", is_taken=False
)
OPENED, TODAY = date(2020, 3, 1), date(2026, 3, 1)


def codes(refusals) -> list[str]:
    return [refusal.code for refusal in refusals]


@pytest.mark.article("湘民发〔2022〕42号")
def test_what_is_only_on_record_may_not_contract_and_the_article_says_why():
    [refusal] = rules.contract_refusals(is_registered=False)
    assert refusal.code == "no_personality"
    assert "政府采购法》第二十二条" in str(refusal.basis)
    assert rules.contract_refusals(is_registered=True) == []


@pytest.mark.article("湘民发〔2022〕42号")
@pytest.mark.parametrize(
    ("is_registered", "hub", "code"),
    [
        (True, None, None),
        (False, HUB, None),
        (False, None, "no_hub"),
        (False, rules.HubCase("service", True), "not_a_hub"),
        (False, rules.HubCase("hub", False), "not_a_hub"),
    ],
)
def test_a_small_grant_goes_through_a_registered_hub(is_registered, hub, code):
    assert codes(rules.grant_refusals(is_registered=is_registered, hub=hub)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, None),
        ({"body": BODY, "hub": HUB}, None),
        ({"area_code": "43"}, None),
        ({"area_code": "430112"}, "outside_area"),
        ({"area_code": ""}, "outside_area"),
        ({"division_level": "county"}, "not_township"),
        ({"is_taken": True}, "taken"),
        ({"body": rules.BodyCase("enterprise", True)}, "not_registered"),
        ({"body": rules.BodyCase("social_organisation", False)}, "not_registered"),
        ({"body": rules.BodyCase("social_organisation", True, is_entered=True)}, "taken"),
        ({"hub": rules.HubCase("harmony", True)}, "not_a_hub"),
    ],
)
def test_an_entry_is_judged_by_place_body_and_hub(facts, code):
    assert codes(rules.record_refusals(replace(CASE, **facts))) == ([code] if code else [])


@pytest.mark.article("湘民发〔2018〕10号")
@pytest.mark.parametrize(
    ("level", "village", "has_fields", "code"),
    [
        ("township", "", True, None),
        ("village", "红星村", True, None),
        ("village", "", True, "village"),
        ("township", "红星村", True, "village"),
        ("township", "", False, "no_field"),
    ],
)
def test_a_village_station_names_its_village_and_every_station_a_field(level, village, has_fields, code):
    found = rules.station_refusals(level=level, village=village, has_fields=has_fields)
    assert codes(found) == ([code] if code else [])


@pytest.mark.parametrize(
    ("closed_on", "on", "code"),
    [
        (None, OPENED, None),
        (None, date(2020, 2, 29), "closing_date"),
        (None, date(2026, 3, 2), "closing_date"),
        (date(2025, 1, 1), TODAY, "closed"),
    ],
)
def test_a_station_is_closed_once_and_not_before_it_was_opened(closed_on, on, code):
    found = rules.closing_refusals(opened_on=OPENED, closed_on=closed_on, on=on, today=TODAY)
    assert codes(found) == ([code] if code else [])


@pytest.mark.parametrize(
    ("year", "is_taken", "code"),
    [
        (2019, False, None),
        (2026, False, None),
        (2018, False, "subsidy_year"),
        (2027, False, "subsidy_year"),
        (2020, True, "taken"),
    ],
)
def test_a_base_has_one_subsidy_a_year(year, is_taken, code):
    found = rules.subsidy_refusals(year=year, opened_on=OPENED, today=TODAY, is_taken=is_taken)
    assert codes(found) == ([code] if code else [])


@pytest.mark.parametrize(
    ("body", "entered_on", "code"),
    [
        (BODY, OPENED, None),
        (BODY, date(2020, 2, 29), "entry_date"),
        (BODY, date(2026, 3, 2), "entry_date"),
        (rules.BodyCase("social_organisation", False), OPENED, "not_registered"),
        (rules.BodyCase("social_organisation", True, is_entered=True), OPENED, "taken"),
    ],
)
def test_who_enters_a_base_is_a_living_social_organisation(body, entered_on, code):
    found = rules.incubation_refusals(body=body, entered_on=entered_on, opened_on=OPENED, today=TODAY)
    assert codes(found) == ([code] if code else [])


def test_who_leaves_has_entered_and_leaves_once():
    assert rules.leaving_refusals(entered_on=OPENED, left_on=None, on=OPENED, today=TODAY) == []
    for left_on, on, code in (
        (TODAY, TODAY, "left"),
        (None, date(2020, 2, 29), "leaving_date"),
        (None, date(2026, 3, 2), "leaving_date"),
    ):
        found = rules.leaving_refusals(entered_on=OPENED, left_on=left_on, on=on, today=TODAY)
        assert codes(found) == [code]
    assert codes(rules.opening_refusals(opened_on=date(2026, 3, 2), today=TODAY)) == ["opening_date"]


def test_a_base_is_closed_when_nobody_is_inside_any_more_and_nobody_enters_it_then():
    days = {"opened_on": OPENED, "today": TODAY}
    assert codes(rules.closing_refusals(closed_on=None, on=TODAY, inside=2, **days)) == ["inside"]
    found = rules.incubation_refusals(body=BODY, entered_on=OPENED, closed_on=date(2024, 1, 1), **days)
    assert codes(found) == ["closed"]


@pytest.mark.parametrize(
    ("on", "members", "code"),
    [
        (OPENED, 0, None),
        (TODAY, 0, None),
        (date(2020, 2, 29), 0, "striking_date"),
        (date(2026, 3, 2), 0, "striking_date"),
        (TODAY, 1, "has_members"),
    ],
)
def test_an_entry_is_struck_off_once_it_has_happened_and_nobody_hangs_on_it(on, members, code):
    found = rules.striking_refusals(recorded_on=OPENED, on=on, today=TODAY, members=members)
    assert codes(found) == ([code] if code else [])
