"""Table of contents of this floor's jobs."""

from evaluation.reports.tasks import make_monthly

__all__ = ["make_monthly"]
