"""Every row of the benchmarks runs, with next to nothing of everything and in one database."""

from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest

from bench import limits, run
from bench.measure import measure
from bench.scene import Counts, Scene
from orgs.bodies.models import Registration
from orgs.regions import workflow as regions
from orgs.registry.models import RegistrationChange, RegistryFact
from procurement.notices.models import DocumentObtained

TINY = Counts(
    rounds=1,
    few_organisations=5,
    many_organisations=5,
    few_stations=(2, 2),
    many_stations=(2, 2),
    related=2,
    entries=3,
    envelopes=2,
    imported=4,
    writers=(1, 2),
    bidders=1,
    submitted=2,
    opened=3,
    megabytes=1,
)


def scene_in(folder: Path) -> Scene:
    return Scene(few=nullcontext, many=nullcontext, counts=TINY, folder=folder)


@pytest.mark.django_db
def test_every_row_runs(settings, tmp_path):
    settings.ROOT_URLCONF = "bench.urls"
    regions.load_reference(on=date(2026, 1, 1))
    scene = scene_in(tmp_path)
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
        "存证，1 路并发各 2 条",
        "提交密封文件，1 家各 2 次",
        "社会组织：搜索两个字",
        "站点：按层级筛选",
    } <= subjects


@pytest.mark.django_db
def test_every_limit_runs(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    regions.load_reference(on=date(2026, 1, 1))
    scene = scene_in(tmp_path)
    for topic in run.LIMITED:
        topic.prepare(scene)
    used = {limit.subject: limits.here(limit) for limit in run.limited(scene, ())}
    steps = {subject: [step.words for step in found.spent] for subject, found in used.items()}
    whole = ["上传", "读取、核对", "写入"]
    assert steps == {
        "导入登记簿 4 行": whole,
        "导入登记变更 4 行": whole,
        "导入年检结论 4 行": whole,
        "导入目录附件": ["读取、核对", "写入"],
        "最后一分钟 1 家同时提交，百分之九十九": ["提交"],
        "开启 3 份响应文件，各带 1 MB 附件": ["解封", "解锁", "结束开启", "核对附件"],
        "上传 1 MB 附件": ["分段上传", "核对全文"],
    }
    bidders = DocumentObtained.objects.values("supplier")
    registered = Registration.objects.exclude(body__in=bidders)
    done = [rows.count() for rows in (registered, RegistrationChange.objects, RegistryFact.objects)]
    assert done == [TINY.imported] * 3


@pytest.mark.django_db
def test_a_page_that_fails_is_not_measured(tmp_path):
    scene = scene_in(tmp_path)
    with pytest.raises(RuntimeError, match="404"):
        scene.page(scene.few, "/organisations/nobody/")()
