"""Entries of a registrar: own area, registered or on record, any number of stations, money by year."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from orgs.community import changing, queries, workflow
from orgs.community.models import SocialWorkStation
from orgs.people.choices import Role
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from tests.factories import communities, people
from tests.refusals import refused

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
TODAY = date(2026, 3, 2)
BECAUSE = changing.Because(TODAY, "合同期满")


@pytest.fixture
def registrar():
    return people.actor(Role.REGISTRAR, of=people.body(division_code="430111"))


def facts(**changes) -> workflow.RecordFacts:
    place = people.division(communities.TOWNSHIP)
    given = {"name": "和事佬（示例）", "kind": "harmony", "division": place, "activities": "调解"}
    return workflow.RecordFacts(**{**given, **changes})


def station(**changes) -> workflow.StationFacts:
    place = people.division(communities.TOWNSHIP)
    given = {"name": "社工站（示例）", "level": "township", "division": place, "fields": ["elderly"]}
    return workflow.StationFacts(**{**given, "opened_on": TODAY, **changes})


def test_what_is_put_on_record_is_no_legal_person_and_stands_in_the_ledger(registrar):
    made = workflow.put_on_record(facts(), by=registrar, now=NOW)
    assert (made.standing, made.recorded_on, made.recorded_by_id) == ("on_record", TODAY, registrar.user_id)
    assert [refusal.code for refusal in made.contract_refusals(TODAY)] == ["no_personality"]
    assert [refusal.code for refusal in made.grant_refusals(TODAY)] == ["no_hub"]
    assert LedgerEntry.objects.get(subject_id=made.pk).verb == "community.put_on_record"
    refused(workflow.put_on_record, facts(), by=registrar, now=NOW, code="taken")


def test_a_hub_brings_small_grants_while_it_is_registered(registrar):
    hub = communities.hub()
    made = workflow.put_on_record(facts(hub=hub), by=registrar, now=NOW)
    assert made.grant_refusals(TODAY) == []
    hub.body.registration.deregistered_on = date(2025, 1, 1)
    assert [refusal.code for refusal in made.grant_refusals(TODAY)] == ["not_a_hub"]


def test_a_registered_one_points_to_its_body_and_may_contract(registrar):
    body = communities.social("互助会（示例）")
    made = workflow.put_on_record(facts(body=body), by=registrar, now=NOW)
    assert (made.standing, made.contract_refusals(TODAY)) == ("registered", [])
    refused(
        workflow.put_on_record, facts(name="又一（示例）", body=body), by=registrar, now=NOW, code="taken"
    )


def test_only_a_registrar_enters_and_only_in_the_own_area(registrar):
    elsewhere = people.division("430626001")
    refused(workflow.put_on_record, facts(division=elsewhere), by=registrar, now=NOW, code="outside_area")
    with pytest.raises(NotPermitted):
        workflow.put_on_record(facts(), by=people.actor(Role.OPERATOR), now=NOW)
    with pytest.raises(NotPermitted):
        workflow.open_station(station(), by=people.actor(Role.SUPPLIER), now=NOW)


def test_one_township_may_have_any_number_of_stations_and_both_levels_are_counted(registrar):
    workflow.open_station(station(), by=registrar, now=NOW)
    workflow.open_station(station(name="第二社工站（示例）"), by=registrar, now=NOW)
    workflow.open_station(
        station(name="社工室（示例）", level="village", village="红星村"), by=registrar, now=NOW
    )
    total = queries.stations_below("43").total
    assert (total.township, total.village, total.stations) == (2, 1, 3)
    refused(workflow.open_station, station(), by=registrar, now=NOW, code="taken")
    company = people.body("enterprise")
    refused(
        workflow.open_station,
        station(name="三（示例）", operator_body=company),
        by=registrar,
        now=NOW,
        code="not_registered",
    )


def test_a_closed_station_is_kept_and_no_longer_counted(registrar):
    made = workflow.open_station(station(), by=registrar, now=NOW)
    changing.close_station(made.pk, because=BECAUSE, by=registrar, now=NOW)
    assert SocialWorkStation.objects.get().running == "closed"
    assert queries.stations_below("43").total.stations == 0
    refused(changing.close_station, made.pk, because=BECAUSE, by=registrar, now=NOW, code="closed")
    assert made.changes.get().reason == BECAUSE.reason


def test_a_base_adds_its_subsidies_and_its_organisations(registrar):
    base = workflow.open_base(
        workflow.BaseFacts("基地（示例）", people.division("430111"), ["training"], date(2020, 1, 1)),
        by=registrar,
        now=NOW,
    )
    for year, amount in ((2020, "500000.50"), (2021, "300000")):
        workflow.enter_subsidy(
            base.pk, year=year, amount=Decimal(amount), document_number="", by=registrar, now=NOW
        )
    body = communities.social("在孵（示例）")
    inside = workflow.admit(base.pk, body, entered_on=TODAY, by=registrar, now=NOW)
    refused(workflow.admit, base.pk, body, entered_on=TODAY, by=registrar, now=NOW, code="taken")
    shown = queries.bases().get()
    assert (shown.subsidised, shown.inside) == (Decimal("800000.50"), 1)
    workflow.release(inside.pk, on=TODAY, by=registrar, now=NOW)
    assert queries.bases().get().inside == 0
    assert queries.base_totals()["subsidised"] == Decimal("800000.50")


def test_counts_by_county_add_up_to_the_prefecture_and_skip_who_is_gone():
    communities.station(place="430111001")
    communities.station("平江站（示例）", place="430626001")
    communities.base(place="4301")
    communities.social("活着（示例）")
    gone = communities.social("注销（示例）")
    type(gone.registration).objects.filter(body=gone).update(deregistered_on=date(2024, 1, 1))
    province, city = queries.counts_below("43"), queries.counts_below("4301")
    assert {place.code: counts.stations for place, counts in province.rows} == {"4301": 1, "4306": 1}
    assert (province.total.organisations, province.total.bases, province.own.bases) == (1, 1, 0)
    assert {place.code: counts.stations for place, counts in city.rows} == {"430111": 1}
    assert (city.total.stations, city.own.bases, city.own.organisations) == (1, 1, 1)
    assert province.total.has_samples
