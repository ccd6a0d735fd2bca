"""Generated social organisations: where they are registered, what they are, since when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from orgs.bodies import rules, workflow
from orgs.bodies.choices import BodyKind, DirectRegistration, SocialOrganisationType
from orgs.bodies.fields import fields_named
from orgs.bodies.models import Body, Registration
from orgs.regions.choices import DivisionLevel
from orgs.regions.models import Division
from portal.site.generate import names, places
from portal.site.generate.draws import Lot, chunks, weighted
from portal.site.generate.names import MARK
from portal.site.generate.places import Places

TABLE = "organisations"
# The organisation's own characters of a generated code begin so; a real code hardly ever does.
STEM = "YY"
GENERATED = rf"^.{{8}}{STEM}"
GROUP, SERVICE, FOUNDATION = (
    SocialOrganisationType.SOCIAL_GROUP,
    SocialOrganisationType.PRIVATE_NON_ENTERPRISE,
    SocialOrganisationType.FOUNDATION,
)
# Shares of the country at the end of 2022, per cent; by level they are estimates.
TYPES = {GROUP: 41.52, SERVICE: 57.43, FOUNDATION: 1.05}
PROVINCE, PREFECTURE, COUNTY = DivisionLevel.PROVINCE, DivisionLevel.PREFECTURE, DivisionLevel.COUNTY
LEVELS = {COUNTY: 77, PREFECTURE: 17, PROVINCE: 6}
FOUNDATION_LEVELS = {PROVINCE: 80, PREFECTURE: 20}
IN_A_TOWNSHIP = 0.6
SUPERVISED = 0.6
FIRST_REGISTRATION = date(1991, 1, 1)
DIRECT = (DirectRegistration.SCIENCE, DirectRegistration.CHARITY, DirectRegistration.COMMUNITY)
DEPARTMENTS = ("民政局", "教育局", "卫生健康局", "文化旅游局", "农业农村局", "科学技术协会", "残疾人联合会")
SURNAMES = "王李张刘陈杨黄周吴赵罗彭曾谭肖唐蒋欧邓胡"


@dataclass(frozen=True)
class Seat:
    """Who registers an organisation, and where it has its rooms."""

    authority: Division
    place: Division


def written() -> int:
    """How many are in the database."""
    return Body.objects.filter(is_sample=True, credit_code__regex=GENERATED).count()


def write(lot: Lot, count: int) -> None:
    """Enter them all, some thousands at a time: bodies first, since registrations point to them."""
    for rows in chunks(draw(lot, count)):
        Body.objects.bulk_create([body for body, _registration in rows])
        Registration.objects.bulk_create([registration for _body, registration in rows])


def draw(lot: Lot, count: int) -> Iterator[tuple[Body, Registration]]:
    """So many organisations that are not in the database yet; the first ones are the same in every size."""
    found = places.load()
    taken: set[str] = set()
    for index in range(count):
        source = lot.source(TABLE, index)
        kind, name = names.ODD[index] if index < len(names.ODD) else (weighted(source, TYPES), "")
        seat = seat_of(source, found, kind)
        name = name or names.compose(source, kind, places.full_name(seat.authority), taken)
        body = body_of(index, name, kind, seat)
        yield body, registration_of(source, body, kind, seat, lot.as_of)


def seat_of(source: Random, found: Places, kind: str) -> Seat:
    """An authority of a level that registers this kind, and a place in its district."""
    level = weighted(source, FOUNDATION_LEVELS if kind == FOUNDATION else LEVELS)
    prefecture = found.prefecture(source)
    county = found.county(source, prefecture)
    place = found.township(source, county) if source.random() < IN_A_TOWNSHIP else county
    authorities = {PROVINCE: found.by_code[places.PROVINCE], PREFECTURE: prefecture, COUNTY: county}
    return Seat(authorities[level], place)


def body_of(index: int, name: str, kind: str, seat: Seat) -> Body:
    """The body, findable, with a code of its registration authority's place."""
    code = rules.credit_code(
        rules.SOCIAL_ORGANISATION_PREFIX + kind, seat.authority.gb_code, f"{STEM}{index:06d}"
    )
    return Body(
        name=name,
        kind=BodyKind.SOCIAL_ORGANISATION,
        credit_code=code,
        division=seat.place,
        address=f"{seat.place.name}示例路{index % 900 + 1}号",
        phone=f"0731-0000-{index % 10_000:04d}",
        is_sample=True,
        **workflow.found_by(name, code),
    )


def registration_of(source: Random, body: Body, kind: str, seat: Seat, as_of: date) -> Registration:
    """The registration: most organisations are young."""
    days = (as_of - FIRST_REGISTRATION).days
    registered_on = FIRST_REGISTRATION + timedelta(days=int(days * source.betavariate(2.5, 1.2)))
    is_association = body.name.removesuffix(MARK).endswith(names.ASSOCIATION_FORMS) and kind == GROUP
    is_supervised = source.random() < SUPERVISED
    unit = office(seat.authority, source.choice(DEPARTMENTS))
    direct = DirectRegistration.ASSOCIATION if is_association else source.choice(DIRECT)
    fields = "、".join(source.sample(names.FIELDS, 3))
    return Registration(
        body=body,
        type=kind,
        authority=office(seat.authority, "民政局"),
        authority_division=seat.authority,
        competent_unit=unit if is_supervised else "",
        direct_registration=DirectRegistration.NONE if is_supervised else direct,
        is_association=is_association,
        founded_on=registered_on,
        registered_on=registered_on,
        legal_representative=f"{source.choice(SURNAMES)}某{MARK}",
        scope=f"{fields}（示例）",
        fields_of_service=fields_named(fields),
    )


def office(place: Division, department: str) -> str:
    """A department of a place: 平江县教育局; that of the province is called 厅."""
    called = department.replace("局", "厅") if place.level == PROVINCE else department
    return f"{places.full_name(place)}{called}{MARK}"
