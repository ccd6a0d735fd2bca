"""Entries get places after the commit, heads come by the clock; neither tells how much was recorded."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from portal.kernel import keys
from portal.kernel.actors import SYSTEM
from portal.kernel.ledger import workflow as ledger
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.ledger.tree import checking, queries, rules, workflow
from portal.kernel.ledger.tree.models import Leaf, LeafBlock, PendingEntry, TreeHead
from portal.kernel.numbers import NumberCounter
from tests.ledger_script import script

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
EVERY = timedelta(minutes=10)


@pytest.fixture(autouse=True)
def interval(settings):
    settings.LEDGER_HEAD_EVERY = EVERY


def record(count: int = 1, *, seal: str = "") -> list[LedgerEntry]:
    subject = NumberCounter.objects.get_or_create(scope="试验")[0]
    subject.pk = 7
    facts = {"金额": "12.50"}
    return [
        ledger.record(subject, "tests.verb", says="办理", by=SYSTEM, at=NOW, facts=facts, seal=seal)
        for _number in range(count)
    ]


def grow(turn: int = 0) -> TreeHead:
    """The head of so many intervals after the first one."""
    return workflow.grow(now=NOW + turn * EVERY)


def test_every_way_of_writing_an_entry_makes_it_wait():
    [single] = record()
    drafted = [ledger.draft(single, "tests.verb", says="x", by=SYSTEM, at=NOW, facts={}) for _ in range(3)]
    ledger.append(drafted)
    assert set(PendingEntry.objects.values_list("pk", flat=True)) == {single.pk, *(e.pk for e in drafted)}


def test_every_entry_gets_one_place_within_its_block():
    made = record(3)
    head = grow()
    places = Leaf.objects.in_bulk([entry.pk for entry in made])
    assert {key: leaf.hash for key, leaf in places.items()} == {e.pk: e.leaf_hash for e in made}
    assert len({leaf.number for leaf in places.values()}) == 3
    assert all(leaf.number < head.size for leaf in places.values())
    assert not any(leaf.number % 2 for leaf in places.values())
    assert not PendingEntry.objects.exists()
    assert checking.verify() == []


def test_more_entries_than_a_block_has_places_for_take_more_blocks():
    subject = record()[0]
    said = {"says": "x", "by": SYSTEM, "at": NOW, "facts": {}}
    ledger.append(ledger.draft(subject, "tests.verb", **said) for _ in range(rules.PLACES))
    assert grow().size == 2 * rules.BLOCK
    assert Leaf.objects.count() == rules.PLACES + 1
    assert checking.verify() == []


@pytest.mark.parametrize("count", [0, 1, 40])
def test_the_size_of_a_head_says_nothing_about_what_was_recorded(count):
    grow()
    record(count, seal="package:1:response")
    assert grow(1).size == 2 * rules.BLOCK


def test_a_head_comes_by_the_clock_and_not_because_something_was_recorded():
    first = grow()
    record()
    assert workflow.grow(now=NOW + EVERY - timedelta(seconds=1)) is None
    assert workflow.grow(now=NOW - EVERY) is None
    assert TreeHead.objects.get() == first
    assert PendingEntry.objects.count() == 1


def test_a_head_is_signed_and_the_stand_alone_checker_agrees():
    record()
    head = grow()
    said = script.check_head(head.statement, keys.public_jwks())
    assert said == workflow.statement_of(head)
    assert said["tree_size"] == head.size
    assert said["root_hash"] == head.root
    with pytest.raises(keys.UnknownKey):
        keys.verify(head.statement, typ="portal-receipt")


def test_a_sequencer_that_breaks_off_leaves_everything_waiting(monkeypatch):
    made = record(2)
    with monkeypatch.context() as broken, pytest.raises(OSError, match="gone"):
        broken.setattr(keys, "sign", lambda *args, **kwargs: (_ for _ in ()).throw(OSError("gone")))
        grow()
    assert PendingEntry.objects.count() == len(made)
    assert not LeafBlock.objects.exists()
    grow()
    assert Leaf.objects.count() == len(made)
    assert checking.verify() == []


@pytest.mark.parametrize("number", range(5))
def test_every_place_is_proved_under_its_head_and_under_later_ones(number):
    heads, made = [], []
    for turn in range(5):
        made += record(2)
        heads.append(grow(turn))
    leaf = queries.leaf_of(made[2 * number])
    assert queries.head_of(leaf) == heads[number]
    for head in heads[number:]:
        path = [bytes.fromhex(value) for value in queries.inclusion(leaf, head)]
        root = script.root_by_inclusion(bytes.fromhex(leaf.hash), leaf.number, head.size, path)
        assert root.hex() == head.root


def test_every_head_begins_with_every_earlier_one():
    heads = []
    for turn in range(6):
        record()
        heads.append(grow(turn))
    for number, second in enumerate(heads):
        for first in heads[: number + 1]:
            path = [bytes.fromhex(value) for value in queries.consistency(first, second)]
            known = bytes.fromhex(first.root)
            roots = script.roots_by_consistency(first.size, second.size, known, path)
            assert [root.hex() for root in roots] == [first.root, second.root]


@pytest.mark.parametrize("table", ["leaf", "leafblock", "treenode", "treehead"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_tree_cannot_be_cut(table, statement):
    record()
    grow()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(f"kernel_{table}"))
    assert checking.verify() == []


ALTERATIONS = {
    "UPDATE kernel_ledgerentry SET leaf_hash = repeat('0', 64)": "与存证树不一致的记录",
    "UPDATE kernel_leaf SET hash = repeat('0', 64)": "与存证内容不一致的分段",
    "UPDATE kernel_leafblock SET seed = repeat('0', 64)": "与存证内容不一致的分段",
    "UPDATE kernel_treenode SET hash = repeat('0', 64)": "与存证内容不一致的分段",
    "UPDATE kernel_treehead SET root = repeat('0', 64)": "与存证内容不一致的树头",
    "UPDATE kernel_treehead SET at = at - interval '1 hour'": "与存证内容不一致的树头",
    "DELETE FROM kernel_treenode": "与存证内容不一致的分段",
    "DELETE FROM kernel_leafblock": "没有存证内容的树头",
    "DELETE FROM kernel_leaf": "没有编入存证树的记录",
}


@pytest.mark.parametrize("statement", ALTERATIONS, ids=lambda text: text[:40])
def test_an_alteration_below_the_triggers_is_found_and_named(statement):
    record()
    grow()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("ledgerentry", "leaf", "leafblock", "treenode", "treehead"):
            cursor.execute(f"ALTER TABLE kernel_{table} DISABLE TRIGGER USER")
        cursor.execute(statement)
    assert ALTERATIONS[statement] in "".join(map(str, checking.verify()))
    with pytest.raises(CommandError, match="不符"):
        call_command("ledger", "verify")


def test_the_command_checks_shows_and_grows(capsys):
    with pytest.raises(CommandError, match="还没有树头"):
        call_command("ledger", "head")
    record()
    call_command("ledger", "grow")
    call_command("ledger", "grow")
    call_command("ledger", "head")
    call_command("ledger", "verify")
    shown = capsys.readouterr().out
    assert "已签发树头 256" in shown
    assert "还没有到签发树头的时间" in shown
    assert queries.latest().statement in shown
    assert "核验通过，共 1 条存证" in shown
