"""Fields of service: what a business scope names, the filter, and the registrar's word."""

import csv

import pytest
from django.urls import reverse

from catalog.editions import reference as catalogue
from orgs.bodies import fields, workflow
from orgs.bodies.choices import BodyKind, ServiceField
from orgs.bodies.models import Registration
from orgs.people.choices import Role
from orgs.registry import registrations
from orgs.registry import workflow as registry
from portal.kernel import clock
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from tests.factories import people
from tests.factories.registry import SOURCE
from tests.refusals import refused
from tests.signed_in import client_of


@pytest.mark.parametrize(
    ("scope", "named"),
    [
        ("社会工作、居家养老、社区服务", ["elderly", "community"]),
        ("残疾儿童康复", ["children", "disability", "health"]),
        ("职业技能培训", ["employment"]),
        ("应急救援", ["assistance"]),
        ("改善营商环境", ["other"]),
        ("", ["other"]),
    ],
)
def test_a_business_scope_names_fields(scope, named):
    assert fields.fields_named(scope) == named


def test_the_words_of_the_catalogue_are_among_the_fields():
    for name in ("guidance-catalogue.csv", "civil-affairs-catalogue.csv"):
        lines = (catalogue.DATA / name).read_text(encoding="utf-8").splitlines()
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        assert {row["fields"] for row in rows} <= {"", *map(str, ServiceField.labels)}


@pytest.fixture
def organisation(db):
    found = people.body(BodyKind.SOCIAL_ORGANISATION, name="康乐中心（示例）", division_code="430111001")
    Registration.objects.filter(body=found).update(fields_of_service=["health"])
    return found


def shown(client, **query) -> bool:
    page = client.get("/organisations/", query).content.decode()
    return "康乐中心（示例）</a>" in page


def test_the_directory_is_filtered_by_field_with_region_kind_and_grade(client, organisation):
    assert shown(client, field="health")
    assert shown(client, field="health", region="4301", kind="social_organisation")
    assert not shown(client, field="health", region="4306")
    assert not shown(client, field="elderly")


def test_the_directory_is_filtered_down_to_a_township(client, organisation):
    people.division("430111002")
    page = client.get("/organisations/", {"region": "430111", "field": "health"}).content.decode()
    assert "region=430111001&amp;field=health" in page
    assert shown(client, region="430111001")
    assert not shown(client, region="430111002")
    for wrong in ("430111\x00", "43011x001", "999999", "４３０１１１"):
        assert client.get("/organisations/", {"region": wrong}).status_code == 200


def test_the_directory_has_the_map_with_its_table_within_the_query_limit(
    client, organisation, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        page = client.get("/organisations/").content.decode()
    assert "方格示意图" in page and "各市州的社会组织" in page
    assert "?kind=social_organisation&amp;region=4301" in page


def test_registrations_without_fields_are_read_once(organisation):
    Registration.objects.filter(body=organisation).update(fields_of_service=[], scope="养老服务")
    assert workflow.read_fields() == 1
    assert Registration.objects.get(body=organisation).fields_of_service == ["elderly"]
    assert workflow.read_fields() == 0


def test_a_new_business_scope_is_read_again(organisation):
    keeper = people.actor(Role.REGISTRAR, of=people.body(division_code="43"))
    wanted = {organisation.pk: {"scope": "居家养老"}}
    registrations.change(wanted, "换证", source=SOURCE, by=keeper, now=clock.now())
    assert Registration.objects.get(body=organisation).fields_of_service == ["elderly"]


def test_a_registrar_says_which_fields_and_the_ledger_keeps_the_former_ones(organisation):
    keeper = people.actor(Role.REGISTRAR, of=people.body(division_code="43"))
    page = reverse("registry:fields_choose", args=[organisation.credit_code])
    browser = client_of(keeper)
    assert browser.post(page, {"fields_of": ["community", "elderly"]}).status_code == 302
    assert Registration.objects.get(body=organisation).fields_of_service == ["elderly", "community"]
    entry = LedgerEntry.objects.get(verb="registry.classify")
    assert entry.facts["before"] == ["health"]
    assert browser.post(page, {"fields_of": ["elderly", "community"]}).status_code == 409
    assert browser.post(page, {}).status_code == 200
    with pytest.raises(NotPermitted):
        registry.classify(organisation.pk, ["other"], by=people.actor(Role.SUPPLIER), now=clock.now())
    now = clock.now()
    refused(
        registry.classify, organisation.pk, ["elderly", "community"], by=keeper, now=now, code="unchanged"
    )
