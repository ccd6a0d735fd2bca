"""What somebody must do next, by when, and why: each stage lists its own.

A stage's list is `todos(actor, *, now, of=None)`; `of` is the number of one purchase.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet


@dataclass(frozen=True)
class Todo:
    """One line of the workbench.

    `due_at` is the legal deadline (None: the law sets none), `basis` its article, `button` verb and noun.
    `waiting_for` is filled when somebody else has to act first.
    """

    title: str
    subject: str
    why: str
    url: str
    button: str
    due_at: datetime | None = None
    basis: str = ""
    waiting_for: str = ""
    is_provisional: bool = False


def narrowed(rows: QuerySet, **wanted: str | None) -> QuerySet:
    """The rows for which everything holds that was asked for; None asks for nothing."""
    return rows.filter(**{path: value for path, value in wanted.items() if value is not None})
