"""Public pages beside a bare page of the same middleware, with one related row and with over a hundred."""

from collections.abc import Iterator

from bench.copies import copies
from bench.measure import Comparison, Side
from bench.scene import Place, Scene
from bench.urls import BARE
from procurement.notices.models import Notice
from tests import spine

WORDS = "发布公告"


def prepare(scene: Scene) -> None:
    """One published purchase here; there a hundred notices and packages more like it."""
    with scene.few():
        announced()
    with scene.many():
        notice = announced()
        package = notice.project.packages.get()
        copies(notice, scene.counts.related, lambda number: {"number": f"{notice.number}-{number}"})
        copies(
            package,
            scene.counts.related,
            lambda number: {"index": number + 2, "number": f"{package.number}-{number}", "review_id": None},
        )


def rows(scene: Scene) -> Iterator[Comparison]:
    """Every page twice; no issue asks for more than the number of queries, which tests pin."""
    for words, path in pages():
        for amount, place in related(scene):
            bare = Side("空白页面", scene.page(scene.few, BARE))
            yield Comparison(words, bare, Side(amount, scene.page(place, path(place))))


def pages():
    """The pages with the address that each has in a place."""
    return (
        ("公告列表", lambda place: "/procurement/notices/"),
        ("公告页", lambda place: first(place).get_absolute_url()),
        ("目录", lambda place: "/catalogue/"),
        ("目录品目页", lambda place: first(place).project.catalogue_item.get_absolute_url()),
    )


def related(scene: Scene) -> tuple[tuple[str, Place], ...]:
    """Both places, in the words of the table."""
    many = f"相关记录 {scene.counts.related + 1} 条"
    return (("相关记录 1 条", scene.few), (many, scene.many))


def announced() -> Notice:
    """A purchase through the real workflow until its notice is published."""
    walk = spine.announced_package("980000", purchase=spine.people_now())
    return walk.project.notices.select_related("project").get()


def first(place: Place) -> Notice:
    """The notice of a place that went through the workflow."""
    with place():
        return Notice.objects.published().select_related("project__catalogue_item").earliest("pk")
