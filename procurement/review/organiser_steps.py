"""The steps of a review as its organiser sees them."""

from django.utils.translation import gettext as _

from portal.kernel.pieces import DONE, NEXT, NOW, STOPPED, Step
from procurement.review.choices import ReviewStatus
from procurement.review.models import ReviewSession
from procurement.review.room_steps import ORDER

LAST = ORDER.index(ReviewStatus.REPORTED)


def organiser_steps(session: ReviewSession) -> list[Step]:
    """From the naming of the panel to its report, with whom the review waits for."""
    table = (
        (_("确定小组名单"), ReviewStatus.FORMING, _("组织单位")),
        (_("回避声明"), ReviewStatus.RECUSAL, _("小组成员")),
        (_("资格和符合性审查"), ReviewStatus.EXAMINATION, _("小组成员")),
        (_("磋商"), ReviewStatus.CONSULTATION, _("小组和供应商")),
        (_("最后报价"), ReviewStatus.QUOTING, _("组织单位和供应商")),
        (_("评分"), ReviewStatus.SCORING, _("小组成员")),
        (_("汇总与签署"), ReviewStatus.SIGNING, _("小组成员")),
    )
    if session.status == ReviewStatus.TERMINATED:
        return [Step(_("评审已终止"), STOPPED, note=session.termination_reason)]
    here = ORDER.index(ReviewStatus(session.status))
    return [
        Step(label, _state(ORDER.index(status), here), by=who if ORDER.index(status) == here else "")
        for label, status, who in table
    ]


def _state(own: int, here: int) -> str:
    if here == LAST or own < here:
        return DONE
    return NOW if own == here else NEXT
