"""Who had which duty in a purchase: separation is judged and recorded here, for every stage."""

from datetime import datetime

from django.utils.translation import gettext as _

from orgs.people.choices import Duty
from orgs.people.queries import incompatible_pairs
from orgs.people.rules import separation_refusals
from portal.kernel.actors import Actor
from portal.kernel.errors import Refusal, refuse
from procurement.projects.models import Handling

NEVER_LENT = frozenset({Duty.AWARD_PREPARE, Duty.AWARD_APPROVE, Duty.PAYMENT_REQUEST, Duty.PAYMENT_APPROVE})


def take(project_id: int, duty: str, *, by: Actor, at: datetime) -> None:
    """Refuse when this person already had an incompatible duty in the project; else record the duty.

    Raises Refused with the pair's legal basis. The caller holds the project's or package's lock.
    """
    refuse(refusals_for(project_id, duty, by=by))
    Handling.objects.get_or_create(project_id=project_id, user_id=by.user_id, duty=duty, defaults={"at": at})


def refusals_for(project_id: int, duty: str, *, by: Actor) -> list[Refusal]:
    """Why this person may not take a duty in a project; pages say it before anything is typed."""
    done = Handling.objects.filter(project_id=project_id, user_id=by.user_id).values_list("duty", flat=True)
    refusals = separation_refusals(duty=duty, done_before=done, pairs=incompatible_pairs())
    if by.is_lent and duty in NEVER_LENT:
        refusals.append(lent_refusal())
    return refusals


def lent_refusal() -> Refusal:
    """A lent person never decides an award or a payment."""
    return Refusal(
        because=_("借用人员不能办理定标和付款。"),
        basis=_("单位内部控制制度（待确认）"),
        remedy=_("请由本单位的正式人员办理。"),
        code="lent_person",
    )
