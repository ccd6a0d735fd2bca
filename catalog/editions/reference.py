"""Reading the reference editions that the portal is delivered with."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from catalog.editions import rules, writing
from catalog.editions.choices import CatalogueKind, EditionStatus
from catalog.editions.models import (
    Catalogue,
    CatalogueEdition,
    CatalogueItem,
    CategoryLink,
    ProcurementCategory,
)
from catalog.editions.rules import ItemFacts
from portal.kernel import reference

DATA = Path(__file__).parent / "data"
GENERAL = DATA / "guidance-catalogue.csv"
CIVIL_AFFAIRS = DATA / "civil-affairs-catalogue.csv"
CATEGORIES = DATA / "procurement-categories.csv"
GENERAL_CODE, CIVIL_AFFAIRS_CODE = "general", "civil_affairs"
GENERAL_TITLE = "湖南省政府购买服务通用指导性目录（参考版）"
GENERAL_NUMBER = "湘财综〔2022〕18号"
CIVIL_AFFAIRS_TITLE = "湖南省民政厅政府购买服务指导性目录（参考版）"
# Whose they are; which body of the portal keeps them is named later (workflow.assign_keeper).
OWNERS = {
    GENERAL_CODE: (CatalogueKind.GENERAL, "省级通用目录", "湖南省财政厅"),
    CIVIL_AFFAIRS_CODE: (CatalogueKind.DEPARTMENTAL, "民政部门目录", "湖南省民政厅"),
}


def load_general(path: Path) -> dict[str, CatalogueItem]:
    """The general reference edition; gives its third-level items by code."""
    edition = reference_edition(GENERAL_CODE, GENERAL_TITLE, GENERAL_NUMBER)
    levels: dict[str, int] = {}

    def build(row: reference.Row) -> ItemFacts:
        facts = general_item(row, levels)
        levels[facts.code] = facts.level
        return facts

    items = reference.read(
        path, build, columns=("code", "level", "parent", "name_zh", "source"), key=("code",)
    )
    refusals = rules.edition_refusals(Counter(levels.values()))
    if refusals:
        raise reference.BadData(path, 1, refusals[0].because.rstrip("。"))
    writing.write_all(edition, items, general={})
    return {item.code: item for item in edition.items.filter(level=max(rules.LEVELS))}


def load_departmental(path: Path, general: Mapping[str, CatalogueItem]) -> None:
    """Items of the department, each pointing to a third-level item of the general catalogue."""
    edition = reference_edition(CIVIL_AFFAIRS_CODE, CIVIL_AFFAIRS_TITLE, "")

    def build(row: reference.Row) -> ItemFacts:
        if row["general_code"] not in general:
            raise ValueError(_("通用目录没有第三级品目 %(code)s") % {"code": row["general_code"]})
        return item(row, level=rules.DEPARTMENTAL_LEVEL, general_code=row["general_code"])

    items = reference.read(path, build, columns=("code", "name_zh", "general_code", "source"), key=("code",))
    writing.write_all(edition, items, general=general)


def load_categories(path: Path, general: Mapping[str, CatalogueItem]) -> None:
    """Procurement categories of the reference edition's items, each marked as not yet verified."""

    def build(row: reference.Row) -> reference.Row:
        if row["item_code"] not in general:
            raise ValueError(_("通用目录没有第三级品目 %(code)s") % {"code": row["item_code"]})
        return row

    columns = ("item_code", "category_code", "category_name", "verified", "source")
    rows = reference.read(path, build, columns=columns, key=("item_code", "category_code"))
    ProcurementCategory.objects.bulk_create(
        [ProcurementCategory(code=row["category_code"], name=row["category_name"]) for row in rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name"],
    )
    known = dict(ProcurementCategory.objects.values_list("code", "pk"))
    links = [
        CategoryLink(
            item=general[row["item_code"]],
            category_id=known[row["category_code"]],
            source=row["source"],
            is_verified=row["verified"] == "1",
        )
        for row in rows
    ]
    CategoryLink.objects.bulk_create(
        links,
        update_conflicts=True,
        unique_fields=["item", "category"],
        update_fields=["source", "is_verified"],
    )


def reference_edition(code: str, title: str, number: str) -> CatalogueEdition:
    """The reference edition of a catalogue; it ends where the first official one begins."""
    kind, name, owner_name = OWNERS[code]
    catalogue = Catalogue.objects.get_or_create(
        code=code, defaults={"kind": kind, "name": name, "owner_name": owner_name}
    )[0]
    facts = {"title": title, "document_number": number, "status": EditionStatus.APPROVED}
    return CatalogueEdition.objects.update_or_create(
        catalogue=catalogue,
        is_reference=True,
        defaults={**facts, "in_force_to": official_from(catalogue)},
    )[0]


def official_from(catalogue: Catalogue) -> date | None:
    """The first day of the first official edition."""
    official = catalogue.editions.filter(status=EditionStatus.APPROVED, is_reference=False)
    return official.order_by("in_force_from").values_list("in_force_from", flat=True).first()


def general_item(row: reference.Row, above: Mapping[str, int]) -> ItemFacts:
    """A row of the general catalogue; ValueError when it does not stand below its parent."""
    level = int(row["level"])
    if level not in rules.LEVELS or above.get(row["parent"], 0) != level - 1:
        raise ValueError(
            _("级次 %(level)d 与上级品目“%(parent)s”不符") % {"level": level, "parent": row["parent"]}
        )
    return item(row, level=level, parent_code=row["parent"])


def item(row: reference.Row, *, level: int, parent_code: str = "", general_code: str = "") -> ItemFacts:
    """A row with everything that an item needs."""
    if not row["code"] or not row["name_zh"] or not row["source"]:
        raise ValueError(_("编码、名称和来源不能为空"))
    return ItemFacts(
        code=row["code"],
        level=level,
        name=row["name_zh"],
        parent_code=parent_code,
        general_code=general_code,
        name_en=row.get("name_en", ""),
        field_of_service=row.get("fields", ""),
        source=row["source"],
    )
