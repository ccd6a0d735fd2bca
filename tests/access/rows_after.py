"""The rows from the notice to the acceptance."""

from tests.access.readers import BIDDERS, CLERKS, EVERYBODY, INSIDERS, SIGNED_IN
from tests.access.table import (
    absent,
    acceptance,
    award,
    bid_file,
    cell,
    contract,
    contract_key,
    contract_number,
    division,
    evaluation,
    kept_search,
    leaf_hash,
    letter,
    link_code,
    notice,
    notice_number,
    number_change,
    package,
    package_id,
    page,
    parameter,
    project_id,
    question,
    receipt,
    receipt_number,
    review,
    scheme,
    session,
    tree_size,
)
from tests.access.table_opening import incident, objection, outage, package_number

LISTS = ("catalogue_item", "division", "parameter", "parameter_change", "notice")
OFFICERS = CLERKS | {"supervisor", "finance"}
WATCHING = {"supervisor", "finance", "auditor"}
READERS = INSIDERS - {"finance"}
HANDLERS = {"handler", "colleague"}
PANEL = {"chair", "second", "colleague"}
SUPPLIERS = BIDDERS | {"outsider"}

NOTICES = [
    page("notices:list", EVERYBODY, at="announced_package"),
    page("notices:form_list", EVERYBODY),
    page("notices:form_detail", EVERYBODY, lambda walk: {"code": "tender"}),
    page("notices:form_word", EVERYBODY, lambda walk: {"code": "grant_call"}),
    page("notices:feed", EVERYBODY, at="announced_package"),
    page("notices:deadlines", EVERYBODY, at="announced_package"),
    page("notices:search_list", SIGNED_IN, at="announced_package"),
    page("notices:search_keep", SIGNED_IN, at="announced_package", query="?q=养老"),
    page("notices:search_open", {"handler"}, kept_search, at="announced_package"),
    page("notices:search_change", {"handler"}, kept_search, at="announced_package"),
    page("notices:search_remove", {"handler"}, kept_search, at="announced_package"),
    page("notices:work_list", INSIDERS | {"stranger", "agency"}),
    page("notices:draft", HANDLERS, project_id),
    page("notices:work_detail", INSIDERS, notice, at="drafted_notice"),
    page("notices:edit", HANDLERS, notice, at="drafted_notice"),
    page("notices:submit", HANDLERS, notice, at="drafted_notice"),
    page("notices:return", {"reviewer", "leader"}, notice, at="submitted_notice"),
    page("notices:publish", {"reviewer", "leader"}, notice, at="submitted_notice"),
    page("notices:correction_edit", set(), notice, at="announced_package"),
    page("notices:discard", set(), notice, at="announced_package"),
    *(page(f"notices:{name}", set(), notice, at="announced_package") for name in ("amend", "amendment_edit")),
    page("notices:panel_keep", set(), notice, at="submitted_notice"),
    page("notices:panel_paper", set(), notice, at="submitted_notice"),
    page("notices:question_list", HANDLERS | {"agency", "stranger"}, at="obtained"),
    page("notices:question_answer", HANDLERS, question, at="obtained"),
    page("notices:ask", SUPPLIERS, notice_number, at="obtained"),
    page("notices:inquire", HANDLERS, notice, at="obtained"),
    page("notices:work_word", INSIDERS, notice, at="drafted_notice"),
    page("notices:export", INSIDERS, notice, at="announced_package"),
    *(page(f"notices:{name}", set(), notice, at="announced_package") for name in ("enter", "take_back")),
    page("notices:correct", HANDLERS, notice, at="announced_package"),
    *(
        page(f"notices:{name}", EVERYBODY, notice_number, at="announced_package")
        for name in ("detail", "pdf", "word", "calendar")
    ),
    page(
        "notices:document",
        INSIDERS - {"supervisor", "finance", "auditor"} | BIDDERS,
        notice_number,
        at="obtained",
    ),
    page("notices:obtain", SUPPLIERS, notice_number, at="obtained"),
]
BIDDING = [
    page("custody:key_list", {"custodian"}, at="obtained"),
    page("custody:register", {"custodian"}, at="obtained"),
    page("bidding:response_list", SUPPLIERS, at="obtained"),
    page("bidding:receipt_list", SUPPLIERS, at="obtained"),
    page("bidding:seal", BIDDERS, package_id("response"), at="obtained"),
    page("bidding:file_begin", BIDDERS, package_id("response"), at="obtained"),
    page("bidding:file", {"supplier", "signatory"}, bid_file, at="submitted"),
    page(
        "bidding:file_chunk",
        {"supplier", "signatory"},
        lambda walk: bid_file(walk) | {"index": 0},
        at="submitted",
    ),
    page("bidding:window_open", HANDLERS, package_id(), at="consulted"),
    page("bidding:receipt", {"supplier", "signatory"}, receipt, at="submitted"),
    page("bidding:receipt_download", {"supplier", "signatory"}, receipt, at="submitted"),
    page("bidding:receipt_print", {"supplier", "signatory"}, receipt, at="submitted"),
    page("bidding:withdraw", {"supplier", "signatory"}, receipt, at="submitted"),
]
OPENING = [
    page("opening:session_list", OFFICERS | {"stranger", "agency"}, at="released"),
    page("opening:start", OFFICERS, package_id("response"), at="released"),
    page("opening:room", OFFICERS, session, at="released"),
    page("opening:roster", OFFICERS, package, at="obtained"),
    page("opening:roster_answer", OFFICERS, package, at="obtained"),
    page("opening:eligibility", OFFICERS | {"auditor"}, package, at="released"),
    page("opening:release", OFFICERS, session, at="released"),
    page("opening:conclude", OFFICERS, session, at="released"),
    page("opening:hall", EVERYBODY, package_number, at="released"),
    page("opening:outage_report", HANDLERS, package_number, at="released"),
    page("opening:outage_decide", {"reviewer", "leader"}, outage, at="released"),
    page("opening:outage_paper", set(), outage, at="released"),
    page("opening:incident", HANDLERS, incident("extend"), at="released"),
    *(
        page(f"opening:{name}", OFFICERS | {"auditor"}, package_number, at="opened_package")
        for name in ("record", "record_print", "record_sign")
    ),
    page("opening:record_answer", set(), package_number, at="opened_package"),
    page("opening:record_reply", HANDLERS, objection, at="opened_package"),
    page("opening:file_list", PANEL | {"supplier", "signatory", "auditor"}, receipt, at="examined"),
    page("opening:file", set(), lambda walk: receipt(walk) | {"file_id": "A" * 22}, at="examined"),
    page("opening:unlock_list", SUPPLIERS, at="released"),
    page("opening:unlock", {"supplier", "signatory"}, receipt, at="released"),
    page("opening:custody_ask", {"supplier", "signatory"}, receipt, at="released"),
    page("opening:custody_list", {"custodian"}, at="released"),
    page("opening:custody_open", set(), receipt, at="released"),
]
REVIEW = [
    page("review:scheme_list", CLERKS | {"stranger", "agency"}),
    page("review:scheme_create", CLERKS | {"stranger", "agency"}),
    page("review:scheme", CLERKS, scheme),
    page("review:scheme_edit", CLERKS, scheme, at="drafted_project"),
    page(
        "review:panel_list",
        SIGNED_IN - WATCHING - {"operator", "evaluator", "registrar", "custodian"},
        at="examined",
    ),
    page("review:room", PANEL, review, at="examined"),
    page("review:commit", PANEL, review, at="examined"),
    page("review:declare", PANEL, review, at="examined"),
    page("review:examine", PANEL, review, at="examined"),
    page("review:consultation", PANEL, review, at="examined"),
    page("review:draw_order", PANEL, review, at="examined"),
    page("review:consult", PANEL, cell("candidate_pk"), at="examined"),
    page("review:propose_change", PANEL, review, at="examined"),
    page("review:confirm_change", set(), absent("change_pk"), at="examined"),
    page("review:finish_consultation", PANEL, review, at="examined"),
    page("review:quotes", PANEL, review, at="quoted"),
    page("review:sheet", PANEL, review, at="quoted"),
    page("review:score", PANEL, cell("candidate_pk", "criterion_pk"), at="quoted"),
    page("review:submit_sheet", PANEL, review, at="quoted"),
    page("review:draw_tie", PANEL, review, at="quoted"),
    page("review:ranking", PANEL, review, at="quoted"),
    page("review:summary", PANEL, review, at="scored"),
    page("review:report", PANEL | CLERKS | {"auditor", "supervisor"}, review, at="reported"),
    page("review:organise", HANDLERS, review, at="examined"),
    page("review:qualify", HANDLERS, review, at="examined"),
    page("review:name_panel", HANDLERS, review, at="opened_package"),
    page("review:replace_member", set(), absent("member_pk"), at="examined"),
    page("review:terminate", HANDLERS, review, at="examined"),
    page("review:supplier", BIDDERS, review, at="examined"),
    page("review:leave", BIDDERS, review, at="examined"),
]
AWARD = [
    page("award:award_list", READERS | SUPPLIERS | {"stranger", "agency"}, at="awarded"),
    page("award:package", READERS, package, at="reported"),
    page("award:package_letter", BIDDERS, package, at="awarded"),
    page("award:award", READERS, award, at="reported"),
    page("award:prepare", HANDLERS | {"reviewer"}, award, at="reported"),
    page("award:approve", {"reviewer", "leader"}, award, at="reported"),
    page("award:return", {"reviewer", "leader"}, award, at="reported"),
    page("award:publish", HANDLERS, award, at="decided"),
    page("award:letter", {"supplier", "signatory"}, letter, at="awarded"),
    page("award:letter_file", {"supplier", "signatory"}, letter, at="awarded"),
]
CONTRACTS = [
    page("contracts:contract_list", INSIDERS | SUPPLIERS | {"stranger", "agency"}, at="awarded"),
    page("contracts:contract_draft", HANDLERS, lambda walk: {"award_pk": walk.award.pk}, at="awarded"),
    page("contracts:detail", INSIDERS | {"supplier", "signatory"}, contract, at="offered"),
    page("contracts:contract_pdf", INSIDERS | {"supplier", "signatory"}, contract, at="offered"),
    page("contracts:contract_eligibility", INSIDERS | {"supplier", "signatory"}, contract, at="offered"),
    page("contracts:contract_edit", HANDLERS, contract, at="drafted_contract"),
    page("contracts:contract_offer", HANDLERS, contract, at="drafted_contract"),
    page("contracts:contract_recall", HANDLERS, contract, at="offered"),
    page("contracts:contract_sign", {"signatory", "reviewer", "leader"}, contract, at="offered"),
    page("contracts:contract_publish", CLERKS, contract, at="signed"),
]
DELIVERY = [
    page("delivery:acceptance_list", INSIDERS | SUPPLIERS | {"stranger", "agency"}, at="planned"),
    page(
        "delivery:acceptance_plan",
        CLERKS,
        contract_key,
        at="contracted",
    ),
    page("delivery:detail", INSIDERS, acceptance, at="planned"),
    page("delivery:acceptance_pdf", INSIDERS, acceptance, at="planned"),
    *(
        page(f"delivery:acceptance_{name}", CLERKS, acceptance, at="planned")
        for name in ("judge", "hear", "conclude", "publish", "reopen")
    ),
]
API = [
    *(page(f"api:{name}-list", EVERYBODY) for name in LISTS),
    page("api:catalogue_item-detail", EVERYBODY, lambda walk: {"code": walk.project.catalogue_item.code}),
    page("api:division-detail", EVERYBODY, division),
    page("api:parameter-detail", EVERYBODY, parameter),
    page("api:parameter_change-detail", EVERYBODY, number_change),
    page("api:route_decision", EVERYBODY, query="?amount=799999.99"),
    page("api:deadline", EVERYBODY, query="?start=2026-09-28&number=5&unit=working_days"),
    page("api:calendar_year", EVERYBODY, lambda walk: {"year": 2026}),
    page("api:head-list", EVERYBODY),
    page("api:head-detail", EVERYBODY, tree_size),
    page("api:head-consistency", EVERYBODY, tree_size),
    page("api:inclusion", EVERYBODY, leaf_hash, at="announced_package"),
    page("api:ledger_keys", EVERYBODY),
    page("api:notice-detail", EVERYBODY, notice_number, at="announced_package"),
    page("api:own_package-list", SIGNED_IN, at="obtained"),
    page("api:own_package-detail", BIDDERS, lambda walk: {"number": walk.package.number}, at="obtained"),
    page("api:submission-list", SIGNED_IN, at="submitted"),
    page("api:submission-withdraw", {"supplier", "signatory"}, receipt_number, at="submitted"),
    page("api:file-list", SIGNED_IN, at="submitted"),
    page("api:file-detail", {"supplier", "signatory"}, bid_file, at="submitted"),
    page("api:file-finish", {"supplier", "signatory"}, bid_file, at="submitted"),
    page(
        "api:file-chunk",
        {"supplier", "signatory"},
        lambda walk: bid_file(walk) | {"index": 0},
        at="submitted",
    ),
    page("api:opening-list", SIGNED_IN, at="released"),
    page("api:opening-detail", {"supplier", "signatory"}, receipt_number, at="released"),
    page("api:opening-unlock", {"supplier", "signatory"}, receipt_number, at="released"),
    page("api:submission-detail", {"supplier", "signatory"}, receipt_number, at="submitted"),
]
PERFORMANCE = [
    page(
        "performance:evaluation_list",
        INSIDERS | SUPPLIERS | {"stranger", "agency", "evaluator"},
        at="opened_evaluation",
    ),
    page("performance:evaluation_open", HANDLERS, contract_key, at="accepted"),
    page("performance:detail", INSIDERS, evaluation, at="opened_evaluation"),
    *(
        page(f"performance:evaluation_{name}", CLERKS, evaluation, at="opened_evaluation")
        for name in ("opinion", "compute", "reopen", "poster")
    ),
    page("performance:evaluation_publish", {"reviewer", "leader"}, evaluation, at="computed"),
    page("performance:result", EVERYBODY, contract_number, at="evaluated"),
    page("rate:answer", EVERYBODY, link_code, at="opened_evaluation"),
    page("rate:thanks", EVERYBODY, link_code, at="opened_evaluation"),
]
REPORTS = [
    page("reports:report_list", {"leader", "stranger", "supervisor", "auditor", "operator"}),
    page("reports:report_make", {"operator", "supervisor"}, lambda walk: {"month": "2026-02"}),
    page("reports:report_file", set(), lambda walk: {"month": "2026-02", "kind": "pdf"}),
]
ROWS_AFTER = [
    *REPORTS,
    *NOTICES,
    *BIDDING,
    *OPENING,
    *REVIEW,
    *AWARD,
    *CONTRACTS,
    *DELIVERY,
    *PERFORMANCE,
    *API,
]
