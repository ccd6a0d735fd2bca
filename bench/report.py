"""The outcomes as a table for the terminal and as JSON."""

import json
import os
import platform
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from unicodedata import east_asian_width

from bench.measure import Outcome

HEAD = ("比较的内容", "基准", "对照", "基准（毫秒）", "对照（毫秒）", "倍数", "要求", "结论")
VERDICTS = {True: "达到", False: "未达到", None: "—"}


def table(outcomes: Sequence[Outcome]) -> str:
    """One line a comparison under a head, columns aligned for a terminal."""
    rows = [HEAD, *map(cells, outcomes)]
    widths = [max(width(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def cells(outcome: Outcome) -> tuple[str, ...]:
    """The words of one line."""
    compared = outcome.comparison
    return (
        compared.subject,
        compared.base.words,
        compared.side.words,
        f"{outcome.base_p50 * 1000:.2f}",
        f"{outcome.side_p50 * 1000:.2f}",
        f"{outcome.ratio:.2f}",
        "不设" if compared.most is None else f"不超过 {compared.most:g}",
        VERDICTS[outcome.holds],
    )


def width(text: str) -> int:
    """How many columns of a terminal a text takes: two for a Chinese character."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def write_json(path: Path, outcomes: Sequence[Outcome], *, rounds: int, now: datetime) -> None:
    """The same facts for programs, with the machine that they were measured on."""
    facts = {
        "measured_at": now.isoformat(timespec="seconds"),
        "rounds": rounds,
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        "rows": [
            {
                "subject": outcome.comparison.subject,
                "base": outcome.comparison.base.words,
                "side": outcome.comparison.side.words,
                "base_p50_seconds": outcome.base_p50,
                "side_p50_seconds": outcome.side_p50,
                "ratio": outcome.ratio,
                "at_most": outcome.comparison.most,
                "holds": outcome.holds,
            }
            for outcome in outcomes
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
