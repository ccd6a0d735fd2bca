"""What a finance department must do next about proposals for legal numbers; the law sets no term."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.todos import Todo
from procurement.routing.proposals import queries, rules, workflow
from procurement.routing.proposals.choices import ProposalStatus
from procurement.routing.proposals.models import ParameterProposal

SHOWN = 20


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Proposals of the own budget level that wait: for the reader, or for a colleague."""
    if of is not None or not actor.has_role(*workflow.FINANCE):
        return []
    region = queries.division_of(actor)
    found = queries.visible_to(actor).filter(status=ProposalStatus.PROPOSED, region_code=region)
    return [todo_for(proposal, actor) for proposal in found.order_by("pk")[:SHOWN]]


def todo_for(proposal: ParameterProposal, actor: Actor) -> Todo:
    """One proposal to decide, or one that a colleague has to decide."""
    if proposal.proposed_by_id == actor.user_id:
        return Todo(
            title=_("法定数值待批准"),
            subject=str(proposal),
            why=_("您已提出，须由另一个人批准"),
            url=proposal.get_absolute_url(),
            button=_("查看提议"),
            basis=rules.TWO_PEOPLE,
            waiting_for=_("本级财政部门的另一位工作人员"),
        )
    return Todo(
        title=_("批准法定数值"),
        subject=str(proposal),
        why=_("同事已提出，需要您核对后批准"),
        url=reverse("proposals:proposal_decide", args=[proposal.pk]),
        button=_("核对提议"),
        basis=rules.TWO_PEOPLE,
    )
