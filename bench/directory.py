"""The directory of organisations with 40,000 of them beside the same pages with 400."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

from bench.measure import Comparison, Side
from bench.scene import Scene
from bench.urls import BARE
from portal.site.generate import script
from portal.site.generate.draws import Lot
from portal.site.generate.sizes import SIZES

WORDS = "生成社会组织和站点"
MOST = 2.0
DIRECTORY = "/organisations/"
QUERIES = (
    ("名录首页", {}),
    ("搜索两个字", {"q": "养老"}),
    ("搜索地名", {"q": "长沙"}),
    ("搜索常见词", {"q": "服务"}),
    ("搜索两个词", {"q": "岳阳 残疾人"}),
    ("搜索首字母", {"q": "shgz"}),
    ("搜索信用代码", {"q": "52430105"}),
    ("按市州筛选", {"region": "4301"}),
    ("按类型筛选", {"type": "3"}),
    ("按等级筛选", {"grade": "5A"}),
    ("按服务领域筛选", {"field": "elderly"}),
    ("按少见的服务领域筛选", {"field": "housing"}),
    ("按市州、类型和等级筛选", {"region": "4306", "type": "2", "grade": "3A"}),
    ("按县、类型和服务领域筛选", {"region": "430111", "type": "2", "field": "elderly"}),
    ("按市州、类型、领域和等级筛选", {"region": "4306", "type": "2", "field": "elderly", "grade": "3A"}),
)


def prepare(scene: Scene) -> None:
    """Generated organisations and stations: the few are the first of the many."""
    counts = scene.counts
    for place, organisations, (townships, villages) in (
        (scene.few, counts.few_organisations, counts.few_stations),
        (scene.many, counts.many_organisations, counts.many_stations),
    ):
        stations = {"township_stations": townships, "village_stations": villages}
        with place():
            script.run(replace(SIZES["small"], organisations=organisations, **stations), lot=Lot())


def rows(scene: Scene) -> Iterator[Comparison]:
    """What people do in the directory, and the search over everything."""
    few, many = f"{scene.counts.few_organisations:,} 家", f"{scene.counts.many_organisations:,} 家"
    bare = Side("空白页面", scene.page(scene.few, BARE))
    yield Comparison("社会组织名录", bare, Side(few, scene.page(scene.few, DIRECTORY)))
    yield Comparison("社会组织名录", bare, Side(many, scene.page(scene.many, DIRECTORY)))
    addresses = [(words, f"{DIRECTORY}?{urlencode(query)}") for words, query in QUERIES]
    addresses.append(("全站搜索", f"/search/?{urlencode({'q': '养老服务'})}"))
    for words, path in addresses:
        yield Comparison(
            f"社会组织：{words}",
            Side(few, scene.page(scene.few, path)),
            Side(many, scene.page(scene.many, path)),
            most=MOST,
        )
