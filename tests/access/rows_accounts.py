"""The rows of accounts: of an organisation that has no part in the purchase."""

from datetime import date

from orgs.accounts.applications.models import AccountApplication
from orgs.accounts.erasure import workflow as erasing
from orgs.accounts.erasure.models import ErasureRequest
from orgs.accounts.papers.models import Paper
from orgs.people import queries
from orgs.people.choices import Role
from orgs.people.models import Membership
from portal.kernel.calendar import workflow as calendar
from portal.kernel.calendar.models import HolidayLoading
from portal.kernel.calendar.reading import Day
from tests.access.readers import BIDDERS, EVERYBODY, SIGNED_IN
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


def erasure(walk: Purchase) -> dict:
    found = ErasureRequest.objects.first() or erasing.ask(
        outsider().user_id, reason="", held=NothingHeld(), now=walk.clock.now()
    )
    return {"number": found.number}


def holiday_notice(walk: Purchase) -> dict:
    """A notice that one operator has uploaded, so that the same one cannot confirm it."""
    first = Membership.objects.filter(roles__contains=[Role.OPERATOR]).earliest("pk")
    operator = queries.actor_for(first)
    facts = calendar.NoticeFacts(2099, "通知（示例）", (Day(date(2099, 1, 1), False, "元旦"),))
    found = HolidayLoading.objects.first() or calendar.upload(facts, by=operator, now=walk.clock.now())
    return {"number": found.number}


class NothingHeld:
    """A person of whom nothing stands against closing the account."""

    def obstacles(self, user_id: int, *, now) -> list:
        return []


OVERSEERS = frozenset({"operator", "auditor", "finance", "supervisor"})
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
    page("calendar:loading_list", OVERSEERS),
    page("calendar:upload", {"operator"}),
    page("calendar:loading", OVERSEERS, holiday_notice),
    page("calendar:file", OVERSEERS, holiday_notice),
    *(page(f"calendar:{name}", {"operator"}, holiday_notice) for name in ("confirm", "return", "withdraw")),
    page("personal:own", SIGNED_IN),
    page("personal:ask", SIGNED_IN),
    page("personal:export", SIGNED_IN, lambda walk: {"kind": "json"}),
    page("personal:withdraw", {"outsider"}, erasure),
    page("personal:request_list", {"operator"}),
    *(
        page(f"personal:{name}", {"operator"}, erasure)
        for name in ("request", "prepare", "confirm", "return")
    ),
]
