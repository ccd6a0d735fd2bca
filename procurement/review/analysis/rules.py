"""Whose scores differ from the others', whether one member decided, whether the order counted. Pure.

These are signs for supervision and audit to look at, never findings. No law sets their limits; they are the
portal's own: a panel without bias is to be marked in less than one case of twenty.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import mean
from typing import Generic, TypeVar

from procurement.review.analysis.chance import order_tail, steadiness, variance_tail
from procurement.review.rules import Standing, rank, technical_points

Member = TypeVar("Member", bound=Hashable)
Key = TypeVar("Key", bound=Hashable)

MARKED_BY_CHANCE = 0.04
# Members who agree to the point are no measure: half a point is the least by which sums differ by themselves.
LEAST_SPREAD = 0.5
# Of the points that members give; a departure below this share moves nothing.
LEAST_SHARE = 0.05
LEAST_MEMBERS, LEAST_SUPPLIERS = 3, 2
NO_POINTS = Decimal(0)


@dataclass(frozen=True)
class Departure(Generic[Member, Key]):
    """How one member scored beside the others: in general, and each supplier beyond that.

    `general` is strictness (below nought) or leniency and moves nobody's place; `beyond` does.
    """

    member: Member
    general: float
    beyond: Mapping[Key, float]
    by_chance: float
    is_marked: bool

    @property
    def raised(self) -> Key:
        """The supplier that the member put highest beside the others."""
        return max(self.beyond, key=lambda key: self.beyond[key])

    @property
    def lowered(self) -> Key:
        """The supplier that the member put lowest beside the others."""
        return min(self.beyond, key=lambda key: self.beyond[key])


@dataclass(frozen=True)
class LeftOut(Generic[Member, Key]):
    """Who would be first without one member's sheet; several where they would be equal."""

    member: Member
    first: tuple[Key, ...]
    is_decisive: bool


@dataclass(frozen=True)
class OrderEffect:
    """Whether points rise or fall with the order by lot; `by_chance` None with too few to say."""

    rises: bool
    by_chance: float | None

    @property
    def is_marked(self) -> bool:
        """Whether chance alone would give such an order seldom."""
        return self.by_chance is not None and self.by_chance < MARKED_BY_CHANCE


@dataclass(frozen=True)
class Priced:
    """A ranked supplier's price: the final quote and its points."""

    quote: Decimal
    points: Decimal


Sums = Mapping[Member, Mapping[Key, Decimal]]


def departures(sums: Sums, *, maximum: Decimal) -> list[Departure]:
    """Every member beside the mean of the others, supplier by supplier; empty where nothing can be compared.

    `sums` are each member's points for each supplier. What the others differ among themselves is the measure,
    taken without the member looked at: a biased sheet does not hide itself.
    """
    sheets = {member: {key: float(points) for key, points in sheet.items()} for member, sheet in sums.items()}
    suppliers = next(iter(sheets.values()), {}).keys()
    if len(sheets) < LEAST_MEMBERS or len(suppliers) < LEAST_SUPPLIERS:
        return []
    return [_departure(member, sheets, maximum=float(maximum)) for member in sheets]


def left_out(
    sums: Sums, prices: Mapping[Key, Priced], *, winner: Key, counts_technical: bool = True
) -> list[LeftOut]:
    """Who would be first without each member in turn, by the same rules as in the report.

    `counts_technical` where a method lets these points decide between equals.
    """
    found = []
    for member in sums if len(sums) > 1 else ():
        others = [sheet for other, sheet in sums.items() if other != member]
        first = _first(others, prices, counts_technical=counts_technical)
        found.append(LeftOut(member, first, winner not in first))
    return found


def order_effect(points: list[Decimal]) -> OrderEffect | None:
    """The points in the order in which suppliers were heard; None for fewer than two.

    The lot gives every order the same chance, whatever the suppliers are worth.
    """
    if len(points) < LEAST_SUPPLIERS:
        return None
    is_enough = order_tail(list(range(len(points)))) < MARKED_BY_CHANCE
    return OrderEffect(steadiness(points) > 0, order_tail(points) if is_enough else None)


def _departure(member: Member, sheets: dict, *, maximum: float) -> Departure:
    own, others = sheets[member], [sheet for other, sheet in sheets.items() if other != member]
    by_supplier = {key: own[key] - mean(sheet[key] for sheet in others) for key in own}
    general = mean(by_supplier.values())
    beyond = {key: departs - general for key, departs in by_supplier.items()}
    free, spread = len(own) - 1, max(_spread(others), LEAST_SPREAD**2)
    ratio = sum(departs**2 for departs in beyond.values()) / free / (spread * len(sheets) / len(others))
    by_chance = variance_tail(ratio, above=free, below=(len(others) - 1) * free)
    # As many members as are looked at, as many chances to be marked by chance.
    is_marked = by_chance < MARKED_BY_CHANCE / len(sheets) and _matters(beyond, maximum)
    return Departure(member, general, beyond, by_chance, is_marked)


def _matters(beyond: Mapping[Key, float], maximum: float) -> bool:
    return max(abs(departs) for departs in beyond.values()) >= LEAST_SHARE * maximum


def _spread(sheets: list[Mapping[Key, float]]) -> float:
    """The variance among members beyond strictness and the suppliers' worth."""
    keys = list(sheets[0])
    of_supplier = {key: mean(sheet[key] for sheet in sheets) for key in keys}
    whole, left = mean(of_supplier.values()), 0.0
    for sheet in sheets:
        of_member = mean(sheet.values())
        left += sum((sheet[key] - of_member - of_supplier[key] + whole) ** 2 for key in keys)
    return left / ((len(sheets) - 1) * (len(keys) - 1))


def _first(
    sheets: list[Mapping[Key, Decimal]], prices: Mapping[Key, Priced], *, counts_technical: bool
) -> tuple[Key, ...]:
    standings = []
    for key, price in prices.items():
        technical = technical_points([sheet[key] for sheet in sheets])
        decides = technical if counts_technical else NO_POINTS
        standings.append(Standing(key, technical + price.points, price.quote, decides))
    ranking = rank(standings)
    return next((group for group in ranking.tied if ranking.order[0] in group), ranking.order[:1])
