"""The analysis of one review as its page shows it."""

from dataclasses import dataclass

from procurement.review.analysis import queries, rules
from procurement.review.analysis.rules import Departure, LeftOut, OrderEffect
from procurement.review.models import Candidate, PanelMember, ReviewSession


@dataclass(frozen=True)
class Row:
    """One member beside the others, and the first place without this member."""

    departure: Departure[PanelMember, Candidate]
    without: LeftOut[PanelMember, Candidate] | None

    @property
    def cells(self) -> list[tuple[Candidate, float]]:
        """Each supplier, beyond what the member is stricter or milder in general."""
        return list(self.departure.beyond.items())


@dataclass(frozen=True)
class Analysis:
    """What is shown; rows are empty where there is nothing to compare."""

    suppliers: list[Candidate]
    rows: list[Row]
    order: OrderEffect | None
    heard: list[Candidate]

    @property
    def marked(self) -> list[Row]:
        """The members whose sheets differ more than chance explains."""
        return [row for row in self.rows if row.departure.is_marked]

    @property
    def decisive(self) -> list[LeftOut]:
        """The members without whom another supplier would be first."""
        return [row.without for row in self.rows if row.without and row.without.is_decisive]

    @property
    def has_signs(self) -> bool:
        """Whether anything should be looked at."""
        return bool(self.marked or self.decisive or (self.order and self.order.is_marked))


def analysis_of(session: ReviewSession) -> Analysis:
    """Everything from the scores of a signed report."""
    suppliers = queries.ranked(session)
    sums, prices = queries.sums(session, suppliers), queries.prices(suppliers)
    found = rules.departures(sums, maximum=queries.maximum(session))
    lefts = {}
    if found and len(prices) == len(suppliers):
        counts = session.declared.has_final_quote
        made = rules.left_out(sums, prices, winner=suppliers[0], counts_technical=counts)
        lefts = {left.member: left for left in made}
    heard = sorted((c for c in suppliers if c.consult_order), key=lambda c: c.consult_order)
    return Analysis(
        suppliers=suppliers,
        rows=[Row(departure, lefts.get(departure.member)) for departure in found],
        order=rules.order_effect([c.technical_points for c in heard]) if found else None,
        heard=heard,
    )
