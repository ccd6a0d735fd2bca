"""Reads of bodies that the rules must agree with."""

from datetime import date
from itertools import product

import pytest

from orgs.bodies.choices import BodyKind, StaffingType
from orgs.bodies.models import Body, Registration
from tests.factories.people import body, division

pytestmark = pytest.mark.django_db


def test_the_lists_of_parties_agree_with_the_rule():
    place = division("43")
    Body.objects.bulk_create(
        Body(name=str(number), credit_code=str(number), kind=kind, staffing_type=staffing, division=place,
             is_fully_treasury_funded=is_funded)
        for number, (kind, staffing, is_funded) in enumerate(
            product(BodyKind.values, StaffingType.values, (True, False))
        )
    )  # fmt: skip
    everybody = list(Body.objects.all())
    assert set(Body.objects.purchasers()) == {each for each in everybody if each.may_purchase}
    assert set(Body.objects.contractors()) == {each for each in everybody if each.may_contract}


@pytest.mark.parametrize(
    ("on", "is_registered"),
    [
        (date(2019, 12, 31), False),
        (date(2020, 1, 1), True),
        (date(2025, 5, 31), True),
        (date(2025, 6, 1), False),
    ],
)
def test_legal_personality_lasts_from_registration_to_deregistration(on, is_registered):
    registration = Registration(registered_on=date(2020, 1, 1), deregistered_on=date(2025, 6, 1))
    assert registration.is_registered(on) is is_registered


def test_the_level_is_that_of_the_authority():
    registration = body(BodyKind.SOCIAL_ORGANISATION).registration
    assert registration.level == "省"
    assert Registration().level == "全国"
