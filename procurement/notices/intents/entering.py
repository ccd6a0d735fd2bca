"""The first publication of an intention on the official site: entered here, the days count from it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.errors import refuse
from procurement.notices import queries
from procurement.notices.choices import NoticeType
from procurement.notices.intents import workflow
from procurement.notices.models import Notice
from procurement.notices.outside import rules
from procurement.notices.outside.rules import Known, Publication
from procurement.projects.intention import queries as intentions
from procurement.projects.intention import workflow as intending
from procurement.projects.intention.models import PurchaseIntention


@transaction.atomic
def enter(intention_id: int, publication: Publication, *, by: Actor, now: datetime) -> Notice:
    """Enter where and when an intention first came out; it is a notice from then on.

    Role, body and state are judged by the intention's own verb.
    """
    intention = intentions.intention_for_update(intention_id)
    refuse(rules.publication_refusals(publication, known_of(intention, publication, now=now)))
    said = {"number": publication.number, "url": publication.url, "at": publication.at}
    intending.come_out(intention_id, **said, by=by, now=now)
    return workflow.tell(intention_id, now=now)


@transaction.atomic
def leave(intention_id: int, publication: Publication, *, by: Actor, now: datetime) -> Notice:
    """Enter where and when the correction first came out; the intention is withdrawn from then on."""
    intention = intentions.intention_for_update(intention_id)
    refuse(rules.publication_refusals(publication, known_of(intention, publication, now=now)))
    intending.leave(intention_id, at=publication.at, by=by, now=now)
    workflow.tell(intention_id, now=now, correction=publication)
    return Notice.objects.get(intention=intention, type=NoticeType.CORRECTION)


def known_of(intention: PurchaseIntention, publication: Publication, *, now: datetime) -> Known:
    """What a publication is held against."""
    since = intention.leaving_at or intention.released_at
    earlier = ((_("复核交付"), since),) if since else ()
    is_taken = Notice.objects.filter(outside_number=publication.number).exists()
    return Known(now, queries.official_sites(), earlier, is_taken)
