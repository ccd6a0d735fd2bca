"""Reading an annex of the guidance catalogue as offices really have it. Pure.

The general catalogue comes with one column for each level (merged cells, so that a name stands in the first
row only) or with the name of every row in one column; a departmental one with the code of the general item.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.kernel.sheets import SheetRow, half_width

GENERAL_CODE = re.compile(r"[A-Z](?:\d{2}){0,2}")
DEPARTMENTAL_CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]{1,19}")
LEVEL_OF_LENGTH = {1: 1, 3: 2, 5: 3}
DEPARTMENTAL_LEVEL = 4
LONGEST_NAME = 120
HEADER_WITHIN = 30

# What offices call the columns; the first that stands in a heading counts.
GENERAL_CODE_WORDS = ("通用目录编码", "通用目录代码", "对应通用", "对应编码", "对应代码")
CODE_WORDS = ("编码", "代码", "编号", "序号")
LEVEL_WORDS = (("一级", "第一级"), ("二级", "第二级"), ("三级", "第三级"))
NAME_WORDS = ("名称", "品目", "目录", "服务项目")
NOTE_WORDS = ("说明", "备注", "内容")
FOOTNOTE = re.compile(
    r"(注|备注|说明|填表人?|联系人?|电话)\d*\s*[:：]|[（(]?[一二三四五六七八九十\d]+[）)、.]"
)


@dataclass(frozen=True)
class AnnexItem:
    """One item as the annex has it; `parent` is the code above, or the general item's code for level 4."""

    line: int
    code: str
    level: int
    parent: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class OddRow:
    """A row that is no item: wrong (`because` says what to mend) or passed over (a title, a footnote)."""

    line: int
    text: str
    because: str


@dataclass
class Annex:
    """What an annex holds; it can be taken over only when nothing is `wrong`."""

    items: list[AnnexItem] = field(default_factory=list)
    wrong: list[OddRow] = field(default_factory=list)
    passed_over: list[OddRow] = field(default_factory=list)


@dataclass(frozen=True)
class Columns:
    """Where things stand in the rows; `names` has one column, or one for each level."""

    code: int
    names: tuple[int, ...]
    general: int | None = None
    note: int | None = None


@dataclass(frozen=True)
class Change:
    """What would become of one item: kind is new, renamed, moved, kept or removed."""

    kind: str
    code: str
    level: int
    name: str
    before: str = ""
    line: int = 0


@dataclass(frozen=True)
class Known:
    """An item of the edition that is compared with."""

    code: str
    level: int
    name: str
    parent: str


def read(rows: Iterable[SheetRow], *, is_departmental: bool, general: frozenset[str] = frozenset()) -> Annex:
    """The items of an annex; `general` holds the third-level codes that departmental items may point to."""
    annex, reader = Annex(), None
    for row in rows:
        if reader is None:
            columns = columns_of(row, is_departmental=is_departmental)
            if columns and is_departmental:
                reader = _Departmental(annex, columns, general)
            elif columns:
                reader = _General(annex, columns)
            else:
                annex.passed_over.append(_odd(row, _("表头以上的文字")))
                if len(annex.passed_over) > HEADER_WITHIN:
                    break
        else:
            reader.take(row)
    if reader is None:
        annex.wrong.append(OddRow(1, "", heading_wanted(is_departmental=is_departmental)))
    elif not annex.items and not annex.wrong:
        annex.wrong.append(OddRow(1, "", _("表中没有一个品目。")))
    _check_parents(annex)
    return annex


def columns_of(row: SheetRow, *, is_departmental: bool) -> Columns | None:
    """The columns by the words of the heading; None when the row is no heading."""
    heads = [half_width(cell) for cell in row.cells]
    general = _first(heads, GENERAL_CODE_WORDS)
    code = _first(heads, CODE_WORDS, but=general)
    levels = [_first(heads, words) for words in LEVEL_WORDS]
    name = _first(heads, NAME_WORDS, but=code)
    note = _first(heads, NOTE_WORDS, but=code)
    if code is None or (is_departmental and general is None):
        return None
    if not is_departmental and None not in levels:
        return Columns(code, tuple(column for column in levels if column is not None), note=note)
    return Columns(code, (name,), general, note if note != name else None) if name is not None else None


def heading_wanted(*, is_departmental: bool) -> str:
    """Which columns an annex needs."""
    if is_departmental:
        return _("没有找到表头。表格须有“编码”“名称”“通用目录编码”三列。")
    return _("没有找到表头。表格须有“编码”和“一级目录”“二级目录”“三级目录”各列，或者“编码”和“名称”两列。")


def changes(annex: Annex, known: Mapping[str, Known]) -> list[Change]:
    """What the annex changes against an edition, in the order of the codes."""
    found = [_change(item, known.get(item.code)) for item in annex.items]
    codes = {item.code for item in annex.items}
    gone = (old for old in known.values() if old.code not in codes)
    removed = [Change("removed", old.code, old.level, old.name) for old in gone]
    return sorted([*found, *removed], key=lambda change: change.code)


def _change(item: AnnexItem, old: Known | None) -> Change:
    kind, before = "kept", ""
    if old is None:
        kind = "new"
    elif old.name != item.name:
        kind, before = "renamed", old.name
    elif old.parent != item.parent:
        kind, before = "moved", old.parent
    return Change(kind, item.code, item.level, item.name, before, item.line)


class _Reader(ABC):
    """Takes row after row; knows the codes that were seen."""

    def __init__(self, annex: Annex, columns: Columns):
        self.annex, self.columns = annex, columns
        self.lines: dict[str, int] = {}

    def take(self, row: SheetRow) -> None:
        """Make an item of the row, or say why not."""
        because = self.wrong_with(row)
        if because:
            self.annex.wrong.append(_odd(row, because))

    @abstractmethod
    def wrong_with(self, row: SheetRow) -> str:
        """Add what the row holds; a sentence when it holds nothing usable."""

    def add(self, row: SheetRow, code: str, level: int, parent: str, name: str) -> str:
        """Add an item unless its code was seen or its name is no name."""
        if code in self.lines:
            return _("编码 %(code)s 与第 %(line)d 行重复。") % {"code": code, "line": self.lines[code]}
        if len(name) > LONGEST_NAME:
            return _("名称超过 %(limit)d 个字。") % {"limit": LONGEST_NAME}
        self.lines[code] = row.line
        note = row.cell(self.columns.note)
        self.annex.items.append(AnnexItem(row.line, code, level, parent, name, note))
        return ""

    def is_footnote(self, row: SheetRow) -> bool:
        """A lone remark below the table; kept in the list of what was passed over."""
        filled = [cell for cell in row.cells if cell]
        if len(filled) != 1 or not FOOTNOTE.match(filled[0]):
            return False
        self.annex.passed_over.append(_odd(row, _("表下的注释")))
        return True

    def is_heading_again(self, row: SheetRow) -> bool:
        """The heading repeated at the top of a printed page."""
        if not columns_of(row, is_departmental=self.columns.general is not None):
            return False
        self.annex.passed_over.append(_odd(row, _("重复的表头")))
        return True


class _General(_Reader):
    """Three levels with codes such as A, A01, A0101."""

    def wrong_with(self, row: SheetRow) -> str:
        code = half_width(row.cell(self.columns.code)).upper()
        if self.is_footnote(row) or self.is_heading_again(row):
            return ""
        if not code:
            return _("缺少编码。")
        if not GENERAL_CODE.fullmatch(code):
            return _("编码“%(code)s”不合规则：一级为一个字母，二级加两位数字，三级再加两位数字。") % {
                "code": code[:20]
            }
        level = LEVEL_OF_LENGTH[len(code)]
        names = [_name(row.cell(column)) for column in self.columns.names]
        if len(names) == 1:
            return self.add_named(row, code, level, names[0])
        deepest = max((number for number, name in enumerate(names, start=1) if name), default=0)
        if deepest != level:
            return _("编码 %(code)s 是第 %(level)d 级，名称却写在第 %(deepest)d 级。") % {
                "code": code, "level": level, "deepest": deepest,
            } if deepest else _("缺少名称。")  # fmt: skip
        return self.add_above(row, code, names) or self.add_named(row, code, level, names[level - 1])

    def add_named(self, row: SheetRow, code: str, level: int, name: str) -> str:
        """Add the item of this row."""
        return self.add(row, code, level, parent_of(code), name) if name else _("缺少名称。")

    def add_above(self, row: SheetRow, code: str, names: list[str]) -> str:
        """Add the levels above, named beside an item of a lower level and not yet seen."""
        for level, length in ((1, 1), (2, 3)):
            above, name = code[:length], names[level - 1]
            if length < len(code) and name and above not in self.lines:
                because = self.add(row, above, level, parent_of(above), name)
                if because:
                    return because
        return ""


class _Departmental(_Reader):
    """Items of a department, each pointing to a third-level item of the general catalogue."""

    def __init__(self, annex: Annex, columns: Columns, general: frozenset[str]):
        super().__init__(annex, columns)
        self.general = general

    def wrong_with(self, row: SheetRow) -> str:
        code = half_width(row.cell(self.columns.code)).upper()
        if self.is_footnote(row) or self.is_heading_again(row):
            return ""
        name = _name(row.cell(self.columns.names[0]))
        general = half_width(row.cell(self.columns.general)).upper()
        if not code:
            return _("缺少编码。")
        if not DEPARTMENTAL_CODE.fullmatch(code):
            return _("编码“%(code)s”只能由字母、数字、点和短横线组成，最多 20 位。") % {"code": code[:30]}
        if not name:
            return _("缺少名称。")
        if general not in self.general:
            return _("通用目录没有第三级品目“%(code)s”。") % {"code": general[:20]}
        return self.add(row, code, DEPARTMENTAL_LEVEL, general, name)


def parent_of(code: str) -> str:
    """The code one level up: A0101 lies under A01, A01 under A, A under nothing."""
    return {1: "", 3: code[:1], 5: code[:3]}[len(code)]


def _check_parents(annex: Annex) -> None:
    codes = {item.code for item in annex.items}
    orphans = [item for item in annex.items if item.level in (2, 3) and item.parent not in codes]
    for item in orphans:
        because = _("表中没有上级品目 %(parent)s。") % {"parent": item.parent}
        annex.wrong.append(OddRow(item.line, f"{item.code} {item.name}", because))
    annex.items = [item for item in annex.items if item not in orphans]
    annex.wrong.sort(key=lambda odd: odd.line)


def _first(heads: list[str], words: Iterable[str], but: int | None = None) -> int | None:
    chosen = [column for column, head in enumerate(heads) if column != but and len(head) <= 20]
    found = (column for word in words for column in chosen if word in heads[column])
    return next(found, None)


def _name(text: str) -> str:
    """A name without spaces and line breaks; brackets stay as they were typed."""
    return "".join(text.split())


def _odd(row: SheetRow, because: str) -> OddRow:
    text = " ".join(cell for cell in row.cells if cell)
    return OddRow(row.line, text[:80], because)
