"""One line of a criteria scheme as values, and what the procurement document prints of it. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from procurement.review.rules.articles import plain

BAND = re.compile(r"([\d.]+)(?:\s*(?:[-－—–~～至]|到)\s*([\d.]+))?\s*分?\s*[:：]\s*(\S.*)")
COMPUTED_ALIKE = frozenset({"count", "most", "past"})
BY_BANDS = frozenset({"bands", "past"})


@dataclass(frozen=True)
class Band:
    """What is worth these points; `low` and `high` are equal where it is one figure."""

    low: Decimal
    high: Decimal
    text: str

    @property
    def points(self) -> str:
        """The points as people write them."""
        if self.low == self.high:
            return plain(self.high)
        return _("%(low)s 至 %(high)s") % {"low": plain(self.low), "high": plain(self.high)}

    def holds(self, points: Decimal) -> bool:
        """Whether these points lie in it, both ends included."""
        return self.low <= points <= self.high

    @property
    def stored(self) -> list[str]:
        """As a record keeps it."""
        return [str(self.low), str(self.high), self.text]


@dataclass(frozen=True)
class CriterionFacts:
    """One line of a scheme: kind as in CriterionKind, way as in Way; `maximum`, `step`, `neutral` in points.

    `unit` is what is counted; `neutral` goes to who was never evaluated; `evidence` is what is handed in.
    """

    kind: str
    name: str
    text: str = ""
    maximum: Decimal | None = None
    is_objective: bool = False
    step: Decimal = Decimal("0.50")
    way: str = "text"
    bands: tuple[Band, ...] = field(default=())
    unit: str = ""
    evidence: str = ""
    neutral: Decimal | None = None

    @property
    def standard(self) -> str:
        """What the document prints beside the name: text, formula, bands, evidence, line by line."""
        bands = [_("%(points)s 分：%(text)s") % {"points": b.points, "text": b.text} for b in self.bands]
        evidence = _("证明材料：%(evidence)s") % {"evidence": self.evidence} if self.evidence else ""
        return "\n".join(line for line in (self.text, formula(self), *bands, evidence) if line)


def restored(stored: Iterable[Sequence[str]]) -> tuple[Band, ...]:
    """The bands that a record keeps."""
    return tuple(Band(Decimal(low), Decimal(high), text) for low, high, text in stored)


def read_bands(typed: str) -> tuple[Band, ...]:
    """One band a line, such as “25-30：三项都具体”. Raises ValueError with the line that is none."""
    return tuple(_band(line.strip()) for line in typed.splitlines() if line.strip())


def typed_bands(bands: Iterable[Band]) -> str:
    """Bands as they are typed."""
    return "\n".join(
        f"{plain(b.high) if b.low == b.high else f'{plain(b.low)}-{plain(b.high)}'}：{b.text}" for b in bands
    )


def formula(criterion: CriterionFacts) -> str:
    """How points follow from what is counted, in words; empty where the panel finds them."""
    facts = {
        "unit": criterion.unit,
        "step": plain(criterion.step),
        "maximum": plain(criterion.maximum or Decimal(0)),
        "neutral": plain(criterion.neutral or Decimal(0)),
    }
    says = {
        "count": _("每%(unit)s %(step)s 分，最多 %(maximum)s 分。"),
        "most": _("%(unit)s最多的得 %(maximum)s 分；其他得分＝本家%(unit)s÷最多的%(unit)s×%(maximum)s。"),
        "past": _("任何地区的评价结果都按同一标准计分；没有评价结果的计 %(neutral)s 分。"),
    }
    return says.get(criterion.way, "") % facts


def _band(line: str) -> Band:
    found = BAND.fullmatch(line)
    try:
        ends = [Decimal(end) for end in found.groups()[:2] if end] if found else []
    except InvalidOperation:
        ends = []
    if not ends:
        raise ValueError(line)
    return Band(min(ends), max(ends), found[3])
