"""The rows of the register and of eligibility."""

from tests.access.readers import BIDDERS
from tests.access.table import evidence, fact, organisation, page

CHECKERS = {"handler", "colleague", "stranger", "agency", "registrar"}

ROWS_OF_REGISTER = [
    page("registry:list", {"registrar", "auditor", "supervisor"}),
    page("registry:register", {"registrar", "auditor"}, organisation),
    page("registry:fact_enter", {"registrar"}, lambda walk: organisation(walk) | {"kind": "grade"}),
    page("registry:fields_choose", {"registrar"}, organisation),
    page("registry:fact_correct", {"registrar"}, fact),
    page("registry:fact_continue", {"registrar"}, fact),
    page("registry:fact_void", {"registrar"}, fact),
    page("eligibility:own", BIDDERS | {"outsider"}, at="submitted"),
    page("eligibility:detail", CHECKERS | {"auditor"}, organisation),
    page("eligibility:give", CHECKERS | {"outsider"}, lambda walk: organisation(walk) | {"rule": "capacity"}),
    page("eligibility:download", CHECKERS | {"auditor", "outsider"}, evidence),
]
