"""The rows, in the order of the procedure."""

from tests.access.readers import CLERKS, EVERYBODY, INSIDERS, SIGNED_IN
from tests.access.rows_accounts import ROWS_OF_ACCOUNTS
from tests.access.rows_after import ROWS_AFTER
from tests.access.rows_agreed import ROWS_OF_AGREED
from tests.access.rows_bonds import ROWS_OF_BONDS
from tests.access.rows_budget import ROWS_OF_BUDGET
from tests.access.rows_challenges import ROWS_OF_CHALLENGES
from tests.access.rows_community import ROWS_OF_COMMUNITIES
from tests.access.rows_complaints import ROWS_OF_COMPLAINTS
from tests.access.rows_demand import ROWS_OF_DEMAND
from tests.access.rows_direct import ROWS_OF_DIRECT
from tests.access.rows_experts import ROWS_OF_EXPERTS
from tests.access.rows_frameworks import ROWS_OF_FRAMEWORKS
from tests.access.rows_law import ROWS_OF_LAW
from tests.access.rows_plans import ROWS_OF_PLANS
from tests.access.rows_prequalified import ROWS_OF_PREQUALIFICATIONS
from tests.access.rows_register import ROWS_OF_REGISTER
from tests.access.rows_revisions import ROWS_OF_REVISIONS
from tests.access.table import (
    annex,
    annex_edition,
    catalogue,
    draft_item,
    draft_of_catalogue,
    edition,
    edition_file,
    entry,
    head,
    item,
    membership,
    message,
    own_edition,
    page,
    paper,
    placed_entry,
    project,
    project_number,
    purchaser_code,
    register_import,
    service,
    two_heads,
)

FRONT = [
    page("site:home", EVERYBODY),
    page("site:data", EVERYBODY),
    page("site:search", EVERYBODY, query="?q=养老"),
    page("site:workbench", SIGNED_IN),
    page("site:result_list", EVERYBODY),
    page("site:verify", EVERYBODY),
    page("site:entry", EVERYBODY, entry, at="announced_package"),
    page("site:entry_download", EVERYBODY, entry, at="announced_package"),
    page("site:inclusion_download", EVERYBODY, placed_entry, at="announced_package"),
    page("site:receipt_check", EVERYBODY),
    page("site:head_list", EVERYBODY),
    page("site:head_download", EVERYBODY, head),
    page("site:consistency_download", EVERYBODY, two_heads),
    page("site:keys_download", EVERYBODY),
    page("site:checker_download", EVERYBODY),
    page("site:program_list", EVERYBODY),
    page("site:program_download", EVERYBODY, lambda walk: {"name": "bid_client.py"}),
    page("site:purchase", INSIDERS, project_number),
    page("site:help", EVERYBODY),
    page("site:terms", EVERYBODY),
    page("site:term", EVERYBODY, lambda walk: {"name": "竞争性磋商"}),
    page("site:accessibility", EVERYBODY),
    page("site:privacy", EVERYBODY),
    page("site:contact", EVERYBODY),
    page("site:catalogue_item", EVERYBODY, item),
    page("site:organisation", EVERYBODY, purchaser_code),
    page("site:large_type", EVERYBODY),
    page("site:components", EVERYBODY),
    page("health", EVERYBODY),
    page("organisations:list", EVERYBODY),
    page("regions:division_select", EVERYBODY, query="?q=长沙"),
    page("editions:item_list", EVERYBODY),
    page("policies:paper_list", EVERYBODY),
    page("site:policy", EVERYBODY, paper),
    page("site:article", EVERYBODY, lambda walk: paper(walk) | {"number": 16}),
    page("editions:edition_list", EVERYBODY),
    page("editions:edition_detail", EVERYBODY, edition),
    page("editions:edition_file", EVERYBODY, edition_file),
]
PEOPLE = [
    page("people:membership_list", CLERKS | {"stranger", "supervisor", "operator"}),
    page("people:membership_switch", SIGNED_IN),
    page("people:person_add", {"operator"}),
    page("people:person_lend", {"leader", "stranger", "supervisor"}),
    page("people:agency_mandate", {"leader", "stranger"}),
    page("inbox:message_list", SIGNED_IN),
    page("inbox:message_detail", {"leader"}, message, at="submitted_project"),
    page("people:membership_end", {"operator"}, membership),
]
IMPORTS = [
    page("imports:list", {"operator", "registrar"}),
    page("imports:begin", {"operator", "registrar"}),
    page("imports:template", {"operator", "registrar"}, lambda walk: {"table": "grade"}),
    *(
        page(f"imports:{name}", {"operator", "registrar"}, register_import)
        for name in ("detail", "progress", "apply", "discard", "undo")
    ),
]
CATALOGUE = [
    page("editions:work_list", INSIDERS | {"stranger", "operator"}),
    page("editions:catalogue_open", {"operator"}),
    page("editions:catalogue_keeper", {"operator"}, catalogue),
    page("editions:edition_draft", {"handler", "colleague"}, draft_of_catalogue),
    page("editions:edition_work", CLERKS | {"auditor", "operator"}, own_edition),
    page("editions:edition_submit", {"handler", "colleague"}, own_edition),
    page("editions:edition_approve", {"reviewer", "leader"}, own_edition),
    page("editions:edition_return", CLERKS, own_edition),
    page("editions:edition_abandon", CLERKS, own_edition),
    page("editions:item_add", {"handler", "colleague"}, own_edition),
    page("editions:item_successors", {"handler", "colleague"}, own_edition),
    *(page(f"editions:item_{name}", {"handler", "colleague"}, draft_item) for name in ("change", "remove")),
    page("annexes:begin", {"handler", "colleague"}, annex_edition),
    page("annexes:detail", CLERKS, annex),
    page("annexes:take_over", {"handler", "colleague"}, annex),
    page("annexes:discard", {"handler", "colleague"}, annex),
]
SERVICES = [
    page("services:service_list", EVERYBODY),
    page("services:work_list", INSIDERS | {"stranger"}),
    page("services:service_enter", {"handler", "colleague", "stranger"}),
    page("services:service_detail", INSIDERS, service),
    page("services:service_edit", {"handler", "colleague"}, service),
    page("services:service_confirm", {"finance"}, service),
    page("services:service_move", {"finance"}, service),
    page("services:service_finish", {"handler", "colleague"}, service),
]
PREPARATION = [
    page("projects:project_list", INSIDERS | {"stranger", "agency"}),
    page("projects:project_draft", {"handler", "colleague", "stranger"}),
    page("projects:item_search", {"handler", "colleague", "stranger"}, query="?words=养老"),
    page("projects:detail", INSIDERS, project),
    *(
        page(f"projects:project_{name}", {"handler", "colleague"}, project, at="drafted_project")
        for name in ("edit", "facts", "packages", "funds", "method", "schemes", "submit")
    ),
    page("projects:project_decide", {"reviewer", "leader"}, project, at="submitted_project"),
    page("routing:parameter_list", EVERYBODY),
    page("routing:number", EVERYBODY, lambda walk: {"code": "dispersed_threshold"}),
    page("routing:decision", EVERYBODY),
    page("routing:method_list", EVERYBODY),
    page("routing:method", EVERYBODY, lambda walk: {"code": "open_tender"}),
    page("routing:calendar", EVERYBODY),
    page("routing:deadline", EVERYBODY),
    page("review:price_scores", EVERYBODY),
]
ROWS = [
    *FRONT,
    *PEOPLE,
    *IMPORTS,
    *CATALOGUE,
    *SERVICES,
    *ROWS_OF_REVISIONS,
    *ROWS_OF_REGISTER,
    *ROWS_OF_ACCOUNTS,
    *ROWS_OF_COMMUNITIES,
    *ROWS_OF_BUDGET,
    *PREPARATION,
    *ROWS_OF_LAW,
    *ROWS_OF_PLANS,
    *ROWS_OF_DEMAND,
    *ROWS_OF_DIRECT,
    *ROWS_OF_EXPERTS,
    *ROWS_OF_AGREED,
    *ROWS_OF_FRAMEWORKS,
    *ROWS_OF_BONDS,
    *ROWS_OF_CHALLENGES,
    *ROWS_OF_COMPLAINTS,
    *ROWS_OF_PREQUALIFICATIONS,
    *ROWS_AFTER,
]
