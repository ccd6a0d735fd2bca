"""The verbs of review, in the order of the procedure."""

from procurement.review.workflow.consultation import (
    confirm_change,
    consult,
    draw_order,
    finish_consultation,
    leave,
    propose_change,
)
from procurement.review.workflow.examination import (
    CandidateFacts,
    Finding,
    examine,
    qualify,
    receive_candidates,
)
from procurement.review.workflow.low_price import (
    Opinion,
    ask_price,
    doubt_price,
    explain_price,
    judge_price,
)
from procurement.review.workflow.panels import (
    Meeting,
    NamedSeat,
    SessionFacts,
    commit,
    declare,
    form_session,
    name_panel,
    replace_member,
    ties_of,
)
from procurement.review.workflow.reporting import disclose, move, sign, terminate
from procurement.review.workflow.schemes import (
    create_scheme,
    edit_scheme,
    facts_of,
    freeze_scheme,
    price_terms_of,
    raise_shares,
    scheme_refusals,
)
from procurement.review.workflow.scoring import (
    draw_tie,
    receive_final_quotes,
    save_score,
    submit_sheet,
    tied_groups,
)
from procurement.review.workflow.steps import SCHEME_STEPS, STEPS

__all__ = [
    "SCHEME_STEPS",
    "STEPS",
    "CandidateFacts",
    "Finding",
    "Meeting",
    "NamedSeat",
    "Opinion",
    "SessionFacts",
    "ask_price",
    "commit",
    "confirm_change",
    "consult",
    "create_scheme",
    "declare",
    "disclose",
    "doubt_price",
    "draw_order",
    "draw_tie",
    "edit_scheme",
    "examine",
    "explain_price",
    "facts_of",
    "finish_consultation",
    "form_session",
    "freeze_scheme",
    "judge_price",
    "leave",
    "move",
    "name_panel",
    "price_terms_of",
    "propose_change",
    "qualify",
    "raise_shares",
    "receive_candidates",
    "receive_final_quotes",
    "replace_member",
    "save_score",
    "scheme_refusals",
    "sign",
    "submit_sheet",
    "terminate",
    "tied_groups",
    "ties_of",
]
