"""Rows of the budget's pages."""

from tests.access.readers import INSIDERS
from tests.access.table import line, page
from tests.access.table_budget import (
    budget_import,
    later_year,
    line_correction,
    line_with_paper,
    movement_with_paper,
    year_end_list,
)

ROWS_OF_BUDGET = [
    page("budget:line_list", INSIDERS | {"stranger"}),
    page("budget:line_summary", INSIDERS | {"stranger"}),
    page("budget:line_detail", INSIDERS, line),
    page("budget:line_enter", {"finance"}),
    page("budget:line_adjust", {"finance"}, line),
    page("budget:line_targets", {"handler", "colleague", "finance"}, line),
    page("budget:line_confirm", {"finance"}, line),
    page("budget:line_mend", {"finance"}, line),
    page("budget:mending_decide", {"finance"}, line_correction),
    page("budget:mending_document", INSIDERS, line_correction),
    page("budget:line_document", INSIDERS, line_with_paper),
    page("budget:movement_document", INSIDERS, movement_with_paper),
    page("budget:line_standard", INSIDERS | {"stranger"}, lambda walk: {"kind": "csv"}),
    page("budget:year_list", INSIDERS | {"stranger"}),
    page("budget:year_detail", INSIDERS, later_year),
    page("budget:year_arrange", {"handler", "colleague"}, later_year),
    page("budget:year_confirm", {"finance"}, later_year),
    page("budget:year_start", {"handler", "colleague"}, later_year),
    page("budget:closing_list", INSIDERS | {"stranger"}),
    page("budget:closing_draw", {"handler", "colleague", "stranger"}),
    page("budget:closing_detail", INSIDERS, year_end_list),
    *(
        page(f"budget:closing_{name}", {"handler", "colleague"}, year_end_list)
        for name in ("choose", "submit", "abandon")
    ),
    *(page(f"budget:closing_{name}", {"finance"}, year_end_list) for name in ("approve", "return")),
    page("budget:import_list", {"finance"}),
    page("budget:import_begin", {"finance"}),
    *(
        page(f"budget:import_{name}", {"finance"}, budget_import)
        for name in ("detail", "apply", "discard", "undo")
    ),
]
