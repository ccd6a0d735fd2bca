"""What a page hands to the shared components: small records of words, dates and addresses."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

DONE, NOW, NEXT, STOPPED = "done", "now", "next", "stopped"


@dataclass(frozen=True)
class Step:
    """One step of a procedure in `components/timeline.html`.

    `state` is DONE, NOW, NEXT or STOPPED; `when` a date or finished words; `by` who did it;
    `due` shows what is left.
    """

    what: str
    state: str = NEXT
    when: date | datetime | str = ""
    by: str = ""
    note: str = ""
    law: str = ""
    due: date | datetime | None = None
    url: str = ""


@dataclass(frozen=True)
class NoticeRow:
    """One row of a list of notices: what, about whom, how much, until when."""

    title: str
    url: str
    about: str
    amount: Decimal | None = None
    kind: str = ""
    due: date | datetime | None = None
    ended: str = ""
    status: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Task:
    """One line of a task list: a section of a form or a document with its state in words."""

    title: str
    status: str
    tone: str = "quiet"
    url: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Segment:
    """A part of a bar in hundredths of its width; `kind` is part, full, soon or over."""

    start: Decimal
    width: Decimal
    kind: str = "full"
    label: str = ""


@dataclass(frozen=True)
class Proof:
    """The ledger entry behind a record. `number` is its place in the tree, None until it has one;
    `is_intact` is None while nobody has checked."""

    number: int | None
    stored_at: datetime
    digest: str
    url: str = ""
    is_intact: bool | None = None
    checked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter: its words and the address of the list without it."""

    label: str
    remove_url: str
