"""The rows of revisions: a proposal of the purchaser that the finance department has put out for opinions."""

from tests.access.readers import CLERKS, EVERYBODY, INSIDERS
from tests.access.table import comment, edition, page, proposal

HANDLERS = {"handler", "colleague"}
KEEPER = {"finance"}

ROWS_OF_REVISIONS = [
    page("revisions:proposal_list", EVERYBODY),
    page("revisions:proposal_public", EVERYBODY, proposal),
    page("revisions:edition_compare", EVERYBODY),
    page("revisions:edition_comments", EVERYBODY, edition),
    page("revisions:comment_list", INSIDERS | {"stranger"}),
    page("revisions:comment_answer", KEEPER, comment),
    page("revisions:work_list", INSIDERS | {"stranger"}),
    page("revisions:proposal_begin", HANDLERS | {"stranger"}),
    page("revisions:proposal_pick", HANDLERS | {"stranger"}),
    page("revisions:proposal_draft", HANDLERS | {"stranger"}),
    page("revisions:proposal_detail", INSIDERS | {"stranger"}, proposal),
    *(page(f"revisions:proposal_{name}", HANDLERS, proposal) for name in ("edit", "submit")),
    page("revisions:proposal_endorse", {"reviewer", "leader"}, proposal),
    page("revisions:proposal_withdraw", CLERKS, proposal),
    *(
        page(f"revisions:proposal_{name}", KEEPER, proposal)
        for name in ("send_back", "consult", "accept", "decline", "confirm", "reopen")
    ),
]
