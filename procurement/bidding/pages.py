"""What the pages of suppliers show; only facts of the own body."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.urls import reverse

from orgs.eligibility import queries as eligible
from orgs.eligibility import rules as eligibility
from orgs.eligibility.choices import Rule
from portal.kernel.actors import Actor
from procurement import methods
from procurement.bidding import forms, queries, receipts, requirements, rules, workflow
from procurement.bidding.choices import SubmissionKind, SubmissionStatus
from procurement.bidding.custody import queries as custody
from procurement.bidding.custody.models import CustodyKey
from procurement.bidding.files import pages as files
from procurement.bidding.models import QuoteWindow, Submission
from procurement.bidding.parts import queries as parts
from procurement.notices import bonds, corrections
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package

# The page counts the seconds when less than this is left.
COUNTED_DOWN = timedelta(hours=24)
# What a bidder need not look at before it bids.
SETTLED = (eligibility.PASSED, eligibility.NOT_YET_DUE)


@dataclass(frozen=True)
class ResponseRow:
    """One package of the list, with what the own body did in it."""

    package: Package
    response: Submission | None
    quote: Submission | None
    window: QuoteWindow | None
    is_open: bool
    is_quoting: bool
    opened: str

    @property
    def lost_key(self) -> CustodyKey | None:
        """The lost key to which the own submission's phrase is sealed, while it can be submitted again."""
        if self.is_open:
            return custody.lost_key_of(self.response)
        return custody.lost_key_of(self.quote) if self.is_quoting else None


def response_rows(actor: Actor | None, *, now: datetime) -> list[ResponseRow]:
    """The packages whose documents the own body has obtained."""
    packages = list(queries.packages_for(actor)[:200])
    own = {
        (submission.package_id, submission.kind): submission
        for submission in queries.own(actor)
        .filter(package__in=packages, status=SubmissionStatus.CURRENT)
        .select_related("custody_part__key", "package__custody__key")
    }
    return sorted((_row(package, own, now=now) for package in packages), key=soonest)


def soonest(row: ResponseRow) -> tuple[bool, float, str]:
    """What is open and ends first comes first, then what has ended last."""
    seconds = row.package.response_deadline.timestamp()
    return (not row.is_open, seconds if row.is_open else -seconds, row.package.number)


def _row(package: Package, own: dict, *, now: datetime) -> ResponseRow:
    window = getattr(package, "quote_window", None)
    return ResponseRow(
        package=package,
        response=own.get((package.pk, SubmissionKind.RESPONSE)),
        quote=own.get((package.pk, SubmissionKind.FINAL_QUOTE)),
        window=window,
        is_open=package.status == PackageStatus.ANNOUNCED and now < package.response_deadline,
        is_quoting=window is not None and window.opens_at <= now < window.closes_at,
        opened=str(methods.get(package.project.method).terms.opened),
    )


def seal_context(
    package: Package, kind: str, *, actor: Actor, now: datetime, second_factor: bool = False
) -> dict:
    """The sealing page: eligibility rule by rule, the form, the opening key."""
    body = queries.bidding_body(package, by=actor, at=now)
    bidder = queries.as_bidder(body, package, kind=kind)
    opens_at, closes_at = queries.span(package, kind)
    key = queries.opening_key(package.pk, kind)
    late = rules.time_refusals(now=now, opens_at=opens_at, closes_at=closes_at, kind=kind)
    checks = rules.eligibility(bidder, kind=kind)
    answers = eligible.answers_about(body, at=now)
    barred = eligibility.barring_refusals(answers)
    return {
        "now": now,
        "package": package,
        "project": package.project,
        "kind": kind,
        "is_quote": kind == SubmissionKind.FINAL_QUOTE,
        "closes_at": closes_at,
        "checks": checks,
        "late": late,
        "is_near": closes_at is not None and closes_at - now < COUNTED_DOWN,
        "asked": [(Rule(answer.rule), answer) for answer in answers if answer.state not in SETTLED],
        "settled": [(Rule(answer.rule), answer) for answer in answers if answer.state in SETTLED],
        "barred": barred,
        "may_submit": not late and not barred and all(check.passed for check in checks),
        "current": queries.own_current(actor, package.pk, kind),
        "form": form_of(package, kind),
        "parts": parts.parts_for(package, kind),
        "signer": parts.signer(body, by=actor, second_factor=second_factor),
        "bond": bond_of(package) if kind == SubmissionKind.RESPONSE else None,
        "seal": {
            "kind": kind,
            "package": package.number,
            "bidder": body.credit_code,
            "opening_key": json.dumps(key.public_jwk) if key else "",
            "package_name": f"{package.project.title}（包{package.index} {package.title}）",
            "bidder_name": body.name,
            "opens_at": closes_at,
            "law": rules.DEADLINE_BASIS,
            "action": reverse("bidding:seal", args=[package.pk, kind]),
            **files.seal_members(package, kind),
        },
        "kid": key.kid if key else "",
        "custody": custody.custody_of(package.pk),
    }


def form_of(package: Package, kind: str) -> forms.ResponseForm | forms.FinalQuoteForm:
    """The form that is sealed: a response is asked item by item, a quote is one amount."""
    method = methods.get(package.project.method)
    if kind != SubmissionKind.RESPONSE:
        return forms.FORMS[kind](ceiling=package.ceiling_amount, method=method)
    asked = forms.Asked(
        needs=tuple(requirements.needs_of(package)),
        evidence=tuple(requirements.evidence_of(package)),
        bond=bond_of(package),
    )
    return forms.FORMS[kind](ceiling=package.ceiling_amount, method=method, asked=asked)


def bond_of(package: Package) -> Decimal | None:
    """The bond that the notice in force asks for this package, in yuan; None where it asks for none."""
    texts = corrections.current_texts(package.project)
    if not texts.bond_required:
        return None
    return bonds.bond_amount(package.budget_amount, Decimal(texts.bond_percent or 0))


def receipt_context(submission: Submission, *, now: datetime) -> dict:
    """The receipt as a page, and whether it can still be replaced or withdrawn."""
    package = submission.package
    opens_at, closes_at = queries.span(package, submission.kind)
    late = rules.time_refusals(now=now, opens_at=opens_at, closes_at=closes_at, kind=submission.kind)
    is_current = submission.status == SubmissionStatus.CURRENT
    said = workflow.receipt_of(submission)
    return {
        "now": now,
        "submission": submission,
        "package": package,
        "project": package.project,
        "closes_at": closes_at,
        "may_change": is_current and not late,
        "is_unsigned": said.get("second_factor") is False or said.get("authorisation") == "",
        "lost_key": custody.lost_key_of(submission) if is_current else None,
        "is_current": is_current,
        "leaf": said["ledger_leaf"],
        "files": said.get("files", []),
        "keeper": custody.keeper_of(submission) if said.get("custody_sha256") else "",
        "place": receipts.place_of(said),
        "early": (closes_at - submission.submitted_at) if closes_at else None,
    }
