"""Table of contents of this floor's admin."""

from evaluation.audit import admin as audit
from evaluation.reports import admin as reports

__all__ = ["audit", "reports"]
