"""Generated stations of both levels and incubation bases with their subsidies and organisations."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from orgs.bodies.models import Body
from orgs.community import workflow
from orgs.community.choices import BaseService, StationField, StationLevel
from orgs.community.models import BaseSubsidy, Incubation, IncubationBase, SocialWorkStation
from orgs.regions.models import Division
from portal.site.generate import places
from portal.site.generate.draws import Lot, chunks
from portal.site.generate.names import MARK
from portal.site.generate.organisations import GENERATED
from portal.site.generate.places import Places

BASES = "bases"
# Generated entries have such an address; those of the demonstration have none.
ROAD = "示例路"
# The first organisations, which every size has: they run stations and are incubated.
KNOWN = 300
FIRST_STATION, FIRST_SUBSIDY = date(2018, 6, 1), 2016
VILLAGES = ("红星", "新塘", "石桥", "金盆", "白沙", "双江", "龙泉", "枫树", "杨柳", "大塘", "和平", "团结")
RUN_BY_ORGANISATIONS, CLOSED = 0.35, 0.03
SUBSIDY_STEP, SUBSIDY_STEPS = Decimal(50_000), (2, 12)


def stations_written(level: str) -> int:
    """How many of a level are in the database."""
    return SocialWorkStation.objects.filter(is_sample=True, level=level, address__contains=ROAD).count()


def write_stations(lot: Lot, count: int, level: str) -> None:
    """Enter them some thousands at a time."""
    for rows in chunks(draw_stations(lot, count, level)):
        SocialWorkStation.objects.bulk_create(rows)


def draw_stations(lot: Lot, count: int, level: str) -> Iterator[SocialWorkStation]:
    """So many stations; the first ones are the same in every size."""
    found, bodies = places.load(), known_bodies()
    taken: set[tuple[str, str]] = set()
    for index in range(count):
        source = lot.source(f"{level}_stations", index)
        township = found.township(source, found.county(source, found.prefecture(source)))
        village = f"{source.choice(VILLAGES)}村" if level == StationLevel.VILLAGE else ""
        yield station_of(source, index, township, village, bodies, taken, as_of=lot.as_of)


def station_of(
    source: Random,
    index: int,
    township: Division,
    village: str,
    bodies: list[Body],
    taken: set[tuple[str, str]],
    *,
    as_of: date,
) -> SocialWorkStation:
    """One station with a name that its township has not given yet."""
    form = "社工室" if village else "社会工作服务站"
    name, number = f"{township.name}{village}{form}{MARK}", 1
    while (township.pk, name) in taken:
        number += 1
        name = f"{township.name}{village}第{number}{form}{MARK}"
    taken.add((township.pk, name))
    opened_on = FIRST_STATION + timedelta(days=source.randrange((as_of - FIRST_STATION).days))
    is_run, is_closed = source.random() < RUN_BY_ORGANISATIONS, source.random() < CLOSED
    return SocialWorkStation(
        name=name,
        division=township,
        level=StationLevel.VILLAGE if village else StationLevel.TOWNSHIP,
        village=village,
        operator_body=source.choice(bodies) if is_run and bodies else None,
        fields=sorted(source.sample(StationField.values, source.randint(1, len(StationField.values)))),
        address=f"{township.name}{ROAD}{index % 900 + 1}号",
        opened_on=opened_on,
        closed_on=as_of if is_closed else None,
        is_sample=True,
        **workflow.found_by(name),
    )


def bases_written() -> int:
    """How many are in the database."""
    return IncubationBase.objects.filter(is_sample=True, address__contains=ROAD).count()


def write_bases(lot: Lot, count: int) -> None:
    """Enter the bases, then what hangs on them."""
    bodies = known_bodies()
    bases = IncubationBase.objects.bulk_create(list(draw_bases(lot, count)))
    sources = [lot.source("base_facts", index) for index in range(count)]
    drawn = list(zip(sources, bases, strict=True))
    BaseSubsidy.objects.bulk_create(
        [row for source, base in drawn for row in subsidies_of(source, base, lot.as_of)]
    )
    Incubation.objects.bulk_create([row for source, base in drawn for row in inside(source, base, bodies)])


def draw_bases(lot: Lot, count: int) -> Iterator[IncubationBase]:
    """First that of the province, then those of prefectures and counties; second ones when all have one."""
    seats = seats_of(places.load())
    for index in range(count):
        source = lot.source(BASES, index)
        seat, turn = seats[index % len(seats)], index // len(seats)
        name = f"{places.full_name(seat)}{f'第{turn + 1}' if turn else ''}社会组织孵化基地{MARK}"
        services = source.sample(BaseService.values, source.randint(2, len(BaseService.values)))
        yield IncubationBase(
            name=name,
            division=seat,
            services=sorted(services),
            address=f"{seat.name}{ROAD}{index + 1}号",
            opened_on=date(source.randint(FIRST_SUBSIDY, 2021), source.randint(1, 12), 1),
            is_sample=True,
            **workflow.found_by(name),
        )


def seats_of(found: Places) -> list[Division]:
    """The province, its prefectures, then the counties, every prefecture in its turn."""
    cities = found.below[places.PROVINCE]
    counties = [found.below[city.code] for city in cities]
    turns = range(max(map(len, counties)))
    ordered = [below[turn] for turn in turns for below in counties if turn < len(below)]
    return [found.by_code[places.PROVINCE], *cities, *ordered]


def subsidies_of(source: Random, base: IncubationBase, as_of: date) -> Iterator[BaseSubsidy]:
    """One to three subsidies since the base was opened."""
    years = range(base.opened_on.year, as_of.year + 1)
    for year in sorted(source.sample(years, min(len(years), source.randint(1, 3)))):
        yield BaseSubsidy(base=base, year=year, amount=SUBSIDY_STEP * source.randint(*SUBSIDY_STEPS))


def inside(source: Random, base: IncubationBase, bodies: list[Body]) -> Iterator[Incubation]:
    """Some organisations; half of them have left after two years."""
    for body in source.sample(bodies, min(len(bodies), source.randint(2, 6))):
        entered_on = base.opened_on + timedelta(days=source.randrange(700))
        left_on = entered_on + timedelta(days=730) if source.random() < 0.5 else None
        yield Incubation(base=base, body=body, entered_on=entered_on, left_on=left_on)


def known_bodies() -> list[Body]:
    """The first generated organisations in the order of their numbers."""
    found = Body.objects.filter(is_sample=True, credit_code__regex=GENERATED).only("credit_code")
    return sorted(found, key=lambda body: body.credit_code[8:16])[:KNOWN]
