"""Table of contents of this floor's jobs."""

from orgs.inbox.tasks import mail_copy

__all__ = ["mail_copy"]
