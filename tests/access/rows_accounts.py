"""The rows of accounts: of an organisation that has no part in the purchase."""

from orgs.accounts.applications.models import AccountApplication
from orgs.accounts.papers.models import Paper
from orgs.people import queries
from orgs.people.models import Membership
from tests.access.readers import BIDDERS, EVERYBODY
from tests.access.table import page
from tests.factories import people
from tests.spine import Purchase


def application(walk: Purchase) -> dict:
    found = AccountApplication.objects.first() or people.application(now=walk.clock.now())
    return {"pk": found.pk}


def colleague(walk: Purchase) -> dict:
    return {"pk": outsider().pk}


def paper(walk: Purchase) -> dict:
    found = Paper.objects.first() or people.paper(queries.actor_for(outsider()), now=walk.clock.now())
    return {"pk": found.pk}


def outsider() -> Membership:
    """The only administrator of the walk."""
    return Membership.objects.get(is_administrator=True)


SUPPLIERS = BIDDERS | {"outsider"}
ROWS_OF_ACCOUNTS = [
    page("members:list", SUPPLIERS),
    page("members:invite", {"outsider"}),
    *(
        page(f"members:{name}", {"outsider"}, colleague)
        for name in ("change", "end", "hand_over", "send_link")
    ),
    page("papers:list", SUPPLIERS),
    page("papers:add", SUPPLIERS),
    page("papers:remove", {"outsider"}, paper),
    page("papers:file", {"outsider"}, paper),
    page("applications:apply", EVERYBODY),
    page("applications:received", EVERYBODY),
    page("applications:list", {"operator", "registrar"}),
    *(
        page(f"applications:{name}", {"operator", "registrar"}, application)
        for name in ("detail", "letter", "call", "approve", "return", "send_link")
    ),
]
