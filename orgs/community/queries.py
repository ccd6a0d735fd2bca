"""Reads of community social organisations, stations and bases; counts by region for the map."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Left

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.community.choices import CommunityKind
from orgs.community.models import (
    BaseSubsidy,
    CommunityOrganisation,
    Incubation,
    IncubationBase,
    SocialWorkStation,
)
from orgs.regions.models import Division
from orgs.regions.queries import STATISTICAL_ZONE, current
from portal.kernel.actors import Actor
from portal.kernel.money import ZERO, MoneyField

ABOVE = "division__parent__parent"
REMEMBERED_SECONDS = 600


@dataclass
class Counts:
    """What a region has; `has_samples` says that invented entries are among them."""

    organisations: int = 0
    township: int = 0
    village: int = 0
    bases: int = 0
    has_samples: bool = False

    @property
    def stations(self) -> int:
        """Both levels together."""
        return self.township + self.village

    def add(self, other: "Counts") -> None:
        """Add those of another region."""
        self.organisations += other.organisations
        self.township += other.township
        self.village += other.village
        self.bases += other.bases
        self.has_samples |= other.has_samples


@dataclass
class RegionCounts:
    """The counts of the regions directly below one.

    `own` is what lies in the region itself, or in a division that is none of those below.
    """

    rows: list[tuple[Division, Counts]]
    own: Counts
    total: Counts


def organisations() -> QuerySet[CommunityOrganisation]:
    """Community social organisations with what a row shows."""
    return CommunityOrganisation.objects.select_related(ABOVE, "body")


def organisation(pk: int) -> CommunityOrganisation | None:
    """One, with its registration and its hub."""
    found = CommunityOrganisation.objects.select_related(
        ABOVE, "body__registration", "hub__body__registration"
    )
    return found.filter(pk=pk).first()


def hubs() -> QuerySet[CommunityOrganisation]:
    """Registered hubs that were not struck off; whether they still live is asked when one is chosen."""
    living = CommunityOrganisation.objects.living()
    return living.filter(kind=CommunityKind.HUB, body__isnull=False).order_by("name")


def stations() -> QuerySet[SocialWorkStation]:
    """Stations with what a row shows."""
    return SocialWorkStation.objects.select_related(ABOVE, "operator_body")


def bases() -> QuerySet[IncubationBase]:
    """Bases with their subsidies in all and with how many organisations are inside."""
    paid = BaseSubsidy.objects.filter(base=OuterRef("pk")).values("base").annotate(sum=Sum("amount"))
    inside = Incubation.objects.filter(base=OuterRef("pk"), left_on=None).values("base")
    return IncubationBase.objects.select_related(ABOVE, "operator_body").annotate(
        subsidised=Coalesce(Subquery(paid.values("sum")), ZERO, output_field=MoneyField()),
        inside=Coalesce(Subquery(inside.annotate(number=Count("pk")).values("number")), 0),
    )


def base(pk: int) -> IncubationBase | None:
    """One base with its subsidies and its organisations."""
    found = IncubationBase.objects.select_related(ABOVE, "operator_body").prefetch_related(
        "subsidies", Prefetch("incubations", Incubation.objects.select_related("body"))
    )
    return found.filter(pk=pk).first()


def base_totals() -> dict:
    """How many bases work, all subsidies ever paid, and whether invented ones are among them. Two queries."""
    found = working_bases().aggregate(number=Count("pk"), samples=Count("pk", filter=Q(is_sample=True)))
    paid = BaseSubsidy.objects.aggregate(total=Sum("amount"))["total"]
    return {"number": found["number"], "has_samples": found["samples"] > 0, "subsidised": paid or ZERO}


def incubation(pk: int) -> Incubation | None:
    """One organisation in one base."""
    return Incubation.objects.select_related("base", "body").filter(pk=pk).first()


def area_of(actor: Actor) -> str:
    """The division whose register the actor keeps, by its code; nothing for who acts for no body."""
    return Body.objects.filter(pk=actor.body_id).values_list("division_id", flat=True).first() or ""


def counts_below(code: str) -> RegionCounts:
    """Organisations, stations and bases of the regions directly below one. Four queries, however many."""
    working = {"stations": working_stations(), "bases": working_bases()}
    return _below(code, {"organisations": working_organisations(), **working})


def organisations_below(code: str) -> RegionCounts:
    """The same of organisations alone, as counted in the last minutes: every reader asks for it."""

    def counted() -> RegionCounts:
        return _below(code, {"organisations": working_organisations()})

    return cache.get_or_set(f"organisations-below:{code}", counted, REMEMBERED_SECONDS)


def stations_below(code: str) -> RegionCounts:
    """The same of stations alone. Two queries."""
    return _below(code, {"stations": working_stations()})


def working_organisations() -> QuerySet[Body]:
    """Social organisations that are registered still."""
    return Body.objects.filter(kind=BodyKind.SOCIAL_ORGANISATION, registration__deregistered_on__isnull=True)


def working_stations() -> QuerySet[SocialWorkStation]:
    """Stations that have not been closed."""
    return SocialWorkStation.objects.filter(closed_on=None)


def working_bases() -> QuerySet[IncubationBase]:
    """Bases that have not been closed."""
    return IncubationBase.objects.filter(closed_on=None)


def children(code: str) -> QuerySet[Division]:
    """The divisions directly below, without the zones of the statistics bureau."""
    return current().filter(parent_id=code).exclude(kind=STATISTICAL_ZONE).order_by("code")


def _below(code: str, records: Mapping[str, QuerySet]) -> RegionCounts:
    below = list(children(code))
    found: dict[str, Counts] = defaultdict(Counts)
    for what, rows in records.items():
        _count(found, rows, what, within=code, length=len(below[0].code) if below else len(code))
    rows = [(place, found.pop(place.code, Counts())) for place in below]
    own = sum_of(found.values())
    return RegionCounts(rows, own, sum_of([own, *(counts for _place, counts in rows)]))


def _count(found: dict[str, Counts], records: QuerySet, what: str, *, within: str, length: int) -> None:
    by = ["region", "level"] if what == "stations" else ["region"]
    rows = (
        records.filter(division__code__startswith=within)
        .annotate(region=Left("division_id", length))
        .order_by()
        .values(*by)
        .annotate(number=Count("pk"), samples=Count("pk", filter=Q(is_sample=True)))
    )
    for row in rows:
        counts = found[row["region"]]
        setattr(counts, row.get("level", what), row["number"])
        counts.has_samples |= row["samples"] > 0


def sum_of(many: Iterable[Counts]) -> Counts:
    """All of them together."""
    total = Counts()
    for counts in many:
        total.add(counts)
    return total
