"""Registering bodies."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from orgs.bodies import workflow
from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.bodies.workflow import BodyFacts, RegistrationFacts
from orgs.people.choices import Role
from orgs.regions.models import Division
from portal.kernel.actors import SYSTEM
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from tests.factories.people import actor, division

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
REGISTRATION = RegistrationFacts(
    type="1",
    authority="民政厅（示例）",
    authority_division=Division(code="43"),
    direct_registration="community",
    registered_on=date(2020, 1, 1),
    legal_representative="张三（示例）",
    scope="社会服务",
)


def facts() -> BodyFacts:
    return BodyFacts(
        name="岳麓银龄互助协会（示例）",
        kind=BodyKind.SOCIAL_ORGANISATION,
        credit_code="514300005000001A57",
        division=division("4301"),
        is_sample=True,
    )


def test_a_social_organisation_is_entered_with_its_registration():
    body = workflow.register(facts(), registration=REGISTRATION, by=SYSTEM, now=NOW)
    assert (body.pinyin_initials[:4], body.registration.type) == ("ylyl", "1")
    assert LedgerEntry.objects.about(body).get().verb == "bodies.register"


@pytest.mark.parametrize(
    ("change", "registration", "code"),
    [
        ({"credit_code": "514300005000001A58"}, REGISTRATION, "credit_code"),
        ({"credit_code": "52430100MJJ000012B"}, REGISTRATION, "credit_code_type"),
        ({}, None, "registration"),
        ({"kind": BodyKind.STATE_ORGAN}, REGISTRATION, "registration"),
    ],
)
def test_wrong_facts_are_refused_and_nothing_is_entered(change, registration, code):
    with pytest.raises(Refused) as refused:
        workflow.register(replace(facts(), **change), registration=registration, by=SYSTEM, now=NOW)
    assert refused.value.code == code
    assert not Body.objects.exists()


def test_a_name_or_code_is_registered_once():
    workflow.register(facts(), registration=REGISTRATION, by=SYSTEM, now=NOW)
    with pytest.raises(Refused):
        workflow.register(facts(), registration=REGISTRATION, by=SYSTEM, now=NOW)
    assert Body.objects.count() == 1


def test_only_the_platform_enters_bodies():
    supplier = actor(Role.SUPPLIER)
    with pytest.raises(NotPermitted):
        workflow.register(facts(), registration=REGISTRATION, by=supplier, now=NOW)
    assert Body.objects.count() == 1
