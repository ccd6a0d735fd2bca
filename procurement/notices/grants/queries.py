"""Reads of notices about grants."""

from datetime import date

from django.db.models import Q, QuerySet

from orgs.people.choices import PURCHASER_ROLES
from portal.kernel.actors import Actor
from procurement.notices.choices import GRANT_FORMS, NoticeStatus, NoticeType
from procurement.notices.grants import rules
from procurement.notices.models import Notice
from procurement.routing import queries as routing
from procurement.routing.figures import Parameter

OURS = Q(type__in=GRANT_FORMS) | Q(type=NoticeType.CORRECTION, corrects__type__in=GRANT_FORMS)


def own(actor: Actor | None) -> QuerySet[Notice]:
    """The notices about grants, and their corrections, of the acting body."""
    if actor is None or not actor.has_role(*PURCHASER_ROLES):
        return Notice.objects.none()
    found = Notice.objects.filter(OURS, issuer_id=actor.body_id)
    return found.select_related("issuer", "corrects", "created_by")


def for_update(notice_id: int) -> Notice:
    """One of them, locked until the transaction ends."""
    found = Notice.objects.select_for_update(of=("self",)).filter(OURS)
    return found.select_related("issuer", "corrects").get(pk=notice_id)


def followed(actor: Actor, kind: str) -> QuerySet[Notice]:
    """What a notice of a form may follow: a publicity its call, a closing its publicity."""
    before = {
        NoticeType.GRANT_PUBLICITY: NoticeType.GRANT_CALL,
        NoticeType.GRANT_CLOSING: NoticeType.GRANT_PUBLICITY,
    }
    found = own(actor).filter(type=before.get(kind), status=NoticeStatus.PUBLISHED)
    return found.order_by("-published_at", "-pk")


def correction_in_work(notice: Notice) -> bool:
    """Whether a correction of the notice is drafted and not out yet."""
    waiting = (NoticeStatus.DRAFT, NoticeStatus.SUBMITTED)
    return notice.corrections.filter(status__in=waiting).exists()


def publicity_days(*, on: date, region_code: str) -> Parameter:
    """How long those who get a grant are made public."""
    return routing.parameter(rules.PUBLICITY, on=on, region_code=region_code)
