"""Rows of the budget's pages."""

from tests.access.readers import INSIDERS
from tests.access.table import budget_import, line, movement_with_paper, page

ROWS_OF_BUDGET = [
    page("budget:line_list", INSIDERS | {"stranger"}),
    page("budget:line_detail", INSIDERS, line),
    page("budget:line_enter", {"finance"}),
    page("budget:line_adjust", {"finance"}, line),
    page("budget:line_confirm", {"finance"}, line),
    page("budget:movement_document", INSIDERS, movement_with_paper),
    page("budget:line_standard", INSIDERS | {"stranger"}, lambda walk: {"kind": "csv"}),
    page("budget:import_list", {"finance"}),
    page("budget:import_begin", {"finance"}),
    *(
        page(f"budget:import_{name}", {"finance"}, budget_import)
        for name in ("detail", "apply", "discard", "undo")
    ),
]
