"""Table of contents of this floor's admin."""

from orgs.credit import admin as credit
from orgs.inbox import admin as inbox
from orgs.people import admin as people

__all__ = ["credit", "inbox", "people"]
