"""What the pages of the opening show: state and names after the release, never a price."""

from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from orgs.eligibility import queries as eligibility
from orgs.eligibility.choices import Occasion
from orgs.people.choices import ORGANISER_ROLES
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from procurement import methods
from procurement.bidding.choices import SubmissionKind
from procurement.opening import numbers, queries, rules, workflow
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.opening.custody import holding
from procurement.opening.custody import pages as custody
from procurement.opening.models import OpenedSubmission, OpeningSession
from procurement.opening.paper import pages as papers
from procurement.opening.record import queries as records
from procurement.opening.roster import queries as roster
from procurement.opening.ruling import pages as rulings
from procurement.projects.choices import PackageStatus
from procurement.review import rules as review_rules

TONES = {
    OpeningStatus.WAITING: "soon",
    OpeningStatus.UNLOCKING: "soon",
    OpeningStatus.CONCLUDED: "ok",
    OpeningStatus.FAILED: "stop",
}
# Until the winner is decided a clerk may still add what is missing.
UNDECIDED = (PackageStatus.CLOSED, PackageStatus.OPENED, PackageStatus.REVIEWED)


def room_context(session: OpeningSession, *, actor: Actor, now: datetime) -> dict:
    """One session as its officers see it."""
    releases = list(session.releases.select_related("officer").order_by("pk"))
    opened, second = _opened_of(session), custody.words_of(session)
    ruled, copies = rulings.words_of(session), papers.words_of(session)
    for row in opened:
        row.custody_words, row.ruling_words = second.get(row.pk, ""), ruled.get(row.pk, "")
        row.paper_words = copies.get(row.pk, "")
        row.shown_reason = shown_reason(row, session)
    waiting = sum(row.status == UnlockStatus.WAITING for row in opened)
    is_over = session.unlock_until is not None and now >= session.unlock_until
    has_released = any(release.officer_id == actor.user_id for release in releases)
    method = methods.get(session.package.project.method)
    return {
        "now": now,
        "session": session,
        "hall_number": numbers.of(session.package.number, session.kind),
        "has_record": records.has_record(session),
        "tone": TONES[session.status],
        "package": session.package,
        "project": session.package.project,
        "not_conducted": review_rules.conduct_refusals(method),
        "terms": method.terms,
        "releases": releases,
        "needed": rules.OFFICERS_NEEDED,
        "release_basis": rules.RELEASE_BASIS,
        "opened": opened,
        "read_out": read_out(session),
        "waiting": waiting,
        "has_released": has_released,
        "may_release": now >= session.due_at
        and not has_released
        and procedure.may(session, workflow.STEPS, "release", by=actor)
        and not holding.releasing_refusals(session, by=actor),
        "may_conclude": procedure.may(session, workflow.STEPS, "conclude", by=actor)
        and (is_over or not waiting),
        "window": workflow.unlock_minutes(session.package),
        "has_kept_roster": roster.of_package(session.package_id).exists(),
        "may_keep_roster": session.released_at is None and actor.has_role(*ORGANISER_ROLES),
    }


def shown_reason(row: OpenedSubmission, session: OpeningSession) -> str:
    """Why a bid stayed shut; what is wrong with a quote that opened would tell its price."""
    is_quote = session.kind == SubmissionKind.FINAL_QUOTE
    return "" if is_quote and row.status == UnlockStatus.OPENED else row.reason


def _opened_of(session: OpeningSession) -> list[OpenedSubmission]:
    if session.status in (OpeningStatus.WAITING, OpeningStatus.FAILED) and session.released_at is None:
        return []
    rows = session.opened.select_related("submission__supplier").defer("plaintext", "inner")
    return list(rows.order_by("submission__supplier__name"))


def read_out(session: OpeningSession) -> list[tuple[str, Decimal | None]]:
    """Bidders with the prices that are read out, once a tender's opening is over (Order 87, art. 41)."""
    method = methods.get(session.package.project.method)
    is_over = session.status == OpeningStatus.CONCLUDED and session.kind == SubmissionKind.RESPONSE
    if not (method.is_read_out and is_over):
        return []
    rows = session.opened.select_related("submission__supplier").order_by("submission__supplier__name")
    return [
        (row.submission.supplier.name, review_rules.offered(workflow.fields_of(row)))
        for row in rows
        if row.plaintext
    ]


def eligibility_context(session: OpeningSession, *, actor: Actor, now: datetime) -> dict:
    """What was known of every bidder at the deadline, and what is known since; only once names are out."""
    snapshots = eligibility.frozen(Occasion.BID_DEADLINE, session.package.number)
    snapshots.sort(key=lambda snapshot: snapshot.body.name)
    return {
        "now": now,
        "package": session.package,
        "project": session.package.project,
        "found": [eligibility.compared(snapshot, at=now) for snapshot in snapshots],
        "may_look_up": actor.has_role(*eligibility.READERS),
        "may_check": actor.has_role(*eligibility.CHECKERS) and session.package.status in UNDECIDED,
        "room": session if queries.for_officers(actor).filter(pk=session.pk).exists() else None,
    }


def unlock_context(opened: OpenedSubmission, *, now: datetime) -> dict:
    """The page on which one supplier unlocks its own submission."""
    session = opened.session
    package = session.package
    is_open = session.status == OpeningStatus.UNLOCKING and now < session.unlock_until
    return {
        "now": now,
        "opened": opened,
        "session": session,
        "package": package,
        "project": package.project,
        "window": workflow.unlock_minutes(package),
        "read_out": read_out(session),
        "has_files": opened.submission.files.exists(),
        "may_unlock": is_open and opened.status == UnlockStatus.WAITING,
        **custody.own_context(opened, now=now),
        "ruling_words": rulings.words_of(session).get(opened.pk, ""),
        **papers.own(opened.submission),
        "unlock": {
            "inner_token": opened.inner,
            "plaintext_sha256": opened.submission.plaintext_sha256,
            "package_name": f"{package.project.title}（包{package.index} {package.title}）",
            "bidder_name": opened.submission.supplier.name,
            "submitted_at": opened.submission.submitted_at,
            "action": reverse("opening:unlock", args=[opened.submission.receipt_number]),
            "law": str(rules.RELEASE_BASIS),
        },
    }
