"""The list and the map of social-work stations with 14,300 of them beside the same pages with 200."""

from collections.abc import Iterator
from urllib.parse import urlencode

from bench.measure import Comparison, Side
from bench.scene import Scene

WORDS = "站点"
MOST = 2.0
LIST, MAP = "/community/stations/", "/community/map/"
QUERIES = (
    ("列表首页", {}),
    ("搜索两个字", {"q": "红星"}),
    ("按层级筛选", {"level": "township"}),
    ("按市州筛选", {"region": "4301"}),
)


def prepare(scene: Scene) -> None:
    """Generated together with the organisations that run some of them."""


def rows(scene: Scene) -> Iterator[Comparison]:
    """What people do with the list of stations, and the map that counts them."""
    few, many = (sum(counts) for counts in (scene.counts.few_stations, scene.counts.many_stations))
    for words, path, most in (
        *((words, f"{LIST}?{urlencode(query)}", MOST) for words, query in QUERIES),
        # The map counts every station; no issue bounds it.
        ("地图", MAP, None),
    ):
        yield Comparison(
            f"站点：{words}",
            Side(f"{few:,} 个", scene.page(scene.few, path)),
            Side(f"{many:,} 个", scene.page(scene.many, path)),
            most=most,
        )
