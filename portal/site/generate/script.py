"""Writing the generated tables in their order: all of them or nothing, and never twice."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.bodies.models import Body, Registration
from orgs.community.choices import StationLevel
from orgs.community.models import BaseSubsidy, Incubation, IncubationBase, SocialWorkStation
from orgs.regions.models import Division
from orgs.registry.models import RegistryFact
from portal.kernel import collecting
from portal.kernel.errors import Refusal, refuse
from portal.site.generate import communities, facts, organisations
from portal.site.generate.draws import Lot
from portal.site.generate.sizes import Size


@dataclass(frozen=True)
class Table:
    """One generated table: how many rows a size wants, how many are there, how they are written."""

    words: Promise
    wanted: Callable[[Size], int]
    written: Callable[[], int]
    write: Callable[[Lot, int], None]
    models: tuple[type[models.Model], ...]


# In the order in which they point to each other.
TABLES = (
    Table(
        words=gettext_lazy("社会组织"),
        wanted=lambda size: size.organisations,
        written=organisations.written,
        write=organisations.write,
        models=(Body, Registration),
    ),
    Table(
        words=gettext_lazy("有登记事实的社会组织"),
        wanted=lambda size: size.organisations,
        written=facts.written,
        write=facts.write,
        models=(RegistryFact, Registration),
    ),
    Table(
        words=gettext_lazy("乡镇（街道）级站点"),
        wanted=lambda size: size.township_stations,
        written=lambda: communities.stations_written(StationLevel.TOWNSHIP),
        write=lambda lot, count: communities.write_stations(lot, count, StationLevel.TOWNSHIP),
        models=(SocialWorkStation,),
    ),
    Table(
        words=gettext_lazy("村（社区）级站点"),
        wanted=lambda size: size.village_stations,
        written=lambda: communities.stations_written(StationLevel.VILLAGE),
        write=lambda lot, count: communities.write_stations(lot, count, StationLevel.VILLAGE),
        models=(SocialWorkStation,),
    ),
    Table(
        words=gettext_lazy("孵化基地"),
        wanted=lambda size: size.incubation_bases,
        written=communities.bases_written,
        write=communities.write_bases,
        models=(IncubationBase, BaseSubsidy, Incubation),
    ),
)


@collecting.seldom()
@transaction.atomic
def run(size: Size, *, lot: Lot) -> dict[str, int]:
    """Write what is missing; gives the rows written, table by table, 0 where all were there already.

    Raises Refused where another number of generated rows is there: the sizes do not mix.
    """
    written = {table: table.written() for table in TABLES}
    refuse([_no_divisions()] if not Division.objects.exists() else [])
    refuse(
        _other_size(table, count, table.wanted(size))
        for table, count in written.items()
        if count not in (0, table.wanted(size))
    )
    missing = [table for table, count in written.items() if count == 0]
    for table in missing:
        table.write(lot, table.wanted(size))
        settle(table.models)
    return {str(table.words): table.wanted(size) if table in missing else 0 for table in TABLES}


def settle(tables: tuple[type[models.Model], ...]) -> None:
    """Tell the planner of the new rows and let the search indexes take them in, which would happen later."""
    with connection.cursor() as cursor:
        for model in tables:
            for index in model._meta.indexes:
                if isinstance(index, GinIndex):
                    cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index.name])
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _no_divisions() -> Refusal:
    return Refusal(
        because=_("数据库中还没有行政区划。"), remedy=_("请先运行 manage.py reference。"), code="no_divisions"
    )


def _other_size(table: Table, there: int, wanted: int) -> Refusal:
    counted = {"there": f"{there:,}", "table": table.words, "wanted": f"{wanted:,}"}
    return Refusal(
        because=_("数据库中已有 %(there)s 条生成的%(table)s，要的是 %(wanted)s 条。") % counted,
        remedy=_("请在没有生成数据的数据库中运行。"),
        code="other_size",
    )
