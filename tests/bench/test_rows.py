"""Every row of the benchmarks runs, with next to nothing of everything and in one database."""

from contextlib import nullcontext
from datetime import date

import pytest

from bench import run
from bench.measure import measure
from bench.scene import Counts, Scene
from orgs.regions import workflow as regions

TINY = Counts(rounds=1, few_organisations=5, many_organisations=5, related=2, entries=3, envelopes=2)


@pytest.mark.django_db
def test_every_row_runs(settings):
    settings.ROOT_URLCONF = "bench.urls"
    regions.load_reference(on=date(2026, 1, 1))
    scene = Scene(few=nullcontext, many=nullcontext, counts=TINY)
    for topic in run.TOPICS:
        topic.prepare(scene)
    outcomes = [measure(row, TINY.rounds) for row in run.chosen(scene, ())]
    subjects = {outcome.comparison.subject for outcome in outcomes}
    assert {
        "公告列表",
        "公告页",
        "目录",
        "社会组织名录",
        "存证",
        "开启 2 份响应文件",
        "社会组织：搜索两个字",
    } <= subjects


@pytest.mark.django_db
def test_a_page_that_fails_is_not_measured():
    scene = Scene(few=nullcontext, many=nullcontext, counts=TINY)
    with pytest.raises(RuntimeError, match="404"):
        scene.page(scene.few, "/organisations/nobody/")()
