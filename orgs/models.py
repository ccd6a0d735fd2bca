"""Table of contents of this floor's records."""

from orgs.accounts.applications.models import AccountApplication, CallBack
from orgs.accounts.erasure.models import ErasureRequest
from orgs.accounts.papers.models import Paper, PaperReminder
from orgs.bodies.models import Body, Registration
from orgs.community.models import (
    BaseSubsidy,
    CommunityChange,
    CommunityOrganisation,
    Incubation,
    IncubationBase,
    SocialWorkStation,
)
from orgs.credit.models import CreditRecord
from orgs.eligibility.models import EligibilityEvidence, EligibilitySnapshot
from orgs.imports.models import RegisterImport, RegisterImportRow
from orgs.inbox.models import Message
from orgs.people.models import AgencyMandate, IncompatibleDuties, Membership, User
from orgs.regions.models import Division
from orgs.registry.models import DecidedNumber, RegistrationChange, RegistryFact

__all__ = [
    "AccountApplication",
    "AgencyMandate",
    "BaseSubsidy",
    "Body",
    "CallBack",
    "CommunityChange",
    "CommunityOrganisation",
    "CreditRecord",
    "Division",
    "EligibilityEvidence",
    "EligibilitySnapshot",
    "ErasureRequest",
    "IncompatibleDuties",
    "Incubation",
    "IncubationBase",
    "Membership",
    "Message",
    "Paper",
    "PaperReminder",
    "RegisterImport",
    "RegisterImportRow",
    "Registration",
    "RegistrationChange",
    "RegistryFact",
    "SocialWorkStation",
    "User",
]
