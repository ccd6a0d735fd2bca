"""Table of contents of this floor's jobs."""

from orgs.accounts.tasks import (
    remind_of_papers,
    send_entry_link,
    send_erasure_answer,
    tell_applicant,
)
from orgs.imports.tasks import apply_register, read_register, undo_register
from orgs.inbox.tasks import mail_copy
from orgs.registry.tasks import refresh_grades

__all__ = [
    "apply_register",
    "mail_copy",
    "read_register",
    "refresh_grades",
    "remind_of_papers",
    "send_entry_link",
    "send_erasure_answer",
    "tell_applicant",
    "undo_register",
]
