"""Repeats a draw of experts without the portal: Python alone is all it needs.

    python check_draw.py CQ-2026-0001.json

The file is offered on the public page of the draw. What was committed before (`list_sha256`, `seed_sha256`)
also stands in the ledger: compare it with the entry of the day on which the list was frozen, which
check_ledger.py proves. The draw itself:

1. `codes` is the frozen list; the SHA-256 of its sorted lines is `list_sha256`.
2. The SHA-256 of the draw's number and the seed, one a line, is `seed_sha256`.
3. The order is that of SHA-256 of seed, words and code, one a line.
4. From the first place on: `wanted` are selected, the next are substitutes; who was passed over, absent or
   recused is marked as such, and nobody was reached behind the last of them.
5. Where names are public, a code is the SHA-256 of number, salt, expert and name, one a line.

The exit code is 0 only if everything was found in order.
"""

import hashlib
import json
import sys
from pathlib import Path

FORMAT = "portal-draw/1"
TAKES_PART = ("selected", "substitute")
GONE = ("passed_over", "absent", "recused")


class Wrong(Exception):
    """What was found not to be in order."""


def sha256(*parts: str) -> str:
    """SHA-256 of the parts, one a line."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def check_list(draw: dict) -> None:
    """The list is the one that was frozen."""
    codes = draw["codes"]
    if len(set(codes)) != len(codes):
        raise Wrong("名单里有重复的代号")
    if sha256(*sorted(codes)) != draw["list_sha256"]:
        raise Wrong("名单与事先存入的摘要不符")


def check_order(draw: dict) -> None:
    """Seed and words give this order and no other."""
    if sha256(draw["number"], draw["seed"]) != draw["seed_sha256"]:
        raise Wrong("种子与事先存入的摘要不符")
    seed, words = draw["seed"], draw["words"]
    order = sorted(draw["codes"], key=lambda code: (sha256(seed, words, code), code))
    if order != [one["code"] for one in draw["drawn"]]:
        raise Wrong("次序不是由种子和现场的文字算出来的")


def check_outcomes(draw: dict) -> None:
    """The first who take part are selected, the next are substitutes, nobody behind them was reached."""
    outcomes = [one["outcome"] for one in draw["drawn"]]
    taking_part = [outcome for outcome in outcomes if outcome in TAKES_PART]
    selected = taking_part.count("selected")
    if taking_part != ["selected"] * selected + ["substitute"] * (len(taking_part) - selected):
        raise Wrong("候补排在了抽中的前面")
    if selected > draw["wanted"] or len(taking_part) - selected > draw["substitutes"]:
        raise Wrong("抽中或者候补的人数超过了规定")
    reached = [outcome in (*TAKES_PART, *GONE) for outcome in outcomes]
    if reached != sorted(reached, reverse=True):
        raise Wrong("没有按次序抽取")
    is_short = selected < draw["wanted"] or len(taking_part) - selected < draw["substitutes"]
    if is_short and not all(reached):
        raise Wrong("名单还没有用完，人数却不够")


def check_names(draw: dict) -> None:
    """A published name is the one that its code stood for."""
    for one in draw["drawn"]:
        if "name" in one and sha256(draw["number"], one["salt"], one["expert"], one["name"]) != one["code"]:
            raise Wrong("公开的姓名与代号不符")


def check(draw: dict) -> None:
    """Everything that can be checked at this time. Raises Wrong."""
    if draw.get("format") != FORMAT:
        raise Wrong("不是抽取文件，或者是不认识的版本")
    check_list(draw)
    if draw["drawn"]:
        check_order(draw)
        check_outcomes(draw)
        check_names(draw)


def main(file: str) -> None:
    """Check a file and say what it holds."""
    draw = json.loads(Path(file).read_text("utf-8"))
    check(draw)
    if not draw["drawn"]:
        print(f"{draw['number']}：名单 {len(draw['codes'])} 人，种子还没有公开")
    for place, one in enumerate(draw["drawn"], start=1):
        if one["outcome"] in (*TAKES_PART, *GONE):
            print(place, one["outcome"], one.get("name", one["code"]))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (TypeError, KeyError, ValueError, OSError) as error:
        sys.exit(f"不能核验：{error!r}\n{__doc__}")
    except Wrong as error:
        sys.exit(f"核验不通过：{error}")
    print("核验通过")
