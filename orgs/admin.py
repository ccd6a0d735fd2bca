"""Table of contents of this floor's admin."""

from orgs.accounts.applications import admin as applications
from orgs.accounts.erasure import admin as erasure
from orgs.accounts.papers import admin as papers
from orgs.bodies import admin as bodies
from orgs.community import admin as community
from orgs.credit import admin as credit
from orgs.eligibility import admin as eligibility
from orgs.imports import admin as imports
from orgs.inbox import admin as inbox
from orgs.people import admin as people
from orgs.regions import admin as regions
from orgs.registry import admin as registry

__all__ = [
    "applications",
    "bodies",
    "community",
    "credit",
    "eligibility",
    "erasure",
    "imports",
    "inbox",
    "papers",
    "people",
    "regions",
    "registry",
]
