"""Loading editions of the guidance catalogue."""

from collections import Counter
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.editions import rules
from catalog.editions.choices import CatalogueOwner, EditionStatus
from catalog.editions.models import CatalogueEdition, CatalogueItem
from portal.kernel import pinyin, reference

DATA = Path(__file__).parent / "data"
GENERAL = DATA / "guidance-catalogue.csv"
CIVIL_AFFAIRS = DATA / "civil-affairs-catalogue.csv"
GENERAL_TITLE = "湖南省政府购买服务通用指导性目录（参考版）"
GENERAL_NUMBER = "湘财综〔2022〕18号"
CIVIL_AFFAIRS_TITLE = "湖南省民政厅政府购买服务指导性目录（参考版）"
FACTS = (
    "level", "parent", "general_item", "name", "name_en", "field_of_service", "source", "pinyin",
    "pinyin_initials",
)  # fmt: skip


@transaction.atomic
def load_reference(general: Path = GENERAL, civil_affairs: Path = CIVIL_AFFAIRS) -> None:
    """Load the reference editions where no official edition is in force yet.

    Raises portal.kernel.reference.BadData, naming the row, and leaves everything as it was.
    """
    edition = _edition(CatalogueOwner.GENERAL, GENERAL_TITLE, GENERAL_NUMBER)
    items: dict[str, CatalogueItem] = {}

    def build(row: reference.Row) -> None:
        item = _general_item(row, items)
        item.edition = edition
        items[item.code] = item

    reference.read(general, build, columns=("code", "level", "parent", "name_zh", "source"), key=("code",))
    refusals = rules.edition_refusals(Counter(item.level for item in items.values()))
    if refusals:
        raise reference.BadData(general, 1, refusals[0].because.rstrip("。"))
    saved: dict[str, CatalogueItem] = {}
    for level in rules.LEVELS:
        chosen = [item for item in items.values() if item.level == level]
        for item in chosen:
            item.parent = saved[item.parent.code] if item.parent else None
        saved |= _saved(edition, chosen)
    _load_departmental(civil_affairs, saved)


def _load_departmental(path: Path, general: dict[str, CatalogueItem]) -> None:
    """Items of the department, each pointing to a third-level item of the general catalogue."""
    edition = _edition(CatalogueOwner.CIVIL_AFFAIRS, CIVIL_AFFAIRS_TITLE, "")

    def build(row: reference.Row) -> CatalogueItem:
        target = general.get(row["general_code"])
        if target is None or target.level != max(rules.LEVELS):
            raise ValueError(_("通用目录没有第三级品目 %(code)s") % {"code": row["general_code"]})
        item = _item(row, level=rules.DEPARTMENTAL_LEVEL)
        item.edition, item.general_item = edition, target
        return item

    items = reference.read(path, build, columns=("code", "name_zh", "general_code", "source"), key=("code",))
    _saved(edition, items)


def _edition(owner: str, title: str, number: str) -> CatalogueEdition:
    """The reference edition of an owner; in force unless an official one already is."""
    official = CatalogueEdition.objects.filter(owner=owner, status=EditionStatus.IN_FORCE, is_reference=False)
    status = EditionStatus.SUPERSEDED if official.exists() else EditionStatus.IN_FORCE
    return CatalogueEdition.objects.update_or_create(
        owner=owner,
        is_reference=True,
        defaults={"title": title, "document_number": number, "status": status},
    )[0]


def _saved(edition: CatalogueEdition, items: list[CatalogueItem]) -> dict[str, CatalogueItem]:
    CatalogueItem.objects.bulk_create(
        items, update_conflicts=True, unique_fields=["edition", "code"], update_fields=list(FACTS)
    )
    codes = [item.code for item in items]
    return {item.code: item for item in CatalogueItem.objects.filter(edition=edition, code__in=codes)}


def _general_item(row: reference.Row, above: dict[str, CatalogueItem]) -> CatalogueItem:
    level, parent = int(row["level"]), above.get(row["parent"])
    if level not in rules.LEVELS or (parent.level if parent else 0) != level - 1:
        raise ValueError(
            _("级次 %(level)d 与上级品目“%(parent)s”不符") % {"level": level, "parent": row["parent"]}
        )
    item = _item(row, level=level)
    item.parent = parent
    return item


def _item(row: reference.Row, *, level: int) -> CatalogueItem:
    if not row["code"] or not row["name_zh"] or not row["source"]:
        raise ValueError(_("编码、名称和来源不能为空"))
    return CatalogueItem(
        code=row["code"],
        level=level,
        name=row["name_zh"],
        name_en=row.get("name_en", ""),
        field_of_service=row.get("fields", ""),
        source=row["source"],
        pinyin=pinyin.syllables(row["name_zh"]).replace(" ", ""),
        pinyin_initials=pinyin.initials(row["name_zh"])[:120],
    )
