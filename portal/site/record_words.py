"""The facts of a ledger entry in words: the names under which they are recorded are for programs."""

import re
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.revisions.choices import ProposalKind
from evaluation.performance.choices import Band, Voice
from orgs.bodies.choices import BodyKind, ServiceField
from orgs.community.choices import BaseService, CommunityKind, StationField, StationLevel
from orgs.eligibility.choices import EvidenceKind, Rule
from orgs.imports.choices import TableKind
from orgs.people.choices import Role
from orgs.registry.choices import (
    CaseLevel,
    FactKind,
    GradeEvent,
    InspectionResult,
    ListingCause,
    ListKind,
    PenaltyKind,
    TrainingKind,
)
from portal.kernel import limits
from portal.kernel.calendar.choices import ClockEffect
from portal.kernel.hearing.choices import Verdict
from portal.kernel.hearing.choices import Voice as CommentVoice
from portal.site.fact_names import NAMES
from procurement import methods
from procurement.bidding.choices import SubmissionKind
from procurement.budget.choices import Account, FundSource, LineKind
from procurement.budget.closing.choices import Choice
from procurement.contracts.choices import Side
from procurement.notices.choices import NoticeType
from procurement.projects.choices import PackageStatus
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.demand.choices import ContractType, Pricing, ReviewKind, SurveyWay
from procurement.projects.intention.choices import ExceptionKind
from procurement.projects.plans.choices import ApprovalKind, ChosenBy
from procurement.projects.terms.choices import (
    FeePayer,
    OrganisationForm,
    SmeExemption,
    SmeManner,
    SmeReservation,
)
from procurement.review.choices import CriterionKind, RecusalReason, Seat
from procurement.review.closing.choices import FeePayer as FeeSheetPayer
from procurement.review.experts.choices import ExpertField
from procurement.routing import options
from procurement.routing.choices import Confidence
from procurement.routing.filters import CATEGORIES
from procurement.routing.proposals.choices import ProposalKind as NumberChange

CODES = {
    "account": (Account,),
    "choice": (Choice,),
    "band": (Band,),
    "from": (PackageStatus,),
    "fund_source": (FundSource,),
    "cause": (GradeEvent, ListingCause),
    "code": (InspectionResult, ListKind, PenaltyKind, TrainingKind, CaseLevel),
    "before": (ServiceField,),
    "confidence": (Confidence,),
    "exception": (ExceptionKind,),
    "effect": (ClockEffect,),
    "fields": (StationField, ServiceField),
    "kind": (
        SubmissionKind,
        CriterionKind,
        BodyKind,
        CommunityKind,
        FactKind,
        EvidenceKind,
        ProposalKind,
        NumberChange,
        LineKind,
    ),
    "level": (StationLevel,),
    "professions": (ExpertField,),
    "payer": (FeeSheetPayer,),
    "relation": (RecusalReason,),
    "roles": (Role,),
    "review": (ReviewKind,),
    "rule": (Rule,),
    "seat": (Seat,),
    "services": (BaseService,),
    "side": (Side,),
    "table": (TableKind,),
    "to": (PackageStatus,),
    "type": (NoticeType,),
    "verdict": (Verdict,),
    "chosen_by": (ChosenBy,),
    "contract_type": (ContractType,),
    "pricing": (Pricing,),
    "consent": (ApprovalKind,),
    "decided_step": (DecisionStep,),
    "fee_payer": (FeePayer,),
    "organisation": (OrganisationForm,),
    "sme": (SmeReservation,),
    "sme_exemption": (SmeExemption,),
    "sme_manner": (SmeManner,),
    "ways": (SurveyWay,),
    "voice": (Voice, CommentVoice),
}

DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T|$)")


def in_words(facts: dict) -> list[tuple[str, str]]:
    """The facts by their names, in the order of the record."""
    return [(name_of(key), words_of(key, value)) for key, value in sorted(facts.items())]


def name_of(key: str) -> str:
    """The name of a fact, or its key where it has none."""
    return str(NAMES.get(key, key))


def words_of(key: str, value: object) -> str:
    """One recorded value: yes and no, dates with their weekday, states in the law's terms."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if value is None or value in ("", [], {}):
        return "—"
    if isinstance(value, dict):
        parts = (f"{name_of(name)}：{words_of(name, inner)}" for name, inner in value.items())
        return "；".join(parts)
    if isinstance(value, list):
        return "\n".join(words_of(key, one) for one in value)
    return code_words(key, str(value)) or dated(str(value)) or str(value)


def code_words(key: str, code: str) -> str:
    """The words of a code of a list of choices."""
    if key == "method" and (code in methods.METHODS or code in options.SMALL_ROUTES):
        return options.name_of(code)
    if key == "category":
        return str(dict(CATEGORIES).get(code, ""))
    return next((str(kind(code).label) for kind in CODES.get(key, ()) if code in kind.values), "")


def dated(text: str) -> str:
    """A day or a moment with its weekday; nothing for any other text."""
    if not DAY.match(text):
        return ""
    try:
        if len(text) == len("2026-11-23"):
            day = date.fromisoformat(text)
            return f"{day:%Y-%m-%d} {limits.weekday(day)}"
        moment = timezone.localtime(datetime.fromisoformat(text))
    except ValueError:
        return ""
    return f"{moment:%Y-%m-%d} {limits.weekday(moment)} {moment:%H:%M}"
