"""Table of contents of this floor's jobs."""

from orgs.imports.tasks import apply_register, read_register, undo_register
from orgs.inbox.tasks import mail_copy
from orgs.registry.tasks import refresh_grades

__all__ = ["apply_register", "mail_copy", "read_register", "refresh_grades", "undo_register"]
