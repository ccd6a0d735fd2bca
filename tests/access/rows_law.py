"""The rows of the law's numbers and of proposals to change them."""

from orgs.people.choices import Role
from portal.kernel import uploads
from procurement.routing.models import RuleParameter
from procurement.routing.proposals.models import ParameterProposal
from tests.access.table import page
from tests.factories import people
from tests.factories.law import proposed
from tests.spine import Purchase

OVERSEERS = {"supervisor", "finance", "auditor", "operator"}


def law_row(walk: Purchase) -> dict:
    return {
        "row": RuleParameter.objects.get(code="open_tender_figure", category="services", effective_to=None).pk
    }


def number_proposal(walk: Purchase) -> dict:
    """A city's threshold with its paper that waits for the second person of its finance department."""
    found, now = ParameterProposal.objects.filter(paper__isnull=False).first(), walk.clock.now()
    if found is None:
        by = people.actor(Role.FINANCE)
        scan = uploads.store(people.letter("标准.pdf"), owner_id=by.user_id, now=now)
        found = proposed(by=by, now=now, paper=scan)
    return {"pk": found.pk}


ROWS_OF_LAW = [
    page("proposals:proposal_list", OVERSEERS),
    page("proposals:proposal_set", {"finance"}, lambda walk: {"code": "dispersed_threshold"}),
    page("proposals:proposal_correct", {"finance"}, law_row),
    page("proposals:proposal_end", {"finance"}, law_row),
    page("proposals:proposal_detail", OVERSEERS, number_proposal),
    page("proposals:proposal_paper", OVERSEERS, number_proposal),
    page("proposals:proposal_decide", {"finance"}, number_proposal),
    page("proposals:proposal_withdraw", {"finance"}, number_proposal),
]
