"""The table for the terminal and the JSON beside it."""

import json
from datetime import UTC, datetime

import pytest

from bench import report
from bench.limits import Limit, Spent, Used
from bench.measure import Comparison, Outcome, Side

KEPT = Outcome(Comparison("名录", Side("400 家", print), Side("40,000 家", print), most=2.0), 0.02, 0.03)
FREE = Outcome(Comparison("存证", Side("核对", print), Side("写入", print)), 0.002, 0.005)
USED = Used(
    Limit("导入", "", print, (), seconds=90, megabytes=400),
    (Spent("读取", 16.0, 22.0), Spent("写入", 25.0, 45.0)),
    224.4,
)


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("名录", 4), ("（a）", 5), ("", 0)])
def test_a_chinese_character_takes_two_columns(text, columns):
    assert report.width(text) == columns


def test_the_table_is_aligned_and_says_what_holds():
    lines = report.table([KEPT, FREE]).splitlines()
    ends = zip(lines, ("结论", "达到", "—"), strict=True)
    starts = {report.width(line[: line.index(word)]) for line, word in ends}
    assert len(starts) == 1
    assert "不超过 2" in lines[1]
    assert "1.50" in lines[1]
    assert "不设" in lines[2]


def test_a_limit_has_a_line_for_each_step_and_one_for_the_whole():
    _head, *lines = (line.split("  ") for line in report.limits_table([USED]).splitlines())
    cells = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    assert cells == [
        ["导入", "读取", "16.0", "22.0"],
        ["导入", "写入", "25.0", "45.0"],
        ["导入", "合计", "41.0", "67.0", "224", "不超过 90 秒，不超过 400 兆字节", "达到"],
    ]


def test_the_same_facts_are_kept_for_programs(tmp_path):
    path = tmp_path / "var" / "bench.json"
    report.write_json(path, [KEPT, FREE], [USED], rounds=3, now=datetime(2026, 11, 23, tzinfo=UTC))
    told = json.loads(path.read_text())
    kept, free = told["rows"]
    assert (kept["ratio"], kept["at_most"], kept["holds"]) == (1.5, 2.0, True)
    assert (free["at_most"], free["holds"]) == (None, None)
    [used] = told["limits"]
    assert (used["wall_seconds"], used["peak_megabytes"], used["holds"]) == (67.0, 224.4, True)
