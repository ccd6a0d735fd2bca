"""Corrections, striking off and closing: what an entry said before stays readable."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from orgs.community import changing, queries, workflow
from orgs.community.models import CommunityChange
from orgs.people.choices import Role
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from tests.factories import communities, people
from tests.refusals import refused

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
TODAY = date(2026, 3, 2)
BECAUSE = changing.Because(TODAY, "登记时写错")


@pytest.fixture
def registrar():
    return people.actor(Role.REGISTRAR, of=people.body(division_code="430111"))


@pytest.fixture
def entry():
    return communities.organisation()


def said_of(found, **changes) -> workflow.RecordFacts:
    """What an entry says, but for the changes."""
    names = ("name", "kind", "division", "activities", "body", "hub")
    return workflow.RecordFacts(**{name: getattr(found, name) for name in names} | changes)


def station_of(found, **changes) -> workflow.StationFacts:
    names = ("name", "level", "division", "fields", "opened_on", "village", "operator_body", "address")
    return workflow.StationFacts(**{name: getattr(found, name) for name in names} | changes)


def base_of(found, **changes) -> workflow.BaseFacts:
    names = ("name", "division", "services", "opened_on", "operator_body", "address")
    return workflow.BaseFacts(**{name: getattr(found, name) for name in names} | changes)


def test_a_correction_keeps_what_was_said_before_and_stands_in_the_ledger(entry, registrar):
    facts = said_of(entry, name="邻里协商会（示例）", kind="harmony")
    made = changing.correct_organisation(entry.pk, facts, because=BECAUSE, by=registrar, now=NOW)
    assert (made.name, made.kind) == ("邻里协商会（示例）", "harmony")
    kept = made.changes.get()
    assert kept.lines == [
        ("名称", "邻里议事会（示例）", "邻里协商会（示例）"),
        ("类别", "社区协商类", "社区和谐类"),
    ]
    assert (kept.reason, kept.entered_for) == ("登记时写错", registrar.body_name)
    assert LedgerEntry.objects.get(subject_id=made.pk).verb == "community.correct_organisation"
    assert queries.organisations().filter(search__isnull=False).exists()


def test_one_that_has_registered_since_points_to_its_body(entry, registrar):
    body = communities.social("议事会（示例）")
    made = changing.correct_organisation(
        entry.pk, said_of(entry, body=body), because=BECAUSE, by=registrar, now=NOW
    )
    assert (made.standing, made.contract_refusals(TODAY)) == ("registered", [])


def test_a_correction_is_refused_where_an_entry_would_be(entry, registrar):
    hub, other = communities.hub(), communities.organisation("银龄队（示例）")
    elsewhere = people.division("430626001")
    cases = (
        (said_of(entry), "unchanged"),
        (said_of(entry, name=other.name), "taken"),
        (said_of(entry, division=elsewhere), "outside_area"),
        (said_of(entry, hub=other), "not_a_hub"),
        (said_of(entry, body=hub.body), "taken"),
    )
    for facts, code in cases:
        refused(
            changing.correct_organisation,
            entry.pk,
            facts,
            because=BECAUSE,
            by=registrar,
            now=NOW,
            code=code,
        )
    future = replace(BECAUSE, on=date(2026, 3, 3))
    facts = said_of(entry, activities="议事")
    refused(
        changing.correct_organisation,
        entry.pk,
        facts,
        because=future,
        by=registrar,
        now=NOW,
        code="change_date",
    )
    assert not CommunityChange.objects.exists()


def test_a_hub_on_which_others_hang_stays_one(entry, registrar):
    hub = communities.hub()
    type(entry).objects.filter(pk=entry.pk).update(hub=hub)
    who = {"because": BECAUSE, "by": registrar, "now": NOW}
    refused(changing.correct_organisation, hub.pk, said_of(hub, kind="service"), code="has_members", **who)
    refused(changing.correct_organisation, hub.pk, said_of(hub, hub=hub), code="own_hub", **who)
    refused(changing.strike_off, hub.pk, code="has_members", **who)
    changing.strike_off(entry.pk, **who)
    assert changing.strike_off(hub.pk, **who).standing == "struck_off"
    assert not queries.hubs().exists()


def test_what_is_struck_off_stays_readable_and_its_name_is_free_again(entry, registrar):
    made = changing.strike_off(entry.pk, because=BECAUSE, by=registrar, now=NOW)
    assert (made.standing, made.struck_off_on) == ("struck_off", TODAY)
    assert [refusal.code for refusal in made.grant_refusals(TODAY)] == ["struck_off"]
    who = {"because": BECAUSE, "by": registrar, "now": NOW}
    refused(changing.strike_off, entry.pk, code="struck_off", **who)
    refused(changing.correct_organisation, entry.pk, said_of(entry, kind="hub"), code="struck_off", **who)
    again = workflow.put_on_record(said_of(entry), by=registrar, now=NOW)
    assert again.pk != entry.pk


def test_a_station_gets_another_operator_and_the_former_one_stays_readable(registrar):
    first, second = communities.social("甲中心（示例）"), communities.social("乙中心（示例）")
    found = communities.station(operator_body=first)
    who = {"because": BECAUSE, "by": registrar, "now": NOW}
    facts = station_of(found, operator_body=second, fields=["elderly"])
    made = changing.correct_station(found.pk, facts, **who)
    assert made.operator_body == second
    assert made.changes.get().lines == [
        ("承接的社会组织", "甲中心（示例）", "乙中心（示例）"),
        ("服务领域", "养老服务、儿童关爱", "养老服务"),
    ]
    company = people.body("enterprise")
    facts = station_of(found, operator_body=company)
    refused(changing.correct_station, found.pk, facts, code="not_registered", **who)
    changing.close_station(found.pk, **who)
    refused(changing.correct_station, found.pk, station_of(found, village="红星村"), code="closed", **who)


def test_a_base_closes_when_everybody_has_left(registrar):
    inside = communities.incubation()
    base, who = inside.base, {"because": BECAUSE, "by": registrar, "now": NOW}
    changing.correct_base(base.pk, base_of(base, services=["venture"]), **who)
    refused(changing.close_base, base.pk, code="inside", **who)
    workflow.release(inside.pk, on=TODAY, by=registrar, now=NOW)
    assert changing.close_base(base.pk, **who).running == "closed"
    assert queries.base_totals()["number"] == 0
    refused(changing.close_base, base.pk, code="closed", **who)
    refused(workflow.admit, base.pk, inside.body, entered_on=TODAY, by=registrar, now=NOW, code="closed")
    assert [change.change for change in base.changes.all()] == ["closed", "corrected"]


def test_nobody_else_changes_an_entry_and_nobody_elsewhere(entry):
    for person in (people.actor(Role.OPERATOR), people.actor(Role.SUPPLIER)):
        with pytest.raises(NotPermitted):
            changing.strike_off(entry.pk, because=BECAUSE, by=person, now=NOW)
    stranger = people.actor(Role.REGISTRAR, of=people.body(division_code="430626"))
    refused(changing.strike_off, entry.pk, because=BECAUSE, by=stranger, now=NOW, code="outside_area")


def test_what_was_said_before_cannot_be_rewritten(entry, registrar):
    changing.strike_off(entry.pk, because=BECAUSE, by=registrar, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        CommunityChange.objects.update(reason="别的")
