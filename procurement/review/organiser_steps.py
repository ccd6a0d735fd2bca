"""The steps of a review as its organiser sees them."""

from django.utils.translation import gettext as _

from portal.kernel.pieces import DONE, NEXT, NOW, STOPPED, Step
from procurement.review import labels, queries
from procurement.review.choices import ReviewStatus
from procurement.review.models import ReviewSession


def organiser_steps(session: ReviewSession) -> list[Step]:
    """From the naming of the panel to its report, with whom the review waits for."""
    if session.status == ReviewStatus.TERMINATED:
        return [Step(_("评审已终止"), STOPPED, note=session.termination_reason)]
    if session.status == ReviewStatus.MOVED:
        return [Step(_("转到其他平台评审"), STOPPED)]
    path = queries.path_of(session)
    here, last = path.index(ReviewStatus(session.status)), len(path) - 1
    return [
        Step(
            labels.step(session, status), _state(own, here, last), by=waits_for(status) if own == here else ""
        )
        for own, status in enumerate(path[:last])
    ]


def waits_for(status: str) -> str:
    """Who has to act in a state."""
    return {
        ReviewStatus.FORMING: _("组织单位"),
        ReviewStatus.QUALIFYING: _("组织单位"),
        ReviewStatus.CONSULTATION: _("小组和供应商"),
        ReviewStatus.QUOTING: _("组织单位和供应商"),
        ReviewStatus.LOW_PRICE: _("小组和供应商"),
    }.get(status, _("小组成员"))


def _state(own: int, here: int, last: int) -> str:
    if here == last or own < here:
        return DONE
    return NOW if own == here else NEXT
