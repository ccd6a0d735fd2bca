"""The rows of the register and of eligibility."""

from tests.access.table import fact, organisation, page

ROWS_OF_REGISTER = [
    page("registry:list", {"registrar", "auditor", "supervisor"}),
    page("registry:register", {"registrar", "auditor"}, organisation),
    page("registry:fact_enter", {"registrar"}, lambda walk: organisation(walk) | {"kind": "grade"}),
    page("registry:fact_correct", {"registrar"}, fact),
    page("registry:fact_continue", {"registrar"}, fact),
    page("registry:fact_void", {"registrar"}, fact),
]
