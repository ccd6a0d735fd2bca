"""The opening: the key released by two officers, each bidder unlocks, the candidates go to review.

Nothing of a bid is shown to other bidders; no price is read out.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.inbox import workflow as inbox
from orgs.people.choices import ORGANISER_ROLES, SUPPLIER_ROLES, Duty
from portal.kernel import keys
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock, local_date
from portal.kernel.errors import NotPermitted, Refused, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step
from procurement.bidding import envelope
from procurement.bidding import queries as bidding
from procurement.bidding import workflow as bidding_workflow
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.envelope import EnvelopeError
from procurement.bidding.files import rules as attached
from procurement.bidding.models import Submission
from procurement.bidding.parts import queries as parts
from procurement.notices import issuing
from procurement.notices import queries as notices
from procurement.opening import queries, reading, rules
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.opening.custody import holding
from procurement.opening.hall import queries as hall
from procurement.opening.hall import rules as hall_rules
from procurement.opening.hall import workflow as hall_workflow
from procurement.opening.models import KeyRelease, OpenedSubmission, OpeningSession
from procurement.opening.outage import queries as outages
from procurement.opening.outage import rules as outage_rules
from procurement.opening.paper import queries as papers
from procurement.opening.paper import rules as paper_rules
from procurement.opening.record import workflow as recording
from procurement.opening.roster import queries as roster
from procurement.opening.rules import Officer
from procurement.projects import duties
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package
from procurement.projects.plans import queries as plans
from procurement.projects.suspension import queries as suspensions
from procurement.projects.suspension.choices import Act
from procurement.review import rules as review_rules
from procurement.review import workflow as review
from procurement.review.models import ReviewSession
from procurement.review.workflow import steps as review_steps
from procurement.routing import queries as routing
from procurement.routing.figures import Parameter

UNLOCK_MINUTES = "opening_unlock_minutes"

fields_of, payload_of, decoded = reading.fields_of, reading.payload_of, reading.decoded

STEPS = {
    "release": Step(
        gettext_lazy("解封"),
        (OpeningStatus.WAITING,),
        roles=queries.NAMED_ROLES,
        duty=Duty.OPENING_RELEASE,
        basis=rules.RELEASE_BASIS,
    ),
    "unlock": Step(gettext_lazy("解锁"), (OpeningStatus.UNLOCKING,), roles=SUPPLIER_ROLES),
    "conclude": Step(
        gettext_lazy("结束开启"),
        (OpeningStatus.UNLOCKING,),
        OpeningStatus.CONCLUDED,
        (*ORGANISER_ROLES, "system"),
    ),
}


@transaction.atomic
def open_session(
    package_id: int, *, kind: str, by: Actor, clock: Clock = database_clock
) -> OpeningSession | None:
    """Close what is due and prepare its opening; None while it is not due. Doing it twice is doing it once.

    Fewer responses than the method needs end the package with a termination notice; nothing is opened then.
    While an outage before the deadline waits for its decision, nobody judges how many there are.
    """
    package = projects.package_for_update(package_id)
    session = queries.session_of(package.pk, kind)
    if session:
        return session
    due_at = _close(package, kind, by=by, clock=clock)
    if due_at is None:
        return None
    now = clock()
    package.refresh_from_db(fields=["status"])
    moment = {"due_at": due_at}
    session, _new = OpeningSession.objects.update_or_create(package=package, kind=kind, defaults=moment)
    ledger.record(
        session,
        "opening.open_session",
        says=_("开启准备"),
        by=by,
        at=now,
        facts={"package": package.number, "kind": kind, "due_at": due_at},
    )
    if kind == SubmissionKind.RESPONSE:
        end_if_too_few_came(session, by=by, now=now)
    elif not bidding.current(package.pk, kind).exists():
        _hand_over_quotes(session, by=by, now=now)
    return session


def end_if_too_few_came(session: OpeningSession, *, by: Actor, now: datetime) -> None:
    """End a locked opening that waits with too few responses; not while an outage is undecided."""
    if session.status == OpeningStatus.WAITING and not outages.is_undecided(session.package.project_id):
        received = bidding.current(session.package_id, session.kind).count()
        _end_if_too_few(session, received, by=by, now=now)


@transaction.atomic
def release(session_id: int, *, by: Actor, clock: Clock = database_clock) -> OpeningSession:
    """One officer releases the opening key; with the second one the outer locks come off.

    Raises Refused before the time, for the same person twice, and when both handle the purchase.
    """
    session = queries.session_for_update(session_id)
    package = session.package
    procedure.advance(session, STEPS, "release", by=by)
    sees = queries.for_officers(by).filter(pk=session.pk).exists()
    if not (sees and roster.may_release(by, package.pk)):
        raise NotPermitted(_("您不在本项目的解封人员名单上。"))
    now = clock()
    officer = Officer(by.user_id, by.roles & frozenset(queries.NAMED_ROLES))
    before = queries.officers_of(session)
    refuse(suspensions.refusals(package.pk, Act.OPEN, on=local_date(now)))
    refuse(rules.release_refusals(now=now, due_at=session.due_at, officer=officer, before=before))
    refuse(hall_rules.attendance_refusals(sits_on_panel=hall.sits_on_panel(by, session)))
    if session.kind == SubmissionKind.RESPONSE:
        is_undecided = outages.is_undecided(package.project_id)
        refuse(outage_rules.undecided_refusals(is_undecided=is_undecided))
    refuse(holding.releasing_refusals(session, by=by))
    duties.take(package.project_id, Duty.OPENING_RELEASE, by=by, at=now)
    KeyRelease.objects.create(
        session=session, officer_id=by.user_id, body_id=by.body_id, roles=sorted(officer.roles), at=now
    )
    ledger.record(
        session, "opening.release", says=_("解封"), by=by, at=now, facts={"package": package.number}
    )
    if len(before) + 1 >= rules.OFFICERS_NEEDED:
        _remove_outer_locks(session, by=by, now=now)
    return session


def unlock(opened_id: int, *, encoded: str, by: Actor, clock: Clock = database_clock) -> OpenedSubmission:
    """A supplier's browser hands in what it unlocked (base64url); kept only if it is what the receipt fixed.

    A mismatch is refused and the attempt stays on record.
    """
    plaintext = decoded(encoded)
    with transaction.atomic():
        opened, now = _unlocking(opened_id, by=by, clock=clock)
        matches = take(opened, plaintext, by=by, now=now)
    if not matches:
        raise Refused(rules.mismatch())
    return opened


def take(opened: OpenedSubmission, plaintext: bytes, *, by: Actor, now: datetime) -> bool:
    """Compare what a browser unlocked with the receipt, on record either way; keep it if it is that."""
    matches = envelope.plaintext_digest(plaintext) == opened.submission.plaintext_sha256
    verb, says = ("unlock", _("解锁")) if matches else ("unlock_failed", _("解锁不一致"))
    ledger.record(
        opened,
        f"opening.{verb}",
        says=says,
        by=by,
        at=now,
        facts={"receipt": opened.submission.receipt_number},
        seal=bidding_workflow.seal_of(opened.session.package, opened.session.kind),
    )
    if matches:
        _keep(opened, plaintext, now=now)
    return matches


@transaction.atomic
def conclude(session_id: int, *, by: Actor, clock: Clock = database_clock) -> OpeningSession:
    """End the session when all have unlocked or the time is over, and hand the candidates to review."""
    session = queries.session_for_update(session_id)
    now = clock()
    waiting = session.opened.filter(status=UnlockStatus.WAITING)
    if session.status == OpeningStatus.UNLOCKING and waiting.exists():
        refuse(holding.refusals(session, now=now))
    if session.status == OpeningStatus.UNLOCKING:
        refuse(
            paper_rules.waiting_refusals(papers.waiting_in(session))
            + paper_rules.stray_refusals(papers.stray_in(session))
        )
    procedure.advance(session, STEPS, "conclude", by=by)
    if by.user_id and not notices.conducts(by, session.package.project):
        raise NotPermitted(_("只有组织本项目的经办人可以结束开启。"))
    refuse(hall_rules.attendance_refusals(sits_on_panel=hall.sits_on_panel(by, session)))
    by_custodian = waiting.filter(custody_release__isnull=False)
    by_custodian.update(status=UnlockStatus.NOT_OPENED, reason=rules.not_opened_by_custodian())
    hall_workflow.leave_unopened(session)
    session.concluded_at = now
    session.save(update_fields=["status", "concluded_at"])
    ledger.record(
        session,
        "opening.conclude",
        says=_("开启完成"),
        by=by,
        at=now,
        facts={"package": session.package.number, "kind": session.kind},
    )
    if session.kind == SubmissionKind.RESPONSE:
        prices = {row.pk: review_rules.offered(fields) for row, fields in reading.opened_rows(session)}
        _hand_over_responses(session, by=by, now=now)
        recording.draw_up(session, prices, by=by, now=now)
    else:
        # Before the review judges the quotes: what it finds of one would tell its price.
        recording.draw_up(session, {}, by=by, now=now)
        _hand_over_quotes(session, by=by, now=now)
    return session


def least_suppliers(package: Package) -> Parameter | None:
    """How many suppliers the method needs to go on after the deadline; None where it asks only one."""
    project = package.project
    number = plans.least_responding(project)
    if number is None:
        return None
    return routing.parameter(number.parameter, on=project.decided_on, region_code=notices.law_region(project))


def unlock_minutes(package: Package) -> Parameter:
    """How long suppliers have for unlocking after the release."""
    project = package.project
    return routing.parameter(UNLOCK_MINUTES, on=project.decided_on, region_code=notices.law_region(project))


def _close(package: Package, kind: str, *, by: Actor, clock: Clock) -> datetime | None:
    """Close what is due; from when on it may be opened, or None while it is not due."""
    if kind == SubmissionKind.RESPONSE:
        closed = bidding_workflow.close(package.pk, by=by, clock=clock)
        if closed.status != PackageStatus.CLOSED:
            return None
        return outages.postponed_until(closed.project_id, least=closed.response_deadline)
    if bidding.window_of(package.pk) is None:
        return None
    window = bidding_workflow.close_quote_window(package.pk, by=by, clock=clock)
    return window.closes_at if window.is_closed else None


def _end_if_too_few(session: OpeningSession, count: int, *, by: Actor, now: datetime) -> bool:
    least = least_suppliers(session.package)
    refusals = rules.too_few_refusals(
        received=count, least=int(least) if least else 1, basis=least.basis if least else ""
    )
    if not refusals:
        return False
    session.status, session.concluded_at = OpeningStatus.FAILED, now
    session.save(update_fields=["status", "concluded_at"])
    cause = rules.cause_of_too_few(is_released=session.released_at is not None)
    reason, facts = str(refusals[0].because), {"basis": str(refusals[0].basis), "cause": cause}
    issuing.terminate(session.package, reason=reason, **facts, by=by, now=now)
    if session.package.review_id:
        found = ReviewSession.objects.select_for_update(of=("self",)).get(pk=session.package.review_id)
        review_steps.end(found, because=reason, **facts, by=by, now=now)
    return True


def _remove_outer_locks(session: OpeningSession, *, by: Actor, now: datetime) -> None:
    key = bidding.opening_key(session.package_id, session.kind)
    private = keys.unwrap(key.wrapped_private)
    for submission in bidding.current(session.package_id, session.kind):
        _remove_outer_lock(session, submission, private, now=now)
    session.status = OpeningStatus.UNLOCKING
    session.released_at = now
    session.unlock_until = now + timedelta(minutes=int(unlock_minutes(session.package)))
    session.save(update_fields=["status", "released_at", "unlock_until"])
    ledger.record(
        session,
        "opening.remove_outer_locks",
        says=_("外层锁已解开"),
        by=by,
        at=now,
        facts={"package": session.package.number, "kind": session.kind, "unlock_until": session.unlock_until},
    )


def _remove_outer_lock(
    session: OpeningSession, submission: Submission, private: dict, *, now: datetime
) -> None:
    try:
        inner = envelope.open_outer(submission.envelope, private)
        envelope.check_inner(inner)
    except EnvelopeError as error:
        OpenedSubmission.objects.create(
            session=session,
            submission=submission,
            inner="",
            status=UnlockStatus.NOT_OPENED,
            reason=error.sentence,
        )
        return
    OpenedSubmission.objects.create(session=session, submission=submission, inner=inner)
    inbox.notify_body(
        submission.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=_("请解锁：%(title)s") % {"title": session.package.title},
        text=_("外层锁已经解开，请在规定时间内用开启口令解锁您的文件。"),
        url=reverse("opening:unlock_list"),
        now=now,
    )


def _unlocking(opened_id: int, *, by: Actor, clock: Clock) -> tuple[OpenedSubmission, datetime]:
    """Lock one's own submission in its session and judge role, state and time."""
    found = OpenedSubmission.objects.get(pk=opened_id)
    session = queries.session_for_update(found.session_id)
    opened = queries.opened_for_update(opened_id)
    opened.session = session
    if opened.submission.supplier_id != by.body_id:
        raise NotPermitted(_("这不是贵单位提交的文件。"))
    procedure.advance(session, STEPS, "unlock", by=by)
    now = clock()
    refuse(rules.unlock_refusals(now=now, until=session.unlock_until))
    refuse(rules.already_refusals(is_waiting=opened.status == UnlockStatus.WAITING))
    return opened, now


def _keep(opened: OpenedSubmission, plaintext: bytes, *, now: datetime) -> None:
    """Keep the opened text; one that is not for this package, bidder and kind is kept as not opened."""
    opened.unlocked_at = now
    try:
        payload = reading.parsed(opened, plaintext)
        fixed = bidding_workflow.receipt_of(opened.submission).get("files", [])
        opened.reason = attached.difference(payload.files, fixed)[:300]
    except EnvelopeError as error:
        opened.reason = error.sentence
    opened.status = UnlockStatus.NOT_OPENED if opened.reason else UnlockStatus.OPENED
    opened.plaintext = "" if opened.reason else plaintext.decode("utf-8")
    opened.save(update_fields=["plaintext", "status", "reason", "unlocked_at"])


def _hand_over_responses(session: OpeningSession, *, by: Actor, now: datetime) -> None:
    opened = reading.opened_rows(session)
    if _end_if_too_few(session, len(opened), by=by, now=now):
        return
    project_workflow.reach(session.package, PackageStatus.OPENED, by=by, at=now)
    if session.package.review_id is None:
        return
    candidates = [
        review.CandidateFacts(
            supplier_id=row.submission.supplier_id,
            reference=row.submission.receipt_number,
            response=fields,
            digest=envelope.plaintext_digest(row.plaintext.encode("utf-8")),
            files=_listed(row),
        )
        for row, fields in opened
    ]
    is_converted = plans.is_converted(session.package.project)
    review.receive_candidates(
        session.package.review_id, candidates, is_converted=is_converted, by=by, now=now
    )


def _listed(opened: OpenedSubmission) -> list[dict]:
    """The files of a bid as the review lists them; the keys stay here."""
    names = {part.code: part.name for part in parts.parts_of(opened.session.kind)}
    return [
        {"id": file.id, "name": file.name, "part": names.get(file.part, file.part), "size": file.size}
        for file in reading.payload_of(opened).files
    ]


def _hand_over_quotes(session: OpeningSession, *, by: Actor, now: datetime) -> None:
    """Hand over every readable price; the review judges the ceiling again."""
    if session.status == OpeningStatus.WAITING:
        session.status, session.concluded_at = OpeningStatus.CONCLUDED, now
        session.save(update_fields=["status", "concluded_at"])
    quotes = {}
    for row, fields in reading.opened_rows(session):
        quote = rules.read_quote(fields, ceiling=session.package.ceiling_amount)
        if quote.fault:
            OpenedSubmission.objects.filter(Q(pk=row.pk)).update(reason=quote.fault)
        if quote.amount is not None:
            quotes[row.submission.supplier_id] = quote.amount
    review.receive_final_quotes(session.package.review_id, quotes, by=by, now=now)
