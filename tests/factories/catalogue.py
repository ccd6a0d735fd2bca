"""Catalogues with a body that keeps them, for tests; an edition's status is reached by the workflow."""

from datetime import date, datetime, timedelta

from catalog.editions import reference, workflow
from catalog.editions.choices import CatalogueKind
from catalog.editions.models import Catalogue, CatalogueEdition
from catalog.editions.rules import Approval, ItemFacts
from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel.actors import SYSTEM, Actor
from portal.kernel.clock import at_local, local_date
from tests.factories.people import actor, body

NOW = at_local(date(2026, 11, 23), 9)
GENERAL = (
    ItemFacts("A", 1, "公共服务"),
    ItemFacts("A04", 2, "社会保障服务", parent_code="A"),
    ItemFacts("A0401", 3, "基本养老服务", parent_code="A04", field_of_service="养老", source="示例"),
    ItemFacts("A0404", 3, "居家养老服务", parent_code="A04", field_of_service="养老", source="示例"),
)
DEPARTMENTAL = (
    ItemFacts("MZ-1", 4, "居家养老上门服务", general_code="A0404", source="示例"),
    ItemFacts("MZ-2", 4, "老年助餐服务", general_code="A0404", source="示例"),
)


def keeper(catalogue: Catalogue, *roles: str, of: Body | None = None) -> Actor:
    """A person of the body that keeps a catalogue; the body is named when there is none yet."""
    found = Body.objects.filter(credit_code=catalogue.owner_code).first() if catalogue.owner_code else None
    person = actor(*roles, of=of or found)
    if found is None:
        name(catalogue, person)
    return person


def name(catalogue: Catalogue, person: Actor) -> None:
    """Make the body of a person the keeper."""
    workflow.assign_keeper(
        catalogue.pk, owner_name=person.body_name, owner_code=person.body_code, by=SYSTEM, now=NOW
    )
    catalogue.refresh_from_db()


def general_catalogue() -> Catalogue:
    """The province's catalogue, without an edition unless there is one."""
    kind, title, owner = reference.OWNERS[reference.GENERAL_CODE]
    defaults = {"kind": kind, "name": title, "owner_name": owner}
    return Catalogue.objects.get_or_create(code=reference.GENERAL_CODE, defaults=defaults)[0]


def departmental_catalogue(of: Body | None = None) -> Catalogue:
    """The catalogue of a department."""
    owner = of or body()
    made = workflow.open_catalogue(
        "部门目录（示例）", owner_name=owner.name, owner_code=owner.credit_code, by=SYSTEM, now=NOW
    )
    assert made.kind == CatalogueKind.DEPARTMENTAL
    return made


def people(catalogue: Catalogue) -> tuple[Actor, Actor]:
    """Who drafts and who approves."""
    if catalogue.is_general:
        return keeper(catalogue, Role.FINANCE), keeper(catalogue, Role.FINANCE)
    return keeper(catalogue, Role.PURCHASER_HANDLER), keeper(catalogue, Role.PURCHASER_LEADER)


def drafted(catalogue: Catalogue, items=None, *, by: Actor, now: datetime = NOW) -> CatalogueEdition:
    """A draft, holding the items given or a copy of the last edition."""
    edition = workflow.draft_edition(catalogue.pk, title="新版目录（示例）", by=by, now=now)
    if items is not None:
        workflow.write_items(edition.pk, items, by=by, now=now)
    return edition


def consulted(catalogue: Catalogue, items=None, *, by: Actor, now: datetime = NOW) -> CatalogueEdition:
    """An edition in consultation until the next day."""
    edition = drafted(catalogue, items, by=by, now=now)
    return workflow.submit(edition.pk, until=local_date(now) + timedelta(days=1), by=by, now=now)


def approved(
    catalogue: Catalogue, items=None, *, on: date, by: tuple[Actor, Actor], now: datetime = NOW
) -> CatalogueEdition:
    """An edition in force from a day; the number of items is confirmed as it is."""
    edition = consulted(catalogue, items, by=by[0], now=now)
    later = now + timedelta(days=2)
    return workflow.approve(edition.pk, approval(edition, on), by=by[1], now=later)


def approval(edition: CatalogueEdition, on: date) -> Approval:
    """The decision, with the numbers of items typed."""
    numbers = workflow.rules.numbers_in_words(workflow.queries.counts_of(edition))
    return Approval(on, "示例〔2026〕1号", numbers, "示例数据只有几项。")
