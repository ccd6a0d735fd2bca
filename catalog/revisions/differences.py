"""Two editions row by row: what was added, renamed, reworded, moved, split, merged, retired, kept. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.editions.rules import ItemFacts
from catalog.revisions.choices import ChangeKind
from catalog.revisions.wording import Pieces, side_by_side

C = ChangeKind
Pair = tuple[str, str]


@dataclass(frozen=True)
class Words:
    """One fact of an item, with what changed in it marked; empty on the side that has no item."""

    label: str
    old: Pieces
    new: Pieces

    @property
    def is_changed(self) -> bool:
        """Whether anything is marked."""
        return any(piece.is_changed for piece in (*self.old, *self.new))


@dataclass(frozen=True)
class Row:
    """An old item beside the new one; either may be missing."""

    kinds: tuple[ChangeKind, ...]
    old: ItemFacts | None
    new: ItemFacts | None
    name: Words
    details: tuple[Words, ...] = ()

    @property
    def code(self) -> str:
        """By which the rows are ordered: the old one where there is one."""
        return (self.old or self.new).code


@dataclass(frozen=True)
class Web:
    """Which item leads to which, and how many lead out of and into one."""

    pairs: dict[Pair, None]
    out: Counter[str]
    into: Counter[str]

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> "Web":
        """The pairs in their order, each once."""
        kept = dict.fromkeys(pairs)
        return cls(kept, Counter(old for old, _new in kept), Counter(new for _old, new in kept if new))


def composed(first: Iterable[Pair], second: Iterable[Pair]) -> list[Pair]:
    """What became of every old item over two steps."""
    onward = defaultdict(list)
    for old, new in second:
        onward[old].append(new)
    found = [(old, last) for old, new in first for last in (onward.get(new, [""]) if new else [""])]
    return _only_ends(found)


def reversed_pairs(pairs: Iterable[Pair], items: Iterable[str]) -> list[Pair]:
    """The same seen from the newer edition: each of its items with what it came from."""
    found = [(new, old) for old, new in pairs if new]
    told = {new for new, _old in found}
    return found + [(code, "") for code in items if code not in told]


def rows_of(
    old: Sequence[ItemFacts], new: Sequence[ItemFacts], pairs: Iterable[Pair], names: Mapping[str, str]
) -> list[Row]:
    """Every item of both editions, aligned; `names` are those of the places by code."""
    before, after = ({item.code: item for item in items} for items in (old, new))
    pairs = [(here, there if there in after else "") for here, there in pairs if here in before]
    web = Web.of(_only_ends(pairs))
    rows = [_row(before[here], after.get(there), web, names) for here, there in web.pairs]
    rows += [_row(None, item, web, names) for item in new if not web.into[item.code]]
    return sorted(rows, key=lambda row: (row.code, row.new.code if row.new else ""))


def counts_of(rows: Iterable[Row]) -> Counter[ChangeKind]:
    """How many items changed in which way: a split item counts once, so does one that others went into."""
    counted = set()
    for row in rows:
        for kind in row.kinds:
            side = row.new if kind in (C.MERGED, C.ADDED) else row.old
            counted.add((kind, side.code))
    return Counter(kind for kind, _code in counted)


def _only_ends(pairs: list[Pair]) -> list[Pair]:
    """Without doubles, and without 'nothing' where something is left of an item."""
    alive = {old for old, new in pairs if new}
    return list(dict.fromkeys((old, new) for old, new in pairs if new or old not in alive))


def _row(old: ItemFacts | None, new: ItemFacts | None, web: Web, names: Mapping[str, str]) -> Row:
    kinds = _kinds(old, new, web)
    is_one_sided = old is None or new is None
    is_moved = C.MOVED in kinds or is_one_sided
    details = (
        _words(_("说明"), old and old.description, new and new.description),
        _words(_("位置"), _place(old, names), _place(new, names)) if is_moved else None,
        _words(_("服务领域"), old and old.field_of_service, new and new.field_of_service),
    )
    shown = tuple(
        each for each in details if each and (each.is_changed or is_one_sided and each.old + each.new)
    )
    return Row(kinds, old, new, _words(_("名称"), old and old.name, new and new.name), shown)


def _kinds(old: ItemFacts | None, new: ItemFacts | None, web: Web) -> tuple[ChangeKind, ...]:
    if old is None:
        return (C.ADDED,)
    if new is None:
        return (C.RETIRED,)
    if web.out[old.code] > 1:
        return (C.SPLIT,)
    if web.into[new.code] > 1:
        return (C.MERGED,)
    found = []
    if (old.code, old.name) != (new.code, new.name):
        found.append(C.RENAMED)
    if (old.description, old.field_of_service) != (new.description, new.field_of_service):
        found.append(C.REWORDED)
    if _has_moved(old, new, web):
        found.append(C.MOVED)
    return tuple(found) or (C.KEPT,)


def _has_moved(old: ItemFacts, new: ItemFacts, web: Web) -> bool:
    """Another place, unless the place itself goes under another code now."""
    if old.general_code != new.general_code:
        return True
    if old.parent_code == new.parent_code:
        return False
    return (old.parent_code, new.parent_code) not in web.pairs


def _place(item: ItemFacts | None, names: Mapping[str, str]) -> str:
    code = (item.parent_code or item.general_code) if item else ""
    return names.get(code, code)


def _words(label: str, old: str | None, new: str | None) -> Words:
    """Marked where both sides are there; a side that is not there is empty."""
    if old is None or new is None:
        before, after = side_by_side(old or new or "", old or new or "")
        return Words(label, before if old is not None else [], after if new is not None else [])
    return Words(label, *side_by_side(old, new))
