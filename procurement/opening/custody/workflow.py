"""A part is released to its custodian, on the bidder's wish or in its absence, and opened by its browser.

The server never sees a phrase: the custodian posts the opened text, which must be what the receipt fixed.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.inbox import workflow as inbox
from orgs.people.choices import ORGANISER_ROLES, SUPPLIER_ROLES, Role
from portal.kernel import workflow as procedure
from portal.kernel.actors import SYSTEM, Actor
from portal.kernel.clock import Clock, database_clock
from portal.kernel.errors import NotPermitted, Refused, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step
from procurement.bidding import workflow as bidding
from procurement.bidding.custody.rules import BASIS
from procurement.notices import queries as notices
from procurement.opening import queries as openings
from procurement.opening import rules as opening_rules
from procurement.opening import workflow as opening
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.opening.custody import queries, rules
from procurement.opening.custody.models import CustodyRelease
from procurement.opening.hall import queries as hall
from procurement.opening.models import OpenedSubmission, OpeningSession

STEPS = {
    "ask": Step(gettext_lazy("请托管方打开"), (OpeningStatus.UNLOCKING,), roles=SUPPLIER_ROLES, basis=BASIS),
    "open": Step(
        gettext_lazy("托管方打开"), (OpeningStatus.UNLOCKING,), roles=(Role.CUSTODIAN,), basis=BASIS
    ),
}


@transaction.atomic
def ask(opened_id: int, *, by: Actor, clock: Clock = database_clock) -> CustodyRelease:
    """A bidder has its own part released, within the window and after the outer lock is off."""
    opened = _locked(opened_id)
    if opened.submission.supplier_id != by.body_id:
        raise NotPermitted(_("这不是贵单位提交的文件。"))
    procedure.advance(opened.session, STEPS, "ask", by=by)
    now = clock()
    refuse(opening_rules.unlock_refusals(now=now, until=opened.session.unlock_until))
    refuse(opening_rules.already_refusals(is_waiting=opened.status == UnlockStatus.WAITING))
    refuse(
        rules.asking_refusals(
            has_part=queries.part_of(opened) is not None,
            is_released=queries.release_of(opened) is not None,
        )
    )
    return _release(opened, by=by, now=now)


@transaction.atomic
def release_absent(session_id: int, *, by: Actor = SYSTEM, clock: Clock = database_clock) -> int:
    """Near the end of the window: release the parts of all who have not unlocked; gives how many.

    Who is in the hall keeps its part to itself until the window is over.
    """
    session = openings.session_for_update(session_id)
    now = clock()
    minutes = int(queries.minutes(session.package, queries.ABSENT_MINUTES))
    if session.status != OpeningStatus.UNLOCKING:
        return 0
    if not rules.is_absence_due(now=now, until=session.unlock_until, minutes=minutes):
        return 0
    absent = queries.unreleased(session).select_related("submission__supplier")
    if now < session.unlock_until:
        absent = absent.exclude(submission__supplier_id__in=hall.bodies_here(session, at=now))
    absent = list(absent)
    for opened in absent:
        opened.session = session
        _release(opened, by=SYSTEM, now=now)
    return len(absent)


def open_for(opened_id: int, *, encoded: str, by: Actor, clock: Clock = database_clock) -> OpenedSubmission:
    """The custodian hands in what its browser opened; kept only if it is what the receipt fixed."""
    plaintext = opening.decoded(encoded)
    with transaction.atomic():
        opened = _locked(opened_id)
        release = queries.release_of(opened)
        if release is None or not queries.for_custodian(by).filter(pk=release.pk).exists():
            raise NotPermitted(_("这份文件没有交贵单位打开。"))
        procedure.advance(opened.session, STEPS, "open", by=by)
        now = clock()
        refuse(
            rules.opening_refusals(
                now=now,
                until=queries.until_of(release, opened.session),
                has_released_key=queries.has_released_key(by, opened.session),
            )
        )
        refuse(opening_rules.already_refusals(is_waiting=opened.status == UnlockStatus.WAITING))
        matches = opening.take(opened, plaintext, by=by, now=now)
        if matches:
            release.done_at, release.done_by_id = now, by.user_id
            release.save(update_fields=["done_at", "done_by"])
    if not matches:
        raise Refused(opening_rules.mismatch())
    return opened


def _locked(opened_id: int) -> OpenedSubmission:
    """The session first, then the submission: the order in which every verb locks."""
    session = openings.session_for_update(OpenedSubmission.objects.get(pk=opened_id).session_id)
    opened = openings.opened_for_update(opened_id)
    opened.session = session
    return opened


def _release(opened: OpenedSubmission, *, by: Actor, now: datetime) -> CustodyRelease:
    session = opened.session
    minutes = int(queries.minutes(session.package, queries.CUSTODIAN_MINUTES))
    release = CustodyRelease.objects.create(
        opened=opened,
        asked_at=now,
        asked_by_id=by.user_id or None,
        until=max(session.unlock_until, now + timedelta(minutes=minutes)),
    )
    ledger.record(
        opened,
        "custody.ask" if by.user_id else "custody.release_absent",
        says=_("供应商请托管方打开") if by.user_id else _("供应商没有解锁，交托管方打开"),
        by=by,
        at=now,
        facts={"receipt": opened.submission.receipt_number, "closes_at": release.until},
        seal=bidding.seal_of(session.package, session.kind),
    )
    _tell(release, session, now=now)
    return release


def _tell(release: CustodyRelease, session: OpeningSession, *, now: datetime) -> None:
    """The custodian must open; the host must know whom to call when nobody there answers."""
    custodian = queries.part_of(release.opened).key.body
    facts = {"until": bidding.rules.to_the_second(release.until), "body": custodian.name}
    inbox.notify_body(
        custodian.pk,
        roles=(Role.CUSTODIAN,),
        subject=_("请用第二把钥匙打开：%(title)s") % {"title": session.package.title},
        text=_("有供应商的文件交贵单位打开，请在 %(until)s 前办理。") % facts,
        url=reverse("opening:custody_list"),
        now=now,
    )
    inbox.notify_body(
        notices.organiser_of(session.package.project),
        roles=ORGANISER_ROLES,
        subject=_("已请托管方打开：%(title)s") % {"title": session.package.title},
        text=_("已请%(body)s在 %(until)s 前打开一份没有解锁的文件。没有人回应的，请马上联系。") % facts,
        url=reverse("opening:room", args=[session.pk]),
        now=now,
    )
