"""The request to the library, the consent to select without it, and members who did not come."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import refuse
from portal.kernel.uploads import Upload
from procurement.review import queries as reviews
from procurement.review.choices import MemberStatus
from procurement.review.library import rules
from procurement.review.library.models import LibraryRequest, SelfSelection
from procurement.review.library.rules import RequestFacts, SelectionFacts
from procurement.review.models import PanelMember, ReviewSession
from procurement.review.workflow.steps import STEPS, digest, note, tell_organiser


@transaction.atomic
def ask(session_id: int, facts: RequestFacts, *, by: Actor, now: datetime) -> LibraryRequest:
    """Keep what was asked of the library."""
    session = _begin(session_id, "ask_library", by=by)
    refuse(rules.request_refusals(facts, today=local_date(now)))
    made = LibraryRequest.objects.create(session=session, by_id=by.user_id, at=now, **asdict(facts))
    note(session, "ask_library", by=by, at=now, facts={"experts": facts.experts, "asked_on": facts.asked_on})
    return made


@transaction.atomic
def select_self(
    session_id: int, facts: SelectionFacts, *, paper: Upload, by: Actor, now: datetime
) -> SelfSelection:
    """Keep the supervising budget unit's consent; the result notice marks the experts (REG, art. 39)."""
    session = _begin(session_id, "select_self", by=by)
    above = session.purchaser.supervising_body_id
    is_named = session.members.exists()
    refuse(
        rules.selection_refusals(facts, is_named=is_named, has_above=above is not None, today=local_date(now))
    )
    made, _new = SelfSelection.objects.update_or_create(
        session=session,
        defaults={**asdict(facts), "consent_by_id": above, "paper": paper, "by_id": by.user_id, "at": now},
    )
    said = {"reason": facts.reason, "number": facts.consent_number, "sha256": paper.sha256}
    note(session, "select_self", by=by, at=now, facts=said)
    return made


@transaction.atomic
def report_absent(session_id: int, member_id: int, *, reason: str, by: Actor, now: datetime) -> PanelMember:
    """A member did not come, or left before declaring: the seat is to be filled (Order 87, art. 49)."""
    session = _begin(session_id, "report_absent", by=by)
    member = session.members.get(pk=member_id, status=MemberStatus.NAMED)
    member.status, member.recusal_reason = MemberStatus.ABSENT, reason.strip()[:300]
    member.save(update_fields=["status", "recusal_reason"])
    said = {"seat": member.seat, "reason": digest(session, member.recusal_reason)}
    note(session, "report_absent", by=by, at=now, facts=said)
    tell_organiser(session, _("有小组成员没有到场，需要补抽"), now=now)
    return member


def _begin(session_id: int, verb: str, *, by: Actor) -> ReviewSession:
    """Lock a review that the acting body organises."""
    session = reviews.session_for_update(session_id)
    procedure.advance(session, STEPS, verb, by=by)
    reviews.require_organiser(session, by=by)
    return session
