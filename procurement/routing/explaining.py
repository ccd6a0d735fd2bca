"""A route decision as data: the words that a project keeps; the answer of page, interface and command."""

from collections.abc import Sequence

from portal.kernel.errors import Refusal
from procurement.routing.figures import START_TO_BE_CONFIRMED, SWITCH, Parameter
from procurement.routing.options import EMALL, SELF_PROCUREMENT, RouteOption
from procurement.routing.rules import Comparison, Route
from procurement.routing.splitting import Other


def explain(route: Route) -> dict:
    """A route decision as it is kept: words and figures, no objects."""
    return {
        "lawful": [option_in_words(option) for option in route.lawful],
        "refused": [option_in_words(option) for option in route.refused],
        "comparisons": [comparison_in_words(row) for row in route.comparisons],
        "what_would_change": str(route.what_would_change),
        "to_be_confirmed": [str(words) for words in route.to_be_confirmed],
        "splitting": str(route.splitting.warning) if route.splitting else "",
        "others": [other_in_words(other) for other in route.others],
    }


def other_in_words(other: Other) -> dict:
    """One other purchase of the same budget project and item, as it stood on that day."""
    return {
        "number": other.number,
        "title": other.title,
        "amount": str(other.amount),
        "status": str(other.status),
    }


def option_in_words(option: RouteOption) -> dict:
    """One lawful or refused route in words."""
    return {
        "method": option.method,
        "name": str(option.name),
        "because": str(option.because),
        "basis": str(option.basis),
        "needs": str(option.needs),
        "is_to_be_confirmed": option.is_to_be_confirmed,
        "is_voluntary": option.is_voluntary,
        "is_on_approval": option.is_on_approval,
    }


def comparison_in_words(row: Comparison) -> dict:
    """One row of 比什么 / 本项目 / 标准 / 所以."""
    return {
        "what": str(row.what),
        "project": str(row.project),
        "standard": str(row.standard),
        "so": str(row.so),
        "basis": str(row.basis),
        "is_to_be_confirmed": row.is_to_be_confirmed,
    }


def answer(route: Route | None, refusals: Sequence[Refusal], *, notes: Sequence[str] = ()) -> dict:
    """All routes, the proposed one first, then the lawful ones; and what stands against each of them.

    `notes` says how the question was understood.
    """
    options = (*route.lawful, *route.refused) if route else ()
    first = route.default.method if route and route.lawful else ""
    rows = [_route(option, route, is_lawful=option in route.lawful) for option in options]
    return {
        "routes": sorted(rows, key=lambda row: (row["code"] != first, not row["lawful"])),
        "refusals": [
            {
                "code": refusal.code,
                "because": str(refusal.because),
                "basis": str(refusal.basis),
                "remedy": str(refusal.remedy),
            }
            for refusal in refusals
        ],
        "notes": [str(note) for note in notes],
    }


def _route(option: RouteOption, route: Route, *, is_lawful: bool) -> dict:
    return {
        "code": option.method,
        "name": str(option.name),
        "lawful": is_lawful,
        "default": is_lawful and option.method == route.default.method,
        "statutory": not option.is_voluntary and option.method not in (EMALL, SELF_PROCUREMENT),
        "reason": str(option.because),
        "on_approval": option.is_on_approval,
        "needs": str(option.needs),
        "article": str(option.basis),
        "compared": _compared(route, option.figure),
        "also_compared": [_compared(route, figure) for figure in option.figures[1:]],
        "would_change": str(option.would_change),
        "to_be_confirmed": option.is_to_be_confirmed,
    }


def _compared(route: Route, figure: Parameter) -> dict:
    """The project's amount beside the legal number that decided, with the row that it stands in."""
    relation = "below" if route.amount < figure.value else "reaches"
    if figure.unit == SWITCH:
        relation = "on" if figure.value else "off"
    return {
        "amount": str(route.amount),
        "figure": f"{figure.value:.2f}",
        "relation": relation,
        "parameter": {
            "code": figure.code,
            "name": figure.name,
            "region_code": figure.region_code,
            "category": figure.category,
            "unit": figure.unit,
            "effective_from": figure.effective_from.isoformat() if figure.effective_from else None,
            "is_start_to_be_confirmed": START_TO_BE_CONFIRMED in figure.legal_basis,
            "legal_basis": figure.legal_basis,
            "confidence": figure.confidence,
            "is_to_be_confirmed": figure.is_to_be_confirmed,
        },
    }
