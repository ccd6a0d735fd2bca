"""Two wordings side by side, with what was taken out and what was put in. Pure."""

from dataclasses import dataclass
from difflib import SequenceMatcher

# Fewer unchanged characters than this between two changes are read as part of them.
SHORTEST_KEPT = 2
# Texts that are less alike than this are shown as wholly changed.
LEAST_ALIKE = 0.34


@dataclass(frozen=True)
class Piece:
    """Some characters of a wording, changed or not."""

    text: str
    is_changed: bool = False


Pieces = list[Piece]
Code = tuple[str, int, int, int, int]


def side_by_side(old: str, new: str) -> tuple[Pieces, Pieces]:
    """The old wording with what is gone marked, the new one with what has come."""
    if old == new:
        return _pieces([(old, False)]), _pieces([(new, False)])
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return _pieces([(old, True)]), _pieces([(new, True)])
    before, after = [], []
    for tag, first, last, begin, end in _slid(matcher.get_opcodes(), old, new):
        is_changed = tag != "equal" or _is_island(first, last, len(old), len(new), end)
        before.append((old[first:last], is_changed))
        after.append((new[begin:end], is_changed))
    return _pieces(before), _pieces(after)


def _slid(codes: list[Code], old: str, new: str) -> list[Code]:
    """Insertions and deletions as far right as they go, so that brackets open before they close."""
    found = [list(code) for code in codes]
    for here, after in zip(found[1:], found[2:], strict=False):
        before = found[found.index(here) - 1]
        if before[0] != "equal" or after[0] != "equal" or here[0] == "replace":
            continue
        text, start, end = (new, 3, 4) if here[0] == "insert" else (old, 1, 2)
        while after[1] < after[2] and text[here[start]] == text[here[end]]:
            for code, places in ((before, (2, 4)), (here, (1, 2, 3, 4)), (after, (1, 3))):
                for place in places:
                    code[place] += 1
    return [tuple(code) for code in found]


def _is_island(first: int, last: int, old_length: int, new_length: int, end: int) -> bool:
    """Whether a kept run is too short to be read as kept: not at the edge of either text."""
    is_edge = first == 0 or last == old_length or end == new_length
    return not is_edge and last - first < SHORTEST_KEPT


def _pieces(parts: list[tuple[str, bool]]) -> Pieces:
    """Neighbours of one kind joined, nothing empty."""
    found: Pieces = []
    for text, is_changed in parts:
        if not text:
            continue
        if found and found[-1].is_changed == is_changed:
            found[-1] = Piece(found[-1].text + text, is_changed)
        else:
            found.append(Piece(text, is_changed))
    return found
