"""What a purchasing method declares: its numbers are names of legal parameters, each beside its article."""

from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Number:
    """A legal number by the code of its parameter (procurement.routing), with the article that sets it."""

    parameter: str
    article: str


@dataclass(frozen=True)
class Method:
    """A purchasing method as the law draws it. What a method does not know is None.

    `conditions` says when it may be used where it is not the rule; `continue_suppliers` is how many must be
    left to go on; `prep` is the least time for preparing a response; `evaluation` is comprehensive_score,
    lowest_price or negotiated.
    """

    code: str
    name: Words
    categories: tuple[str, ...]
    basis: Words
    conditions: Words
    evaluation: str
    min_suppliers: Number | None = None
    continue_suppliers: Number | None = None
    prep: Number | None = None
    obtain: Number | None = None
    notice: Number | None = None
    clarify: Number | None = None
    panel_size: Number | None = None
    panel_size_big: Number | None = None
    expert_ratio: Number | None = None
    price_weight_min: Number | None = None
    price_weight_max: Number | None = None
    candidates: Number | None = None
    is_offered: bool = True

    def numbers(self) -> dict[str, Number]:
        """Every declared number by what it is for."""
        return {name: value for name, value in vars(self).items() if isinstance(value, Number)}

    def fits(self, category: str) -> bool:
        """Whether the method may be used for goods, services or works at all."""
        return category in self.categories
