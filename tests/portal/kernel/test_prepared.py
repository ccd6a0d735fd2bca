"""What is prepared asks and writes the same as Django's own query and save; its SQL is written once."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.test.utils import CaptureQueriesContext

from portal.kernel.actors import SYSTEM
from portal.kernel.ledger import workflow
from portal.kernel.ledger.models import LedgerEntry, LedgerUnsealing
from portal.kernel.ledger.tree.models import Leaf, PendingEntry
from portal.kernel.prepared import Insert, Prepared, day, moment, number, text

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, 2, 3, 456789, tzinfo=UTC)


def entries(*verbs: str, seal: str = "") -> list[LedgerEntry]:
    subject = LedgerUnsealing(pk=7)
    return [
        workflow.record(subject, verb, says=verb, by=SYSTEM, at=NOW, facts={"价": ["9.50", 1]}, seal=seal)
        for verb in verbs
    ]


def test_the_same_records_come_as_from_the_query_itself():
    one, two = entries("a.one", "a.two")
    prepared = Prepared[LedgerEntry](
        lambda: LedgerEntry.objects.filter(verb=text("verb"), subject_id=number("subject"), at=moment("at"))
    )
    assert prepared.all(verb="a.one", subject=7, at=NOW) == [one]
    assert prepared.get(verb="a.two", subject=7, at=NOW) == two
    assert prepared.first(verb="a.two", subject=8, at=NOW) is None
    with pytest.raises(LedgerEntry.DoesNotExist):
        prepared.get(verb="a.three", subject=7, at=NOW)
    [found] = prepared.all(verb="a.one", subject=7, at=NOW)
    [plain] = LedgerEntry.objects.filter(pk=one.pk)
    columns = [field.attname for field in LedgerEntry._meta.concrete_fields]
    assert [getattr(found, name) for name in columns] == [getattr(plain, name) for name in columns]


def test_a_value_may_stand_in_several_places_and_beside_fixed_ones():
    one, _two = entries("a.one", "a.two", seal="shut")
    LedgerUnsealing.objects.create(seal="shut", at=NOW)
    lifted = LedgerUnsealing.objects.filter(seal=OuterRef("seal"), at__date=day("on"))
    prepared = Prepared[LedgerEntry](
        lambda: (
            LedgerEntry.objects.filter(verb__in=["a.one", "b.one"], at__date__gte=day("on"))
            .annotate(is_lifted=Exists(lifted))
            .defer("facts")
            .order_by("-pk")
        )
    )
    [found] = prepared.all(on=NOW.date())
    assert (found, found.is_lifted) == (one, True)
    assert "facts" in found.get_deferred_fields()


def test_joined_records_and_single_columns():
    one, two = entries("a.one", "a.two")
    Leaf.objects.bulk_create(Leaf(entry=entry, number=entry.pk, hash=entry.leaf_hash) for entry in (one, two))
    joined = Prepared[Leaf](
        lambda: Leaf.objects.select_related("entry").filter(pk__gte=number("least")).order_by("-pk")
    )
    # As it is read again: a first run has built it.
    for _run in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert [leaf.entry for leaf in joined.all(least=one.pk)] == [two, one]
        assert len(asked) == 1
    flat = Prepared[str](lambda: LedgerEntry.objects.filter(pk=number("key")).values_list("says", flat=True))
    assert flat.first(key=two.pk) == "a.two"
    rows = Prepared[tuple](lambda: LedgerEntry.objects.filter(pk=number("key")).values_list("facts", "at"))
    assert rows.all(key=two.pk) == [({"价": ["9.50", 1]}, NOW)]


def test_postgres_keeps_a_statement_that_is_run_often(monkeypatch):
    [one] = entries("a.one")
    prepared = Prepared[LedgerEntry](lambda: LedgerEntry.objects.filter(pk=number("kept"), verb=text("verb")))
    monkeypatch.setattr(connection.connection, "prepare_threshold", 1)
    for _run in range(3):
        assert prepared.all(kept=one.pk, verb="a.one") == [one]
        assert prepared.all(kept=one.pk, verb="b.one") == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        assert [said for (said,) in cursor.fetchall() if '"verb" = ' in said]


def test_a_row_is_locked_as_by_the_query_itself():
    [one] = entries("a.one")
    prepared = Prepared[LedgerEntry](
        lambda: LedgerEntry.objects.select_for_update(of=("self",)).filter(pk=number("key"))
    )
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        assert prepared.get(key=one.pk) == one
    assert "FOR UPDATE" in asked[0]["sql"]


def test_a_value_that_is_not_given_is_an_error():
    prepared = Prepared[LedgerEntry](lambda: LedgerEntry.objects.filter(pk=number("key")))
    with pytest.raises(KeyError):
        prepared.all()


def test_new_records_are_written_as_save_writes_them_and_have_their_keys():
    subject = LedgerUnsealing(pk=7)
    drafts = [
        workflow.draft(subject, verb, says=verb, by=SYSTEM, at=NOW, facts={"价": [verb]}) for verb in "ab"
    ]
    insert = Insert(LedgerEntry)
    with CaptureQueriesContext(connection) as asked:
        insert(*drafts)
    assert len(asked) == 1
    assert all(not draft._state.adding for draft in drafts)
    stored = list(LedgerEntry.objects.order_by("pk"))
    assert stored == drafts
    assert [(entry.verb, entry.facts, entry.at) for entry in stored] == [
        (verb, {"价": [verb]}, NOW) for verb in "ab"
    ]
    assert PendingEntry.objects.filter(pk__in=[draft.pk for draft in drafts]).count() == 2


def test_a_record_keeps_the_key_that_it_has():
    insert = Insert(LedgerUnsealing)
    insert(LedgerUnsealing(pk=70_001, seal="shut", at=NOW))
    assert LedgerUnsealing.objects.get(seal="shut").pk == 70_001
