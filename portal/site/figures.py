"""What the province bought: figures by city, composed from contracts and evaluations."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg, Count, DecimalField, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from evaluation.performance.models import SatisfactionAnswer
from evaluation.reports.queries import signed_contracts
from evaluation.reports.rules import share_of
from orgs.bodies.choices import BodyKind
from orgs.regions.choices import DivisionLevel
from orgs.regions.models import Division
from orgs.regions.tiles import Fact, TileMap, tile_map
from portal.kernel import money

ZERO = Decimal(0)
STEP_FLOORS = (Decimal(30), Decimal(35), Decimal(40), Decimal(45))
KEY = (_("不足30%或没有"), "30—35%", "35—40%", "40—45%", _("45%以上"))


@dataclass(frozen=True)
class Place:
    """One row of the table: a city (its counties included) or the province itself."""

    code: str
    name: str
    purchases: int
    amount: Decimal
    social_amount: Decimal

    @property
    def share(self) -> Decimal | None:
        """Per cent of money that went to social organisations; None where nothing was bought."""
        return share_of(self.social_amount, self.amount)

    def as_fact(self) -> Fact:
        """What its square shows."""
        words = str(_("无")) if self.share is None else f"{self.share}%"
        return Fact(self.code, self.name, words, self.step)

    @property
    def step(self) -> int:
        """Step 1 to 5 of the colour scale."""
        return 1 + sum(self.share >= floor for floor in STEP_FLOORS) if self.share is not None else 1


@dataclass(frozen=True)
class Figures:
    """The figures: by place, and in total."""

    places: tuple[Place, ...]
    total: Place
    stars: Decimal | None
    answers: int

    @property
    def map(self) -> TileMap:
        """The cities as squares."""
        return tile_map([place.as_fact() for place in self.places], key=KEY)


def figures() -> Figures:
    """All signed contracts by the purchaser's budget level. Three queries."""
    sums = {row["region"]: row for row in contract_sums()}
    divisions = Division.objects.filter(
        level__in=[DivisionLevel.PROVINCE, DivisionLevel.PREFECTURE], ended_on=None
    )
    places = tuple(place_of(d.code, d.name, sums.get(d.code)) for d in divisions.order_by("code"))
    total = Place(
        code="",
        name="",
        purchases=sum(place.purchases for place in places),
        amount=sum((place.amount for place in places), ZERO),
        social_amount=sum((place.social_amount for place in places), ZERO),
    )
    voices = SatisfactionAnswer.objects.aggregate(
        stars=Avg("stars", output_field=DecimalField(max_digits=4, decimal_places=2)), answers=Count("pk")
    )
    stars = money.round_half_up(voices["stars"]) if voices["stars"] is not None else None
    return Figures(places=places, total=total, stars=stars, answers=voices["answers"])


def contract_sums():
    """Rows of region, purchases, total, social: one a city, "43" for the province itself."""
    social = Q(supplier__kind=BodyKind.SOCIAL_ORGANISATION)
    return (
        signed_contracts()
        .values("region")
        .annotate(
            purchases=Count("pk"),
            total=Sum("amount"),
            social=Coalesce(Sum("amount", filter=social), ZERO, output_field=DecimalField()),
        )
        .order_by("region")
    )


def place_of(code: str, name: str, row: dict | None) -> Place:
    """One place from its row of sums, zero without one."""
    if row is None:
        return Place(code, name, 0, ZERO, ZERO)
    return Place(code, name, row["purchases"], row["total"], row["social"])
