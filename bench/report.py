"""The outcomes as tables for the terminal and as JSON."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from unicodedata import east_asian_width

from bench.limits import Used
from bench.measure import Outcome

HEAD = ("比较的内容", "基准", "对照", "基准（毫秒）", "对照（毫秒）", "倍数", "要求", "结论")
LIMITS_HEAD = ("限额", "步骤", "处理器（秒）", "时钟（秒）", "内存（兆字节）", "要求", "结论")
VERDICTS = {True: "达到", False: "未达到", None: "—"}


def table(outcomes: Sequence[Outcome]) -> str:
    """One line a comparison under a head."""
    return aligned([HEAD, *map(cells, outcomes)])


def limits_table(used: Sequence[Used]) -> str:
    """One line a step, then the whole beside its bound."""
    return aligned([LIMITS_HEAD, *(row for one in used for row in limit_cells(one))])


def aligned(rows: Sequence[tuple[str, ...]]) -> str:
    """Columns aligned for a terminal."""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def limit_cells(used: Used) -> list[tuple[str, ...]]:
    """The lines of one limit."""
    limit = used.limit
    bounds = ((limit.seconds, "不超过 {:g} 秒"), (limit.megabytes, "不超过 {:g} 兆字节"))
    asked = "，".join(says.format(most) for most, says in bounds if most is not None) or "不设"
    steps = [
        (limit.subject, step.words, f"{step.processor:.1f}", f"{step.wall:.1f}", "", "", "")
        for step in used.spent
    ]
    whole = (f"{used.processor:.1f}", f"{used.wall:.1f}", f"{used.memory:.0f}", asked, VERDICTS[used.holds])
    return [*steps, (limit.subject, "合计", *whole)]


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


def write_json(
    path: Path, outcomes: Sequence[Outcome], used: Sequence[Used] = (), *, rounds: int, now: datetime
) -> None:
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
        "limits": [
            {
                "subject": one.limit.subject,
                "steps": [asdict(step) for step in one.spent],
                "wall_seconds": one.wall,
                "processor_seconds": one.processor,
                "peak_megabytes": one.memory,
                "at_most_seconds": one.limit.seconds,
                "at_most_megabytes": one.limit.megabytes,
                "holds": one.holds,
            }
            for one in used
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
