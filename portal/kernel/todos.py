"""What somebody must do next, by when, and why: each stage lists its own."""

from dataclasses import dataclass
from datetime import datetime


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
