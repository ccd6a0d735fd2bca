"""The rows of accounts: of an organisation that has no part in the purchase."""

from orgs.accounts.applications.models import AccountApplication
from tests.access.readers import EVERYBODY
from tests.access.table import page
from tests.factories import people
from tests.spine import Purchase


def application(walk: Purchase) -> dict:
    found = AccountApplication.objects.first() or people.application(now=walk.clock.now())
    return {"pk": found.pk}


ROWS_OF_ACCOUNTS = [
    page("applications:apply", EVERYBODY),
    page("applications:received", EVERYBODY),
    page("applications:list", {"operator", "registrar"}),
    *(
        page(f"applications:{name}", {"operator", "registrar"}, application)
        for name in ("detail", "letter", "call", "approve", "return", "send_link")
    ),
]
