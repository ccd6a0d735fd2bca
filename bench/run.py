"""Measure every row, print the tables, keep them as JSON."""

import io
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings

from bench import bidding, directory, imports, ledger, limits, pages, report, sealing, stations
from bench.limits import Limit, Used
from bench.measure import Comparison, Outcome, measure
from bench.scene import Counts, Scene, database
from portal.kernel import clock, keys
from portal.launch.console import say, say_step

# A topic is a module with WORDS, `prepare(scene)` and `rows(scene)` (or `limits(scene)`), in this order.
TOPICS = (directory, stations, pages, ledger, sealing, bidding)
LIMITED = (imports, bidding)
FEW, MANY, SCRATCH = "bench_few", "bench_many", "bench_scratch"


def main(json_path: Path, words: Sequence[str] = ()) -> int:
    """Measure what has one of the words in its subject, or all; the end code judges nothing."""
    counts = Counts()
    with tempfile.TemporaryDirectory() as folder, override_settings(ROOT_URLCONF="bench.urls"):
        with prepared("建立数据库"):
            few, many = database(FEW), database(MANY)
            origin = make_databases()
            scene = Scene(few, many, counts, folder=Path(folder), empty=origin, filled=MANY)
        for topic in dict.fromkeys((*TOPICS, *LIMITED)):
            with prepared(topic.WORDS):
                topic.prepare(scene)
        used = [say_limit(limit, scene) for limit in limited(scene, words)]
        outcomes = [say_outcome(measure(row, counts.rounds)) for row in chosen(scene, words)]
    say_tables(outcomes, used)
    report.write_json(json_path, outcomes, used, rounds=counts.rounds, now=clock.now())
    say(f"\n比较的两边交替测 {counts.rounds} 次，取中位数；限额各测一次。全部结果在 {json_path}。")
    return 0


def chosen(scene: Scene, words: Sequence[str]) -> Iterator[Comparison]:
    """The comparisons to measure."""
    for topic in TOPICS:
        yield from (row for row in topic.rows(scene) if named(row.subject, words))


def limited(scene: Scene, words: Sequence[str]) -> Iterator[Limit]:
    """The limits to measure."""
    for topic in LIMITED:
        yield from (limit for limit in topic.limits(scene) if named(limit.subject, words))


def named(subject: str, words: Sequence[str]) -> bool:
    """Whether a subject was asked for; all are when no word is given."""
    return not words or any(word in subject for word in words)


def make_databases() -> str:
    """Tables and reference data once, then two copies; gives the name of the original."""
    keys.create(now=clock.now())
    call_command("migrate", verbosity=0, interactive=False)
    call_command("reference", verbosity=0, stdout=io.StringIO())
    origin = connection.settings_dict["NAME"]
    for name in (FEW, MANY):
        copy_database(origin, name)
    return origin


def copy_database(origin: str, name: str) -> None:
    """A database as the original is, in place of one of that name."""
    connection.close()
    quoted, source = connection.ops.quote_name(name), connection.ops.quote_name(origin)
    # Connected to none of ours: a database that somebody works in cannot be copied.
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")
        cursor.execute(f"CREATE DATABASE {quoted} TEMPLATE {source}")


def say_limit(limit: Limit, scene: Scene) -> Used:
    """Measure a limit on a copy of its own, and show that something happened."""
    for place in (scene.few, scene.many):
        with place():
            connection.close()
    copy_database(limit.template, SCRATCH)
    used = limits.in_a_child(limit, SCRATCH)
    say_step(limit.subject, used.wall)
    return used


def say_outcome(outcome: Outcome) -> Outcome:
    """Show that something happens: the tables come at the end."""
    say_step(f"{outcome.comparison.subject}，{outcome.comparison.side.words}", outcome.side_p50)
    return outcome


def say_tables(outcomes: Sequence[Outcome], used: Sequence[Used]) -> None:
    """What was measured, each kind in its table."""
    if outcomes:
        say(f"\n{report.table(outcomes)}")
    if used:
        say(f"\n{report.limits_table(used)}")


@contextmanager
def prepared(words: str) -> Iterator[None]:
    """Say how long a preparation took."""
    began = time.monotonic()
    yield
    say_step(words, time.monotonic() - began)
