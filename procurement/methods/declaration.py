"""What a purchasing method declares, as the regulation draws it: conditions, numbers, duties, articles.

A number is the name of a legal parameter (procurement.routing), never a figure.
"""

from dataclasses import dataclass
from enum import StrEnum

from procurement.methods.terms import Terms, Words

FAILED_TENDER = "failed_tender"
"""The case of a method that follows an open tender which failed."""


class Checker(StrEnum):
    """Who checks whether suppliers qualify."""

    PURCHASER = "purchaser"
    PANEL = "panel"
    STAFF = "staff"


@dataclass(frozen=True)
class Number:
    """A legal number by the code of its parameter (procurement.routing), with the article that sets it."""

    parameter: str
    article: str


@dataclass(frozen=True)
class Period(Number):
    """A further number that one method has and others do not; `says` what it is for."""

    says: Words


@dataclass(frozen=True)
class Clause:
    """A sentence of the regulation with its article; `code` names it where a choice falls on it."""

    says: Words
    article: str
    code: str = ""


@dataclass(frozen=True)
class Sight:
    """Who sees one fact, and from when."""

    fact: Words
    readers: Words
    since: Words
    article: str = ""


@dataclass(frozen=True)
class Method:
    """A purchasing method as the law draws it. What a method does not know is None or empty.

    `conditions` says in a sentence when it may be used where it is not the rule, `cases` case by case;
    `usual_case` and `usual_found` go without saying in a purchase of services;
    `found_by` how suppliers come in; `min_suppliers` how many are asked at least, `pool_factor` out of how
    many times as many, `continue_suppliers` how many must be left to go on, `converted_suppliers` how many
    after a failed open tender, with approval; `prep` is the least time for preparing a response;
    `evaluation` is comprehensive_score, lowest_price, price_or_quality or negotiated;
    `needs_approval` is what a project at the open-tender figure needs first; `panel_confirms` that the panel
    confirms the document before it is issued; `big_from` the amount from which the panel is large, the
    open-tender figure where there is none; `legal_expert` when one of the experts is of law;
    `governed_by` is the order under which suppliers are talked to and compared, as a whole;
    `has_final_quote` that a second price is asked for and compared, `is_read_out` that the prices are read
    out at the opening; `addition` is how much of an earlier contract may be bought in addition; `periods`
    are numbers of this method alone.
    """

    code: str
    name: Words
    categories: tuple[str, ...]
    basis: Words
    conditions: Words
    evaluation: str
    checked_by: Checker
    terms: Terms
    governed_by: str
    cases: tuple[Clause, ...] = ()
    usual_case: str = ""
    usual_found: str = ""
    needs_approval: Clause | None = None
    publicity: Clause | None = None
    found_by: tuple[Clause, ...] = ()
    min_suppliers: Number | None = None
    pool_factor: Number | None = None
    continue_suppliers: Number | None = None
    converted_suppliers: Number | None = None
    prep: Number | None = None
    obtain: Number | None = None
    notice: Number | None = None
    clarify: Number | None = None
    panel_confirms: Clause | None = None
    panel_size: Number | None = None
    panel_size_big: Number | None = None
    big_from: Number | None = None
    expert_ratio: Number | None = None
    legal_expert: Clause | None = None
    qualification: Clause | None = None
    read_out: Clause | None = None
    price_weight_min: Number | None = None
    price_weight_max: Number | None = None
    changes: Clause | None = None
    ranking: Clause | None = None
    candidates: Number | None = None
    failure: tuple[Clause, ...] = ()
    phases: tuple[Clause, ...] = ()
    elimination: Number | None = None
    term: Number | None = None
    addition: Number | None = None
    periods: tuple[Period, ...] = ()
    sights: tuple[Sight, ...] = ()
    has_final_quote: bool = False
    is_read_out: bool = False
    is_offered: bool = True

    @property
    def least_responding(self) -> Number | None:
        """How many suppliers must respond before anything is opened; None where the law wants only one."""
        return self.min_suppliers or self.continue_suppliers

    def is_converted(self, case: str, *, is_approved: bool) -> bool:
        """Whether it follows a failed open tender by approval, so that fewer suppliers are enough."""
        return self.converted_suppliers is not None and case == FAILED_TENDER and is_approved

    @property
    def is_scored(self) -> bool:
        """Whether members give points; otherwise the prices alone decide the places."""
        return self.evaluation == "comprehensive_score"

    def numbers(self) -> dict[str, Number]:
        """Every declared number by what it is for."""
        return {name: value for name, value in vars(self).items() if isinstance(value, Number)}

    def clauses(self) -> tuple[Clause, ...]:
        """Every declared sentence."""
        values = vars(self).values()
        single = [value for value in values if isinstance(value, Clause)]
        several = [clause for value in values if isinstance(value, tuple) for clause in value]
        return (*single, *(clause for clause in several if isinstance(clause, Clause)))

    def fits(self, category: str) -> bool:
        """Whether the method may be used for goods, services or works at all."""
        return category in self.categories

    def case(self, code: str) -> Clause | None:
        """The case of this code."""
        return clause_of(self.cases, code)


def clause_of(clauses: tuple[Clause, ...], code: str) -> Clause | None:
    """The sentence of a code, where one is named; None otherwise."""
    return next((clause for clause in clauses if code and clause.code == code), None)
