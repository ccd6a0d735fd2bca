"""Who keeps the catalogues, and a newer edition of the department's that is out for opinions."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from catalog.editions import queries, workflow
from catalog.editions.choices import SuccessionKind
from catalog.editions.models import Catalogue
from catalog.editions.reference import CIVIL_AFFAIRS_CODE, GENERAL_CODE
from catalog.editions.rules import DEPARTMENTAL_LEVEL, ItemFacts, Link
from portal.kernel.actors import SYSTEM
from portal.kernel.clock import at_local, local_date
from portal.site.demo.cast import MARK, Cast
from portal.site.demo.stage import day_after, day_before

TITLE = f"湖南省民政厅政府购买服务指导性目录修订稿{MARK}"
REASON = f"助餐服务拆为堂食和送餐两项，探访关爱服务的对象不再限于农村留守老年人。{MARK}"
KEEPERS = {GENERAL_CODE: "province_finance", CIVIL_AFFAIRS_CODE: "province"}
CONSULTED_FOR = timedelta(days=14)
RENAMED = {"MZ-A0402-03": "留守和独居老年人探访关爱服务"}
SPLIT, PARTS = "MZ-A0402-02", {"MZ-A0402-04": "老年食堂助餐服务", "MZ-A0402-05": "老年送餐上门服务"}


def consult(cast: Cast, *, now: datetime) -> str:
    """Name the keepers; the department revises its catalogue and asks for opinions."""
    named = at_local(day_before(local_date(now), 30), 9)
    for code, body in KEEPERS.items():
        keep(Catalogue.objects.get(code=code), cast.bodies[body], now=named)
    catalogue = Catalogue.objects.get(code=CIVIL_AFFAIRS_CODE)
    if catalogue.editions.filter(title=TITLE).exists():
        return _("已经在演示数据中")
    today, by = local_date(now), cast.actors["shaoyun"]
    begun = at_local(day_before(today, 7), 9)
    edition = workflow.draft_edition(catalogue.pk, title=TITLE, reason=REASON, by=by, now=begun)
    workflow.write_items(edition.pk, revised(queries.facts_of(edition)), by=by, now=begun)
    links = [Link(SPLIT, code, SuccessionKind.SPLIT) for code in PARTS]
    workflow.note_successors(edition.pk, links, by=by, now=begun)
    workflow.submit(
        edition.pk, until=day_after(today + CONSULTED_FOR), by=by, now=at_local(local_date(begun), 16)
    )
    return _("已建立")


def keep(catalogue: Catalogue, body, *, now: datetime) -> None:
    """Name the body that keeps a catalogue, once."""
    if not catalogue.owner_code:
        workflow.assign_keeper(
            catalogue.pk, owner_name=body.name, owner_code=body.credit_code, by=SYSTEM, now=now
        )


def revised(items: list[ItemFacts]) -> list[ItemFacts]:
    """One item renamed, one split in two."""
    kept = [replace(item, name=RENAMED.get(item.code, item.name)) for item in items if item.code != SPLIT]
    meals = next(item for item in items if item.code == SPLIT)
    return kept + [
        ItemFacts(
            code=code,
            level=DEPARTMENTAL_LEVEL,
            name=name,
            general_code=meals.general_code,
            field_of_service=meals.field_of_service,
            source="composed",
        )
        for code, name in PARTS.items()
    ]
