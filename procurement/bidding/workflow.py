"""Sealed submissions: submit, replace, withdraw; the window for final quotes; closing.

Nothing here tells anybody but the bidder that a submission exists: no message, no public ledger fact, no job.
"""

import secrets
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from joserfc.jwk import ECKey

from orgs.bodies.models import Body
from orgs.eligibility import queries as eligible
from orgs.eligibility import workflow as freezing
from orgs.eligibility.choices import Occasion
from orgs.inbox import workflow as inbox
from orgs.people.choices import ORGANISER_ROLES, SUPPLIER_ROLES
from portal.kernel import keys
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock
from portal.kernel.errors import NotPermitted, Refusal, Refused, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.ledger.tree import workflow as tree
from portal.kernel.prepared import Insert
from portal.kernel.workflow import Step
from procurement.bidding import envelope, queries, rules
from procurement.bidding.choices import SubmissionKind, SubmissionStatus
from procurement.bidding.custody import rules as custody_rules
from procurement.bidding.custody import workflow as custody
from procurement.bidding.files import workflow as attaching
from procurement.bidding.models import OpeningKey, QuoteWindow, Submission
from procurement.bidding.parts import queries as parts
from procurement.bidding.rules import Sealed
from procurement.notices import queries as notices
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package
from procurement.review.choices import ReviewStatus
from procurement.review.workflow.steps import seal_of as review_seal

RECEIPT_TYPE = "portal-receipt"
RANDOM_DIGITS = 6
INSERT = Insert(Submission)

STEPS = {
    "replace": Step(
        gettext_lazy("替换"), (SubmissionStatus.CURRENT,), SubmissionStatus.REPLACED, SUPPLIER_ROLES
    ),
    "withdraw": Step(
        gettext_lazy("撤回"),
        (SubmissionStatus.CURRENT,),
        SubmissionStatus.WITHDRAWN,
        SUPPLIER_ROLES,
        basis=rules.DEADLINE_BASIS,
    ),
}


def ensure_opening_keys(project_id: int, *, now: datetime) -> list[OpeningKey]:
    """Make the opening keys of every package that lacks them; the private halves are stored wrapped.

    Who keeps the second key is fixed with them. Where none lacks, nothing is locked: bidders do not queue.
    """
    return queries.whole_opening_keys(project_id) or _make_opening_keys(project_id, now=now)


@transaction.atomic
def _make_opening_keys(project_id: int, *, now: datetime) -> list[OpeningKey]:
    made = []
    for package in notices.packages_for_update(project_id):
        held = [queries.opening_key(package.pk, kind) for kind in SubmissionKind.values]
        if not any(held):
            custody.fix(package, now=now)
        for kind, key in zip(SubmissionKind.values, held, strict=True):
            made.append(key or _new_key(package, kind, now=now))
    return made


@transaction.atomic
def submit(
    package_id: int,
    *,
    kind: str,
    sealed: Sealed,
    by: Actor,
    clock: Clock = database_clock,
    second_factor: bool = False,
) -> Submission:
    """Receive a sealed response or quote in place of the one before; the clock is read after the lock.

    The same ciphertext sent twice gives the same receipt. Raises Refused after the deadline, to who may
    not take part, and for an envelope that is not what the format says. `second_factor` is whether the
    session in which it is submitted was proved with one; a program's token never is.
    """
    if not by.has_role(*SUPPLIER_ROLES):
        raise NotPermitted(_("只有供应商的经办人可以提交。"))
    package, has_obtained = queries.package_for_bidder(package_id, by.body_id, kind=kind)
    now = clock()
    opens_at, closes_at = queries.span(package, kind)
    refuse(rules.time_refusals(now=now, opens_at=opens_at, closes_at=closes_at, kind=kind))
    body = queries.bidding_body(package, by=by, at=now)
    refuse(rules.submission_refusals(queries.as_bidder(body, package, kind=kind), kind=kind))
    refuse(eligible.refusals_of(body, at=now))
    if package.opening_kid is None or not has_obtained:
        raise Refused(_no_key())
    refuse(rules.envelope_refusals(sealed, kid=package.opening_kid))
    uploads = attaching.require_whole(package, kind, sealed.files, by=by)
    refuse(custody_rules.part_refusals(sealed.custody, kid=package.keeping_kid or ""))
    before = queries.counting(package.pk, by.body_id, kind)
    is_again = before and before.ciphertext_sha256 == sealed.ciphertext_sha256
    if is_again and custody.is_kept(before, sealed.custody):
        return before
    replaced = []
    if before:
        before.package = package
        replaced.append(_end(before, "replace", by=by, now=now))
    signer = parts.signer(body, by=by, second_factor=second_factor)
    submission = _receive(
        package, kind, sealed, by=by, body=body, now=now, replaces=before, signer=signer, entries=replaced
    )
    custody.keep(submission, sealed.custody, key_id=package.keeping_id)
    attaching.hold(submission, uploads)
    return submission


@transaction.atomic
def withdraw(receipt_number: str, *, by: Actor, clock: Clock = database_clock) -> Submission:
    """Take a submission back before the deadline; it stays as ciphertext and is never opened."""
    found = queries.own(by).get(receipt_number=receipt_number)
    package, _has_obtained = queries.package_for_bidder(found.package_id, by.body_id, kind=found.kind)
    submission = queries.submission_for_update(receipt_number)
    now = clock()
    opens_at, closes_at = queries.span(package, submission.kind)
    refuse(rules.time_refusals(now=now, opens_at=opens_at, closes_at=closes_at, kind=submission.kind))
    ledger.append([_end(submission, "withdraw", by=by, now=now)])
    return submission


@transaction.atomic
def open_quote_window(package_id: int, *, minutes: int, by: Actor, now: datetime) -> QuoteWindow:
    """Open the one window in which all suppliers still in the consultation hand in sealed final quotes."""
    package = projects.package_for_update(package_id)
    if not (by.has_role(*ORGANISER_ROLES) and notices.conducts(by, package.project)):
        raise NotPermitted(_("只有组织本项目的经办人可以开放最后报价。"))
    refuse(
        rules.window_refusals(
            is_quoting=bool(package.review and package.review.status == ReviewStatus.QUOTING),
            has_window=queries.window_of(package.pk) is not None,
            minutes=minutes,
        )
    )
    window = QuoteWindow.objects.create(
        package=package, opens_at=now, closes_at=now + timedelta(minutes=minutes)
    )
    ledger.record(
        package,
        "bidding.open_quote_window",
        says=_("开放最后报价"),
        by=by,
        at=now,
        facts={"opens_at": window.opens_at, "closes_at": window.closes_at},
    )
    for supplier_id in queries.invited(package):
        inbox.notify_body(
            supplier_id,
            roles=SUPPLIER_ROLES,
            subject=_("请提交最后报价：%(title)s") % {"title": package.title},
            text=_("请在 %(closes)s 前，在平台上密封提交最后报价。")
            % {"closes": rules.to_the_second(window.closes_at)},
            url=package_url(package, SubmissionKind.FINAL_QUOTE),
            now=now,
        )
    return window


@transaction.atomic
def close(package_id: int, *, by: Actor, clock: Clock = database_clock) -> Package:
    """Close a package for responses once its deadline has come; nothing happens before it or twice."""
    package = projects.package_for_update(package_id)
    now = clock()
    deadline = package.response_deadline
    if package.status == PackageStatus.ANNOUNCED and deadline is not None and deadline <= now:
        project_workflow.reach(package, PackageStatus.CLOSED, by=by, at=now)
        _freeze_eligibility(package, now=now)
    return package


@transaction.atomic
def close_quote_window(package_id: int, *, by: Actor, clock: Clock = database_clock) -> QuoteWindow:
    """Close the window for final quotes once it is over; nothing happens before it or twice."""
    package = projects.package_for_update(package_id)
    window = QuoteWindow.objects.select_for_update(of=("self",)).get(package=package)
    now = clock()
    if not window.is_closed and window.closes_at <= now:
        window.is_closed = True
        window.save(update_fields=["is_closed"])
        ledger.record(
            package,
            "bidding.close_quote_window",
            says=_("最后报价截止"),
            by=by,
            at=now,
            facts={"closes_at": window.closes_at},
        )
    return window


def seal_of(package: Package, kind: str) -> str:
    """What must be opened before the ledger shows anything but the hash of an entry about a bid."""
    return f"package:{package.number}:{kind}"


def receipt_of(submission: Submission) -> dict:
    """What a receipt says, its signature checked."""
    return keys.verify(submission.receipt, typ=RECEIPT_TYPE)


def package_url(package: Package, kind: str) -> str:
    """The page on which a supplier seals and submits."""
    return reverse("bidding:seal", args=[package.pk, kind])


def _freeze_eligibility(package: Package, *, now: datetime) -> None:
    """Keep what was known of every bidder at the deadline, unseen until the result is public."""
    kind = SubmissionKind.RESPONSE
    seal = review_seal(package.review) if package.review_id else seal_of(package, kind)
    for submission in queries.current(package.pk, kind):
        freezing.freeze(
            submission.supplier_id,
            Occasion.BID_DEADLINE,
            reference=package.number,
            at=package.response_deadline,
            now=now,
            seal=seal,
        )


def _receive(
    package: Package,
    kind: str,
    sealed: Sealed,
    *,
    by: Actor,
    body: Body,
    now: datetime,
    replaces: Submission | None,
    signer: parts.Signer,
    entries: list[LedgerEntry],
) -> Submission:
    """Write ciphertext, ledger entries and receipt together; the receipt names the entry's leaf hash."""
    key, receipt_number = _next(package)
    submission = Submission(
        pk=key,
        package=package,
        supplier_id=by.body_id,
        kind=kind,
        envelope=sealed.envelope,
        ciphertext_sha256=sealed.ciphertext_sha256,
        plaintext_sha256=sealed.plaintext_sha256,
        receipt_number=receipt_number,
        submitted_at=now,
        submitted_by_id=by.user_id,
    )
    facts = {
        "receipt": submission.receipt_number,
        "kind": kind,
        "package": package.number,
        "ciphertext_sha256": sealed.ciphertext_sha256,
        "plaintext_sha256": sealed.plaintext_sha256,
        "files": [asdict(file) for file in sealed.files],
        "custody_sha256": envelope.ciphertext_digest(sealed.custody) if sealed.custody else "",
        **signer.as_facts(),
        "replaces": replaces.receipt_number if replaces else "",
    }
    entry = ledger.draft(
        submission,
        "bidding.submit",
        says=_("密封提交"),
        by=by,
        at=now,
        facts=facts,
        seal=seal_of(package, kind),
    )
    ledger.append([*entries, entry])
    submission.receipt = _sign(submission, facts, body=body, entry=entry)
    INSERT(submission)
    return submission


def _sign(submission: Submission, facts: dict, *, body: Body, entry: LedgerEntry) -> str:
    payload = {
        **facts,
        "bidder": body.credit_code,
        "size": len(submission.envelope),
        "received_at": submission.submitted_at.isoformat(),
        "ledger_leaf": entry.leaf_hash,
        "in_head_by": tree.promised_by(submission.submitted_at).isoformat(),
    }
    return keys.sign(payload, typ=RECEIPT_TYPE)


def _end(submission: Submission, verb: str, *, by: Actor, now: datetime) -> LedgerEntry:
    """Replaced or withdrawn; the entry is left to append."""
    step = procedure.advance(submission, STEPS, verb, by=by)
    submission.ended_at = now
    queries.end(submission)
    return ledger.draft(
        submission,
        f"bidding.{verb}",
        says=str(step.says),
        by=by,
        at=now,
        facts={"receipt": submission.receipt_number},
        seal=seal_of(submission.package, submission.kind),
    )


def _new_key(package: Package, kind: str, *, now: datetime) -> OpeningKey:
    key = ECKey.generate_key("P-256")
    public = key.as_dict(private=False)
    public = {name: public[name] for name in ("kty", "crv", "x", "y")}
    return OpeningKey.objects.create(
        package=package,
        kind=kind,
        kid=envelope.thumbprint(public),
        public_jwk=public,
        wrapped_private=keys.wrap(key.as_dict(private=True)),
        created_at=now,
    )


def _next(package: Package) -> tuple[int, str]:
    """Key and receipt number of a submission: the package's number and random digits, which tell nothing."""
    while True:
        number = f"{package.number}-{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}"
        key = queries.next_key(number)
        if key:
            return key, number


def _no_key() -> Refusal:
    return Refusal(
        because=_("本采购包的开启公钥还没有建立。"),
        remedy=_("请刷新本页面后再提交。"),
        code="no_opening_key",
    )
