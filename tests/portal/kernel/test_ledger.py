"""The ledger: every verb leaves one entry, and an entry can be neither changed nor hidden nor guessed."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.actors import SYSTEM
from portal.kernel.ledger import queries, rules, workflow
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.numbers import NumberCounter, next_number

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def entry(**changes) -> LedgerEntry:
    subject = NumberCounter.objects.get_or_create(scope="试验")[0]
    subject.pk = 7
    facts = {"amount": Decimal("12.50"), "on": date(2026, 3, 2)}
    return workflow.record(
        subject, **{"verb": "stage.verb", "says": "办理", "by": SYSTEM, "at": NOW, "facts": facts} | changes
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": "湘"}, '{"a":"湘","b":1}'),
        ({"amount": Decimal("1740000.00")}, '{"amount":"1740000.00"}'),
        ([True, None, date(2026, 1, 2)], '[true,null,"2026-01-02"]'),
        ({"at": NOW}, '{"at":"2026-03-02T09:00:00.000000+00:00"}'),
    ],
)
def test_canonical_form_is_the_same_for_the_same_facts(value, text):
    assert rules.canonical(value).decode() == text


def test_a_float_is_refused():
    with pytest.raises(TypeError):
        rules.canonical({"amount": 0.1})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda v: st.lists(v) | st.dictionaries(st.text(), v),
)


@given(st.dictionaries(st.text(), json_values))
def test_order_of_keys_does_not_change_the_hash(facts):
    reordered = dict(reversed(list(facts.items())))
    assert rules.leaf_hash(facts) == rules.leaf_hash(reordered)


@pytest.mark.django_db
def test_recorded_entry_verifies_after_reading_it_back():
    made = entry()
    assert queries.check(LedgerEntry.objects.get(pk=made.pk)) is None
    assert queries.verify() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel_ledgerentry SET says = '另一件事'",
        "DELETE FROM kernel_ledgerentry",
        "TRUNCATE kernel_ledgerentry",
    ],
)
def test_entries_cannot_be_changed_or_removed(statement):
    made = entry()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert LedgerEntry.objects.get(pk=made.pk).says == "办理"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "assignment",
    ["says = 'x'", 'facts = \'{"amount": "12.51"}\'', "actor_name = 'x'", "at = at + interval '1 second'"],
)
def test_an_alteration_below_the_trigger_is_found_and_named(assignment):
    made, other = entry(), entry()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_ledgerentry DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE kernel_ledgerentry SET {assignment} WHERE id = %s", [made.pk])
    assert [m.entry_id for m in queries.verify()] == [made.pk]
    assert queries.check(other) is None


@pytest.mark.django_db
def test_a_sealed_entry_is_not_disclosed_before_its_seal_is_lifted():
    sealed, plain = entry(seal="package:1"), entry()
    assert set(LedgerEntry.objects.disclosed()) == {plain}
    workflow.unseal("package:1", at=NOW)
    workflow.unseal("package:1", at=NOW)
    assert set(LedgerEntry.objects.disclosed()) == {sealed, plain}


@pytest.mark.django_db
def test_numbers_run_without_gap_in_each_scope():
    assert [next_number("甲"), next_number("甲"), next_number("乙")] == [1, 2, 1]
