"""Facts are added, never changed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from orgs.bodies.choices import BodyKind
from orgs.people.choices import Role
from orgs.registry import queries, tasks, workflow
from orgs.registry.models import RegistryFact
from portal.kernel.actors import SYSTEM
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from tests.factories.people import actor, body
from tests.factories.registry import SOURCE, grade, inspection, listing

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def organisation():
    return body(BodyKind.SOCIAL_ORGANISATION)


@pytest.fixture
def registrar():
    return actor(Role.REGISTRAR, of=body(division_code="43"))


def enter(organisation, fact, *, by=SYSTEM, now=NOW):
    return workflow.enter(organisation.pk, fact, source=SOURCE, by=by, now=now)


def test_a_grade_gets_its_validity_and_is_repeated_for_lists(organisation, registrar):
    fact = enter(organisation, grade(), by=registrar)
    assert (fact.starts_on, fact.ends_on) == (date(2024, 6, 1), date(2029, 5, 31))
    registration = queries.registration_for_update(organisation.pk)
    assert (registration.grade, registration.grade_to) == ("4A", date(2029, 5, 31))
    entry = LedgerEntry.objects.about(fact).get()
    assert (entry.verb, entry.facts["source"]) == ("registry.entered", SOURCE.says)


def test_a_correction_is_a_new_row_and_the_wrong_one_stays(organisation, registrar):
    wrong = enter(organisation, grade("5A"), by=registrar)
    right = workflow.correct(
        wrong.pk, grade("4A"), reason="录入时看错一行", source=SOURCE, by=registrar, now=NOW
    )
    assert [fact.code for fact in queries.facts_of(organisation.pk)] == ["4A"]
    assert RegistryFact.objects.get(pk=wrong.pk).code == "5A"
    assert right.supersedes_id == wrong.pk
    assert queries.registration_for_update(organisation.pk).grade == "4A"
    entries = queries.history_of(organisation.pk, on=TODAY)
    assert [(entry.fact.code, entry.counts) for entry in entries] == [("4A", True), ("5A", False)]


def test_a_row_is_superseded_once(organisation):
    wrong = enter(organisation, inspection(2024))
    workflow.void(wrong.pk, reason="误录", source=SOURCE, by=SYSTEM, now=NOW)
    with pytest.raises(Refused) as refused:
        workflow.correct(
            wrong.pk, inspection(2024, "unqualified"), reason="x", source=SOURCE, by=SYSTEM, now=NOW
        )
    assert refused.value.code == "superseded"
    assert queries.facts_of(organisation.pk) == []


def test_a_removal_continues_the_listing(organisation):
    listed = enter(organisation, listing())
    with pytest.raises(Refused):
        enter(organisation, listing())
    removed = listing(ends_on=date(2025, 9, 10), number="移出决定（示例）")
    workflow.proceed(listed.pk, removed, source=SOURCE, by=SYSTEM, now=NOW)
    (fact,) = queries.values_of(organisation.pk)
    assert fact.ends_on == date(2025, 9, 10)


def test_a_grade_has_no_continuation_and_a_kind_stays(organisation):
    fact = enter(organisation, grade())
    for other, code in ((grade("5A"), "no_continuation"), (listing(), "other_kind")):
        with pytest.raises(Refused) as refused:
            workflow.proceed(fact.pk, other, source=SOURCE, by=SYSTEM, now=NOW)
        assert refused.value.code == code
    assert RegistryFact.objects.count() == 1


def test_what_was_known_then_can_be_asked_later(organisation):
    wrong = enter(organisation, inspection(2024))
    then = NOW + timedelta(days=1)
    corrected = inspection(2024, "unqualified")
    workflow.correct(
        wrong.pk, corrected, reason="结论更改", source=SOURCE, by=SYSTEM, now=NOW + timedelta(days=2)
    )
    assert [fact.code for fact in queries.facts_of(organisation.pk, known_at=then)] == ["qualified"]
    assert [fact.code for fact in queries.facts_of(organisation.pk)] == ["unqualified"]


@pytest.mark.parametrize(
    "statement", ["UPDATE orgs_registryfact SET code = '5A'", "DELETE FROM orgs_registryfact"]
)
def test_the_database_refuses_to_change_a_fact(organisation, statement):
    enter(organisation, grade())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        RegistryFact.objects.update(
            code="5A"
        ) if "UPDATE" in statement else RegistryFact.objects.all().delete()
    assert RegistryFact.objects.get().code == "4A"


def test_only_the_registration_authority_enters(organisation):
    strangers = [
        actor(Role.PURCHASER_HANDLER),
        actor(Role.AUDITOR),
        actor(Role.REGISTRAR, of=body(division_code="4301")),
    ]
    for stranger in strangers:
        with pytest.raises(NotPermitted):
            enter(organisation, grade(), by=stranger)
    assert not RegistryFact.objects.exists()


def test_a_registrar_keeps_the_own_division_and_those_below():
    place = body(BodyKind.SOCIAL_ORGANISATION)
    place.registration.authority_division_id = "4301"
    place.registration.save()
    for code, keeps in (("43", True), ("4301", True), ("4306", False), ("430111", False)):
        registrar = actor(Role.REGISTRAR, of=body(division_code=code))
        assert queries.registered_with(registrar).filter(pk=place.pk).exists() is keeps


def test_the_repeated_grade_follows_the_calendar(organisation, portal_clock):
    enter(organisation, grade("3A", date(2021, 12, 1)))
    assert queries.registration_for_update(organisation.pk).grade == "3A"
    portal_clock.stop_at(datetime(2026, 12, 1, 1, tzinfo=UTC))
    assert tasks.refresh_grades() == 1
    assert queries.registration_for_update(organisation.pk).grade == ""
    assert tasks.refresh_grades() == 0
