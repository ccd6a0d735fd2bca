"""Credit codes and grades."""

from dataclasses import replace
from datetime import date

import pytest

from orgs.bodies import rules
from orgs.bodies.choices import BodyKind, StaffingType

GROUP, SERVICE, FOUNDATION = "514300005000001A57", "52430100MJJ000012B", "5343000050000A020U"


@pytest.mark.article("GB 32100—2015；规则 SO-02")
@pytest.mark.parametrize(
    ("code", "social_type", "wrong"),
    [
        (GROUP, "1", ""),
        (SERVICE, "2", ""),
        (FOUNDATION, "3", ""),
        ("52433101MJK123452P", "2", ""),
        ("91350100M000100Y43", "", ""),
        (GROUP, "2", "credit_code_type"),
        ("91350100M000100Y43", "1", "credit_code_type"),
        (GROUP[:-1] + "8", "1", "credit_code"),
        (GROUP[:-1], "1", "credit_code"),
        ("", "", "credit_code"),
        ("51430000500000IA57", "1", "credit_code"),
    ],
)
def test_a_credit_code_is_checked(code, social_type, wrong):
    refusals = rules.credit_code_refusals(code, social_type=social_type)
    assert [refusal.code for refusal in refusals] == ([wrong] if wrong else [])


@pytest.mark.article("《社会组织评估管理办法》（2026年3月1日起施行）；规则 SO-09")
@pytest.mark.parametrize(
    ("on", "says", "days"),
    [
        (date(2023, 12, 31), "尚未生效", 1827),
        (date(2024, 1, 1), "有效", 1826),
        (date(2028, 12, 31), "有效", 0),
        (date(2029, 1, 1), "已过有效期", 0),
    ],
)
def test_a_grade_counts_to_its_last_day(on, says, days):
    validity = rules.grade_validity("4A", date(2024, 1, 1), date(2028, 12, 31), on=on)
    assert (validity.says, validity.days_left) == (says, days)


def test_no_grade_is_no_fault():
    assert rules.grade_validity("", None, None, on=date(2026, 1, 1)).tone == "quiet"
    assert rules.grade_validity("3A", None, None, on=date(2026, 1, 1)).says == "有效期待确认"


ADMINISTRATIVE, INSTITUTIONAL, NO_STAFFING = StaffingType.ADMINISTRATIVE, StaffingType.INSTITUTIONAL, ""
PURCHASER, CONTRACTOR, NEITHER = (True, False), (False, True), (False, False)
CAPACITIES = [
    (BodyKind.STATE_ORGAN, ADMINISTRATIVE, True, PURCHASER),
    (BodyKind.STATE_ORGAN, NO_STAFFING, False, PURCHASER),
    (BodyKind.FINANCE_DEPARTMENT, ADMINISTRATIVE, True, PURCHASER),
    (BodyKind.AUDIT_BODY, ADMINISTRATIVE, True, PURCHASER),
    (BodyKind.PARTY_ORGAN, ADMINISTRATIVE, True, PURCHASER),
    (BodyKind.DEMOCRATIC_PARTY, ADMINISTRATIVE, True, PURCHASER),
    (BodyKind.INSTITUTION_ADMINISTRATIVE, INSTITUTIONAL, True, PURCHASER),
    (BodyKind.MASS_ORGANISATION, ADMINISTRATIVE, True, PURCHASER),
    (BodyKind.MASS_ORGANISATION, ADMINISTRATIVE, False, PURCHASER),
    (BodyKind.MASS_ORGANISATION, INSTITUTIONAL, True, NEITHER),
    (BodyKind.MASS_ORGANISATION, NO_STAFFING, True, NEITHER),
    (BodyKind.MASS_ORGANISATION, INSTITUTIONAL, False, CONTRACTOR),
    (BodyKind.INSTITUTION_CLASS_ONE, INSTITUTIONAL, True, NEITHER),
    (BodyKind.INSTITUTION_CLASS_ONE, INSTITUTIONAL, False, NEITHER),
    (BodyKind.INSTITUTION_CLASS_TWO, INSTITUTIONAL, False, CONTRACTOR),
    (BodyKind.INSTITUTION_BUSINESS, INSTITUTIONAL, False, CONTRACTOR),
    (BodyKind.SOCIAL_ORGANISATION, NO_STAFFING, False, CONTRACTOR),
    (BodyKind.SOCIAL_ORGANISATION, NO_STAFFING, True, NEITHER),
    (BodyKind.ENTERPRISE, NO_STAFFING, False, CONTRACTOR),
    (BodyKind.RURAL_COLLECTIVE, NO_STAFFING, False, CONTRACTOR),
    (BodyKind.VILLAGERS_COMMITTEE, NO_STAFFING, False, CONTRACTOR),
    (BodyKind.RESIDENTS_COMMITTEE, NO_STAFFING, False, CONTRACTOR),
    (BodyKind.INDIVIDUAL, NO_STAFFING, False, CONTRACTOR),
    (BodyKind.EVALUATION_INSTITUTION, NO_STAFFING, False, CONTRACTOR),
    (BodyKind.AGENCY, NO_STAFFING, False, NEITHER),
    (BodyKind.PLATFORM, INSTITUTIONAL, True, NEITHER),
]


@pytest.mark.article("O102:33")
@pytest.mark.article("《政府购买服务管理办法》第五条、第六条、第八条；规则 GPS-03 至 GPS-06")
@pytest.mark.parametrize(("kind", "staffing", "is_funded", "expected"), CAPACITIES)
def test_kind_and_staffing_decide_who_may_purchase_or_contract(kind, staffing, is_funded, expected):
    found = rules.capacity(kind, staffing_type=staffing, is_fully_treasury_funded=is_funded)
    assert (found.may_purchase, found.may_contract) == expected
    assert bool(found.basis) is (kind not in (BodyKind.AGENCY, BodyKind.PLATFORM))


def test_every_kind_has_a_case():
    assert {case[0] for case in CAPACITIES} == set(BodyKind)


@pytest.mark.article("PIPL:6")
def test_an_individual_is_never_known_by_the_identity_card():
    assert rules.party_code_refusals("GR4301110000000001", kind=BodyKind.INDIVIDUAL) == []
    for wrong in ("430111199001010000", "GR43", ""):
        (refusal,) = rules.party_code_refusals(wrong, kind=BodyKind.INDIVIDUAL)
        assert refusal.code == "individual_number"
        assert "0101" not in refusal.because


SOUND = rules.RegistrationCase(
    code=GROUP,
    type="1",
    authority_code="430000",
    competent_unit="省民政厅（示例）",
    direct_registration="",
    is_association=False,
    founded_on=date(2019, 12, 1),
    registered_on=date(2020, 1, 1),
)


@pytest.mark.article("规则 SO-02 至 SO-04；中办发〔2016〕46号")
@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"code": SERVICE, "type": "2", "authority_code": "430100"}, []),
        ({"code": FOUNDATION, "type": "3"}, []),
        ({"authority_code": "430100"}, ["authority_division"]),
        ({"authority_code": rules.NATIONAL_CODE}, ["authority_division"]),
        ({"type": "2"}, ["credit_code_type"]),
        ({"competent_unit": ""}, ["competent_unit"]),
        ({"direct_registration": "charity"}, ["competent_unit"]),
        ({"competent_unit": "", "direct_registration": "charity"}, []),
        ({"competent_unit": "", "direct_registration": "association", "is_association": True}, []),
        (
            {"code": SERVICE, "type": "2", "authority_code": "430100", "is_association": True},
            ["association_type"],
        ),
        ({"founded_on": date(2020, 1, 2)}, ["dates"]),
        ({"deregistered_on": date(2019, 12, 31)}, ["dates"]),
        ({"deregistered_on": date(2026, 1, 1)}, []),
        ({"founded_on": None, "registered_on": date(2026, 11, 24)}, ["dates"]),
    ],
)
def test_a_registration_fits_itself(change, codes):
    found = rules.registration_refusals(replace(SOUND, **change), today=date(2026, 11, 23))
    assert [refusal.code for refusal in found] == codes
