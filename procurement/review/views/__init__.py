"""Pages of review, in the order of the procedure."""

from procurement.review.views.consultation import (
    confirm_change,
    consult,
    consultation,
    draw_order,
    finish_consultation,
    propose_change,
)
from procurement.review.views.examination import examine
from procurement.review.views.organising import member_replace, organise, panel_name, terminate
from procurement.review.views.qualifying import qualify
from procurement.review.views.reporting import report_file, summary
from procurement.review.views.rooms import room
from procurement.review.views.schemes import scheme_create, scheme_detail, scheme_edit, scheme_list
from procurement.review.views.scoring import draw_tie, quotes, ranking, score_cell, score_sheet, sheet_submit
from procurement.review.views.seats import commit, declare, panel_list
from procurement.review.views.suppliers import leave, supplier

__all__ = [
    "commit",
    "confirm_change",
    "consult",
    "consultation",
    "declare",
    "draw_order",
    "draw_tie",
    "examine",
    "finish_consultation",
    "leave",
    "member_replace",
    "organise",
    "panel_list",
    "panel_name",
    "propose_change",
    "qualify",
    "quotes",
    "ranking",
    "report_file",
    "room",
    "scheme_create",
    "scheme_detail",
    "scheme_edit",
    "scheme_list",
    "score_cell",
    "score_sheet",
    "sheet_submit",
    "summary",
    "supplier",
    "terminate",
]
