"""Coming into the hall, moving a window, writing down what happened."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.inbox import workflow as inbox
from orgs.people.choices import ORGANISER_ROLES, SUPPLIER_ROLES
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.workflow import Step
from procurement import methods
from procurement.bidding import queries as bids
from procurement.bidding import workflow as bidding
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.rules import to_the_second
from procurement.notices import issuing
from procurement.notices import queries as notices
from procurement.opening import numbers
from procurement.opening import queries as openings
from procurement.opening import rules as unlocking
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.opening.hall import queries, rules
from procurement.opening.hall.choices import IncidentKind, Part
from procurement.opening.hall.models import Incident, Presence
from procurement.opening.models import OpeningSession

LIVE = (OpeningStatus.WAITING, OpeningStatus.UNLOCKING)
SEEN_EVERY = timedelta(seconds=20)

STEPS = {
    "extend": Step(
        gettext_lazy("延长解锁时间"),
        (OpeningStatus.UNLOCKING,),
        roles=ORGANISER_ROLES,
        basis=rules.MOVING_BASIS,
    ),
    "postpone": Step(
        gettext_lazy("推迟解封"), (OpeningStatus.WAITING,), roles=ORGANISER_ROLES, basis=rules.MOVING_BASIS
    ),
    "note": Step(gettext_lazy("记录情况"), LIVE, roles=ORGANISER_ROLES),
    "report": Step(gettext_lazy("反映问题"), (OpeningStatus.UNLOCKING,), roles=SUPPLIER_ROLES),
}


@transaction.atomic
def come(session: OpeningSession, part: str, *, by: Actor, now: datetime) -> None:
    """Somebody with a part in the session is in the hall; asked again it is only seen again."""
    facts = {"part": part, "arrived_at": now, "seen_at": now}
    found, is_new = Presence.objects.get_or_create(
        session=session, user_id=by.user_id, body_id=by.body_id, defaults=facts
    )
    if not is_new and now - found.seen_at >= SEEN_EVERY:
        found.seen_at = now
        found.save(update_fields=["seen_at"])


@transaction.atomic
def extend(
    session_id: int, *, minutes: int, reason: str, by: Actor, clock: Clock = database_clock
) -> OpeningSession:
    """The host gives all bidders more time to unlock, for a fault that is not theirs."""
    session = _locked(session_id, "extend", by=by)
    now = clock()
    refuse(rules.extension_refusals(now=now, until=session.unlock_until, reason=reason))
    session.unlock_until += timedelta(minutes=minutes)
    session.save(update_fields=["unlock_until"])
    _write(session, IncidentKind.EXTENDED, reason, by=by, now=now, moved_to=session.unlock_until)
    told = _("解锁时间延长到 %(until)s。")
    if methods.get(session.package.project.method).is_read_out:
        told = _("解锁时间延长到 %(until)s。原因：%(reason)s")
    for supplier_id in session.opened.values_list("submission__supplier_id", flat=True):
        inbox.notify_body(
            supplier_id,
            roles=SUPPLIER_ROLES,
            subject=_("解锁时间已延长：%(title)s") % {"title": session.package.title},
            text=told % {"until": to_the_second(session.unlock_until), "reason": reason},
            url=address(session),
            now=now,
        )
    return session


@transaction.atomic
def postpone(
    session_id: int, *, until: datetime, reason: str, by: Actor, clock: Clock = database_clock
) -> OpeningSession:
    """The release moves because nobody can release now; no bid is lost, and none may still be handed in."""
    session = _locked(session_id, "postpone", by=by)
    now = clock()
    is_response = session.kind == SubmissionKind.RESPONSE
    refuse(
        rules.postponement_refusals(
            now=now,
            until=until,
            reason=reason,
            latest=queries.latest_postponement(session),
            decided=queries.decided_moment(session),
        )
    )
    session.due_at = until
    session.save(update_fields=["due_at"])
    _write(session, IncidentKind.POSTPONED, reason, by=by, now=now, moved_to=until)
    told = {
        "subject": _("开启时间推迟：%(title)s") % {"title": session.package.title},
        "text": _("开启改到 %(until)s。已提交的文件仍然密封，不受影响。原因：%(reason)s")
        % {"until": to_the_second(until), "reason": reason},
        "url": address(session),
        "now": now,
    }
    if is_response:
        issuing.tell_obtainers(session.package.project, **told)
    else:
        for supplier_id in bids.invited(session.package):
            inbox.notify_body(supplier_id, roles=SUPPLIER_ROLES, **told)
    return session


@transaction.atomic
def note(session_id: int, *, text: str, by: Actor, clock: Clock = database_clock) -> Incident:
    """The host writes down what else happened and what was done."""
    session = _locked(session_id, "note", by=by)
    refuse(rules.unwritten_refusals(text))
    return _write(session, IncidentKind.NOTED, text, by=by, now=clock())


@transaction.atomic
def report(session_id: int, *, text: str, by: Actor, clock: Clock = database_clock) -> Incident:
    """A bidder says what does not work while it unlocks; the host is told at once."""
    session = openings.session_for_update(session_id)
    procedure.advance(session, STEPS, "report", by=by)
    if queries.part_of(by, session.package, session.kind) != Part.BIDDER:
        raise NotPermitted(_("只有提交了文件的供应商可以反映问题。"))
    refuse(rules.unwritten_refusals(text))
    now = clock()
    incident = _write(session, IncidentKind.REPORTED, text, by=by, now=now)
    inbox.notify_body(
        notices.organiser_of(session.package.project),
        roles=ORGANISER_ROLES,
        subject=_("开启中有供应商反映问题：%(title)s") % {"title": session.package.title},
        text=text,
        url=address(session),
        now=now,
    )
    return incident


def leave_unopened(session: OpeningSession) -> None:
    """Say of everybody who has not unlocked what happened and what follows."""
    there = queries.bodies_there(session)
    for row in session.opened.filter(status=UnlockStatus.WAITING).select_related("submission"):
        tried = LedgerEntry.objects.about(row).filter(verb="opening.unlock_failed").exists()
        row.status = UnlockStatus.NOT_OPENED
        row.reason = unlocking.unopened(was_there=row.submission.supplier_id in there, has_tried=tried)
        row.save(update_fields=["status", "reason"])


def address(session: OpeningSession) -> str:
    """The page of the hall."""
    return reverse("opening:hall", args=[numbers.of(session.package.number, session.kind)])


def _locked(session_id: int, verb: str, *, by: Actor) -> OpeningSession:
    """The session for a verb of the host."""
    session = openings.session_for_update(session_id)
    procedure.advance(session, STEPS, verb, by=by)
    if not notices.conducts(by, session.package.project):
        raise NotPermitted(_("只有组织本项目的经办人可以办理。"))
    refuse(rules.attendance_refusals(sits_on_panel=queries.sits_on_panel(by, session)))
    return session


def _write(
    session: OpeningSession,
    kind: str,
    text: str,
    *,
    by: Actor,
    now: datetime,
    moved_to: datetime | None = None,
) -> Incident:
    """Keep what happened; in the ledger a bidder's own words stay sealed like its bid."""
    incident = Incident.objects.create(
        session=session,
        kind=kind,
        text=text.strip(),
        moved_to=moved_to,
        by_id=by.user_id,
        body_id=by.body_id,
        at=now,
    )
    is_sealed = kind == IncidentKind.REPORTED
    facts = {"package": session.package.number, "text": incident.text}
    ledger.record(
        session,
        f"opening.{kind}",
        says=str(IncidentKind(kind).label),
        by=by,
        at=now,
        facts=facts | ({"closes_at": moved_to} if moved_to else {}),
        seal=bidding.seal_of(session.package, session.kind) if is_sealed else "",
    )
    return incident
