"""The legal span of a notice drawn to scale: what the law demands, what is given beyond it, marks. Pure."""

from dataclasses import dataclass
from datetime import date

LEFT, RIGHT = 16, 760
SOON, DOT, OLD, PLAIN = "dot--soon", "dot", "dot--old", ""
LABEL_WIDTH = 100


@dataclass(frozen=True)
class Mark:
    """One day on the ruler; `says` stands above the line, the day below; higher `weight` keeps its words."""

    day: date
    says: str
    dot: str = DOT
    weight: int = 1


@dataclass(frozen=True)
class Drawn:
    """A mark in the coordinates of the drawing."""

    x: int
    dot: str
    says: str
    day: str
    anchor: str
    is_soon: bool


@dataclass(frozen=True)
class Ruler:
    """Everything that the template draws."""

    must_to: int
    extra_from: int
    ticks: tuple[int, ...]
    marks: tuple[Drawn, ...]
    says: str


def ruler(*, start: date, lawful: date, end: date, moved_from: date | None, marks: list[Mark]) -> Ruler:
    """From the notice to the deadline; `moved_from` is the deadline before a correction."""
    last = max(end, lawful)
    days = max((last - start).days, 1)

    def place(day: date) -> int:
        return round(LEFT + (RIGHT - LEFT) * (day - start).days / days)

    worded: list[int] = []
    drawn = []
    for mark in sorted(marks, key=lambda mark: -mark.weight):
        x = place(mark.day)
        is_worded = all(abs(x - other) >= LABEL_WIDTH for other in worded)
        if is_worded:
            worded.append(x)
        words = (mark.says, f"{mark.day.month}月{mark.day.day}日") if is_worded else ("", "")
        drawn.append(Drawn(x, mark.dot, *words, anchor_of(x), mark.dot == SOON))
    return Ruler(
        must_to=place(min(lawful, end)),
        extra_from=place(moved_from or end),
        ticks=tuple(round(LEFT + (RIGHT - LEFT) * n / days) for n in range(days + 1)),
        marks=tuple(sorted(drawn, key=lambda mark: mark.x)),
        says="；".join(f"{mark.says} {mark.day.isoformat()}" for mark in sorted(marks, key=lambda m: m.day)),
    )


def anchor_of(x: int) -> str:
    """Words at the ends of the ruler lean inwards."""
    if x < LEFT + 60:
        return "start"
    return "end" if x > RIGHT - 60 else "middle"
