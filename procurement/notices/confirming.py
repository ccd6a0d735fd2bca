"""The purchaser confirms the notice and document that its agency prepared; an agency never does."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.errors import Refusal, refuse
from procurement.notices import issuing, queries
from procurement.notices.choices import NoticeStatus
from procurement.notices.models import Notice
from procurement.projects import queries as projects
from procurement.projects.decisions import queries as decisions
from procurement.projects.decisions import rules
from procurement.projects.decisions import workflow as deciding
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.decisions.models import PurchaserConfirmation


@transaction.atomic
def confirm(notice_id: int, *, by: Actor, now: datetime) -> PurchaserConfirmation:
    """Confirm the very text that waits for its publication."""
    project = projects.project_for_update(Notice.objects.get(pk=notice_id).project_id)
    notice = queries.notice_for_update(notice_id)
    deciding.must_be_own(project, by, *deciding.CONFIRMERS)
    refuse(not_waiting(notice))
    return deciding.confirm(project, DecisionStep.DOCUMENT, digest=issuing.digest(notice), by=by, now=now)


def not_waiting(notice: Notice) -> list[Refusal]:
    """Only what was handed in for its review is confirmed."""
    if notice.status == NoticeStatus.SUBMITTED:
        return []
    because = _("公告现在是“%(status)s”，送复核以后才能确认。") % {"status": notice.get_status_display()}
    return [Refusal(because, rules.CONFIRM_BASIS, _("请返回并刷新页面。"), "not_waiting")]


def publication_refusals(notice: Notice, *, by: Actor) -> list[Refusal]:
    """An agency publishes what the purchaser has confirmed, and nothing else."""
    return rules.publication_refusals(
        by_purchaser=by.body_id in (notice.project.purchaser_id, notice.buyer_id),
        confirmed=decisions.confirmed_digest(notice.project, DecisionStep.DOCUMENT),
        digest=issuing.digest(notice),
    )


def may_confirm(notice: Notice, *, by: Actor) -> bool:
    """Whether this reader may confirm for the purchaser, and has not yet."""
    is_own = by.body_id == notice.project.purchaser_id and by.has_role(*deciding.CONFIRMERS)
    if not is_own or not notice.project.agency_mandate_id or not_waiting(notice):
        return False
    confirmed = decisions.confirmed_digest(notice.project, DecisionStep.DOCUMENT)
    return confirmed != issuing.digest(notice)
