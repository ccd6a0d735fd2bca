"""A drafted correction that is not needed after all: kept, marked, in nobody's way."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.notices import queries, workflow
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.models import Notice
from procurement.projects import queries as projects


@transaction.atomic
def discard(notice_id: int, *, reason: str, by: Actor, now: datetime) -> Notice:
    """Give up a drafted correction, with the reason; the next one may be drafted then."""
    projects.project_for_update(Notice.objects.get(pk=notice_id).project_id)
    notice = queries.notice_for_update(notice_id)
    if not queries.brings_out(by, notice):
        raise NotPermitted(_("这份公告不由贵单位发布。"))
    procedure.advance(notice, workflow.STEPS, "discard", by=by)
    refuse(discard_refusals(notice.type))
    _give_up(notice, reason=reason.strip(), by=by, now=now)
    return notice


def drop(notice: Notice, *, reason: str, by: Actor, now: datetime) -> None:
    """Give up a correction that a later stage issued and that did not come out in time.

    The caller holds the project's lock and knows that the notice is not out.
    """
    notice = queries.notice_for_update(notice.pk)
    notice.status = NoticeStatus.DISCARDED
    _give_up(notice, reason=reason, by=by, now=now)


def _give_up(notice: Notice, *, reason: str, by: Actor, now: datetime) -> None:
    notice.body = {**notice.body, "discarded": reason}
    notice.save(update_fields=["status", "body"])
    facts = {"project": notice.project.number, "reason": reason}
    ledger.record(notice, "notices.discard", says=_("作废更正公告"), by=by, at=now, facts=facts)


def discard_refusals(kind: str) -> list[Refusal]:
    """Only a correction is given up; a purchase that is given up ends by its own notice."""
    if kind == NoticeType.CORRECTION:
        return []
    return [
        Refusal(
            because=_("只有更正公告的草稿可以作废。"),
            remedy=_("采购公告的草稿请直接修改；不再采购的，按终止采购办理。"),
            code="not_a_correction",
        )
    ]
