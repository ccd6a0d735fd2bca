"""Table of contents of this floor's admin."""

from evaluation.audit import admin as audit
from evaluation.performance import admin as performance
from evaluation.reports import admin as reports

__all__ = ["audit", "performance", "reports"]
