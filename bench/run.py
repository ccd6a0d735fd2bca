"""Measure every row, print the table, keep it as JSON."""

import io
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings

from bench import directory, ledger, pages, report, sealing
from bench.measure import Comparison, Outcome, measure
from bench.scene import Counts, Scene, database
from portal.kernel import clock, keys
from portal.launch.console import say, say_step

# A topic is a module with WORDS, `prepare(scene)` and `rows(scene)`; prepared in this order.
TOPICS = (directory, pages, ledger, sealing)
FEW, MANY = "bench_few", "bench_many"


def main(json_path: Path, words: Sequence[str] = ()) -> int:
    """Measure the rows whose subject holds one of the words, or all; the end code judges nothing."""
    counts = Counts()
    with prepared("建立两个数据库"):
        scene = Scene(few=database(FEW), many=database(MANY), counts=counts)
        make_databases()
    with override_settings(ROOT_URLCONF="bench.urls"):
        for topic in TOPICS:
            with prepared(topic.WORDS):
                topic.prepare(scene)
        outcomes = [say_outcome(measure(row, counts.rounds)) for row in chosen(scene, words)]
    say(f"\n{report.table(outcomes)}")
    report.write_json(json_path, outcomes, rounds=counts.rounds, now=clock.now())
    say(f"\n每行两边交替测 {counts.rounds} 次，取中位数；全部结果在 {json_path}。")
    return 0


def chosen(scene: Scene, words: Sequence[str]) -> Iterator[Comparison]:
    """The rows to measure."""
    for topic in TOPICS:
        for row in topic.rows(scene):
            if not words or any(word in row.subject for word in words):
                yield row


def make_databases() -> None:
    """Tables and reference data once, then two copies of them."""
    keys.create(now=clock.now())
    call_command("migrate", verbosity=0, interactive=False)
    call_command("reference", verbosity=0, stdout=io.StringIO())
    origin = connection.settings_dict["NAME"]
    connection.close()
    # Connected to none of ours: a database that somebody works in cannot be copied.
    with connection._nodb_cursor() as cursor:
        for name in (FEW, MANY):
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {connection.ops.quote_name(origin)}")


def say_outcome(outcome: Outcome) -> Outcome:
    """Show that something happens: the table comes at the end."""
    say_step(f"{outcome.comparison.subject}，{outcome.comparison.side.words}", outcome.side_p50)
    return outcome


@contextmanager
def prepared(words: str) -> Iterator[None]:
    """Say how long a preparation took."""
    began = time.monotonic()
    yield
    say_step(words, time.monotonic() - began)
