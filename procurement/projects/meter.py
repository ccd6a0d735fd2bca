"""The year's total of one item drawn to scale against the open-tender figure (Regulation, art. 28)."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount, round_half_up
from portal.kernel.pieces import Segment
from procurement.routing.splitting import YearOfItem

BASIS = "政府采购法实施条例第二十八条"
WHOLE = Decimal(100)


@dataclass(frozen=True)
class Meter:
    """What other purchases take and what this project adds, in yuan; `ratio` is the share of the figure that
    warns, `is_to_be_confirmed` whether that share was not checked, `refusal` what stands against it."""

    year: YearOfItem
    figure: Decimal
    ratio: Decimal
    is_to_be_confirmed: bool = False
    refusal: Refusal | None = None

    @property
    def bought(self) -> Decimal:
        """The other purchases."""
        return self.year.bought

    @property
    def mine(self) -> Decimal:
        """This project's part."""
        return self.year.mine

    @property
    def total(self) -> Decimal:
        """Both together."""
        return self.year.total

    @property
    def percent(self) -> Decimal:
        """The total in hundredths of the figure, rounded to whole ones."""
        return round_half_up(self.total / self.figure * WHOLE, 0)

    @property
    def left(self) -> Decimal:
        """What may still be bought; nothing when the figure is passed."""
        return max(self.figure - self.total, Decimal(0))

    @property
    def beyond(self) -> Decimal:
        """How much of the total lies beyond the line of warning."""
        return max(self.total - self.figure * self.ratio, Decimal(0))

    @property
    def mark(self) -> Decimal:
        """Where the line of warning stands, in hundredths."""
        return self.ratio * WHOLE

    @property
    def tone(self) -> str:
        """Quiet below the line, amber from it, vermilion above the figure."""
        if self.total > self.figure:
            return "stop"
        return "soon" if self.total >= self.figure * self.ratio else "ok"

    @property
    def says(self) -> str:
        """The state in words."""
        words = {
            "ok": _("占标准的 %(percent)s%%"),
            "soon": _("已到 %(percent)s%%，请核对是否拆分"),
            "stop": _("已到 %(percent)s%%，超过标准"),
        }
        return words[self.tone] % {"percent": self.percent}

    @property
    def label(self) -> str:
        """The drawing in words."""
        return _("累计 %(total)s 元，公开招标数额标准 %(figure)s 元") % {
            "total": format_amount(self.total),
            "figure": format_amount(self.figure),
        }

    @property
    def segments(self) -> list[Segment]:
        """Bought, then this project, then its part beyond the line of warning."""
        edges = [Decimal(0), self.bought, max(self.bought, self.total - self.beyond), self.total]
        kinds = ("part", "full", "over" if self.tone == "stop" else "soon")
        places = [min(round_half_up(edge / self.figure * WHOLE), WHOLE) for edge in edges]
        parts = zip(kinds, places, places[1:], strict=False)
        return [Segment(start, end - start, kind) for kind, start, end in parts if end > start]
