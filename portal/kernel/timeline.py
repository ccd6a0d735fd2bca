"""The procedure of a purchase as events: each stage lists its own, the purchase page shows them in order.

A stage's `timeline.py` has `def events(project) -> list[Event]`: what is done, what is being done now and
what will come; nothing that is secret on that day, since every member of the purchaser may read it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from portal.kernel.pieces import DONE, NEXT, NOW, STOPPED, Step

__all__ = ["DONE", "NEXT", "NOW", "STOPPED", "Event", "step_of"]


@dataclass(frozen=True)
class Event:
    """One step of the procedure.

    `state` is DONE, NOW, NEXT or STOPPED; `at` when it was done, `by` who did it; `due` the legal limit with
    `basis`, its article. `package` is the package's number within the project, 0 for the whole project.
    """

    title: str
    state: str = NEXT
    at: date | datetime | None = None
    by: str = ""
    due: date | datetime | None = None
    basis: str = ""
    note: str = ""
    package: int = 0


def step_of(event: Event, *, package_says: str = "") -> Step:
    """The event as components/timeline.html shows it; `package_says` names one package of several."""
    return Step(
        what=f"{package_says} {event.title}".strip(),
        state=event.state,
        when=event.at or "",
        by=event.by,
        note=event.note,
        law=event.basis if event.state == NOW else "",
        due=event.due if event.state == NOW else None,
    )
