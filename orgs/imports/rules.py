"""Rows of a register of social organisations: what each must hold, and what is wrong with it. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.bodies import rules as bodies
from portal.kernel.sheets import SheetRow, half_width

HEADING_WITHIN = 20
FIRST_DAY = date(1949, 10, 1)
# Day 1 of a spreadsheet's calendar, which counts a 29 February 1900 that never was.
SHEET_EPOCH = date(1899, 12, 30)
DAY = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?(?:[ T].*)?|(\d{4})(\d{2})(\d{2})")
SHEET_DAY = re.compile(r"\d{5}")
TYPE_WORDS = {"社会团体": "1", "民办非企业单位": "2", "社会服务机构": "2", "基金会": "3"}
TYPE_OF_PREFIX = {"51": "1", "52": "2", "53": "3"}

# The columns: how offices head them, how long a value may be, whether it must be there.
COLUMNS = {
    "credit_code": (("统一社会信用代码", "信用代码"), 18, True),
    "name": (("社会组织名称", "组织名称", "单位名称", "名称"), 120, True),
    "type": (("社会组织类型", "组织类型", "类型"), 20, False),
    "authority": (("登记管理机关", "登记机关"), 120, True),
    "competent_unit": (("业务主管单位", "业务主管"), 120, False),
    "legal_representative": (("法定代表人", "法人代表", "法人"), 60, True),
    "registered_on": (("成立登记日期", "登记日期", "登记时间", "成立日期", "成立时间"), 40, True),
    "address": (("住所", "地址"), 200, False),
    "scope": (("业务范围", "宗旨"), 2000, False),
}
LABELS = {
    "credit_code": gettext_lazy("统一社会信用代码"),
    "name": gettext_lazy("名称"),
    "type": gettext_lazy("组织类型"),
    "authority": gettext_lazy("登记管理机关"),
    "competent_unit": gettext_lazy("业务主管单位"),
    "legal_representative": gettext_lazy("法定代表人"),
    "registered_on": gettext_lazy("登记日期"),
    "address": gettext_lazy("住所"),
    "scope": gettext_lazy("业务范围"),
}


@dataclass(frozen=True)
class RegisterRow:
    """One social organisation as a register has it; `division` is the code of the authority's division."""

    credit_code: str
    name: str
    type: str
    authority: str
    division: str
    competent_unit: str
    legal_representative: str
    registered_on: str
    address: str
    scope: str

    def as_facts(self) -> dict[str, str]:
        """What is stored with the row of an import."""
        return asdict(self)


@dataclass(frozen=True)
class ReadRow:
    """What became of one row: facts, or the reasons why there are none."""

    line: int
    text: str
    facts: RegisterRow | None = None
    wrong: tuple[str, ...] = ()


class NoHeading(ValueError):
    """The table has no heading that names the columns; the message says which are wanted."""


class RegisterReader:
    """Reads row after row; knows the codes and names that it has seen.

    `divisions` gives the division of each six-digit code of GB/T 2260; `today` is the last possible day.
    """

    def __init__(self, divisions: Mapping[str, str], *, today: date):
        self.divisions, self.today = divisions, today
        self.codes: dict[str, int] = {}
        self.names: dict[str, int] = {}

    def read(self, rows: Iterator[SheetRow]) -> Iterator[ReadRow]:
        """Every row below the heading. Raises NoHeading."""
        columns = heading(rows)
        for row in rows:
            if heading_of(row) is None:
                yield self.row(row, columns)

    def row(self, row: SheetRow, columns: Mapping[str, int]) -> ReadRow:
        """One row, with everything that is wrong with it."""
        cells = {name: " ".join(row.cell(columns.get(name)).split()) for name in COLUMNS}
        text = " ".join(cell for cell in row.cells if cell)[:80]
        wrong = [*_missing(cells), *_too_long(cells)]
        code = half_width(cells["credit_code"]).upper()
        kind, of_code = TYPE_OF_PREFIX.get(code[:2], ""), self._code_says(code, cells)
        day = day_of(cells["registered_on"])
        wrong += of_code
        wrong += self._type_says(cells["type"], kind) if not of_code else []
        wrong += self._day_says(cells["registered_on"], day)
        wrong += self._seen(row.line, code, cells["name"])
        if wrong:
            return ReadRow(row.line, text, wrong=tuple(wrong))
        cells |= {"credit_code": code, "type": kind, "registered_on": day.isoformat()}
        return ReadRow(row.line, text, RegisterRow(**cells, division=self.divisions[code[2:8]]))

    def _code_says(self, code: str, cells: Mapping[str, str]) -> list[str]:
        if not code:
            return []
        refusals = bodies.credit_code_refusals(code)
        if refusals and not bodies.credit_code_refusals(half_width(cells["name"]).upper()):
            return [_("名称和统一社会信用代码两列可能互换了。")]
        if refusals:
            return [str(refusals[0].because)]
        if code[:2] not in TYPE_OF_PREFIX:
            return [
                _("统一社会信用代码“%(code)s”不是社会组织的代码（应以51、52或者53开头）。") % {"code": code}
            ]
        if code[2:8] not in self.divisions:
            return [_("统一社会信用代码里的登记机关区划“%(code)s”不在区划表中。") % {"code": code[2:8]}]
        return []

    def _type_says(self, typed: str, kind: str) -> list[str]:
        meant = TYPE_WORDS.get(typed)
        if typed and meant is None:
            return [_("不认识的组织类型“%(type)s”。") % {"type": typed[:20]}]
        if meant and kind and meant != kind:
            return [_("组织类型“%(type)s”与统一社会信用代码不符。") % {"type": typed}]
        return []

    def _day_says(self, typed: str, day: date | None) -> list[str]:
        if not typed:
            return []
        if day is None:
            return [_("登记日期“%(day)s”不是日期。") % {"day": typed[:20]}]
        if not FIRST_DAY <= day <= self.today:
            return [_("登记日期 %(day)s 早得不可能，或者在今天以后。") % {"day": day.isoformat()}]
        return []

    def _seen(self, line: int, code: str, name: str) -> list[str]:
        said = []
        for label, value, seen in ((_("信用代码"), code, self.codes), (_("名称"), name, self.names)):
            if value and value in seen:
                said.append(_("%(label)s与第 %(line)d 行重复。") % {"label": label, "line": seen[value]})
            elif value:
                seen[value] = line
        return said


def heading(rows: Iterator[SheetRow]) -> dict[str, int]:
    """Read down to the heading and give its columns. Raises NoHeading."""
    for number, row in enumerate(rows):
        columns = heading_of(row)
        if columns is not None:
            return columns
        if number >= HEADING_WITHIN:
            break
    wanted = "、".join(f"“{LABELS[name]}”" for name, (_words, _size, must) in COLUMNS.items() if must)
    raise NoHeading(_("没有找到表头。表格须有以下各列：%(columns)s。") % {"columns": wanted})


def heading_of(row: SheetRow) -> dict[str, int] | None:
    """The columns when the row heads them all, by the words that offices use."""
    heads = [half_width(cell) for cell in row.cells]
    columns: dict[str, int] = {}
    for name, (words, _size, must) in COLUMNS.items():
        taken = set(columns.values())
        free = [(index, head) for index, head in enumerate(heads) if index not in taken and len(head) <= 20]
        found = next((index for word in words for index, head in free if word in head), None)
        if found is not None:
            columns[name] = found
        elif must:
            return None
    return columns


def day_of(text: str) -> date | None:
    """A day as offices write it: 2019-03-05, 2019年3月5日, 2019.3.5, 20190305, or a spreadsheet's number."""
    plain = half_width(text.split(" ")[0])
    found = DAY.fullmatch(plain)
    try:
        if found:
            year, month, day = (part for part in found.groups() if part)
            return date(int(year), int(month), int(day))
        if SHEET_DAY.fullmatch(plain):
            return SHEET_EPOCH + timedelta(days=int(plain))
    except ValueError:
        return None
    return None


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """The facts that differ, as (before, after); what the register leaves empty changes nothing."""
    return {
        name: (str(before[name]), str(after[name]))
        for name in LABELS
        if name in before and after.get(name) and str(before[name]) != str(after[name])
    }


def _missing(cells: Mapping[str, str]) -> list[str]:
    lacking = [str(LABELS[name]) for name, (_w, _s, must) in COLUMNS.items() if must and not cells[name]]
    return [_("缺少：%(columns)s。") % {"columns": "、".join(lacking)}] if lacking else []


def _too_long(cells: Mapping[str, str]) -> list[str]:
    return [
        _("%(column)s超过 %(limit)d 个字。") % {"column": LABELS[name], "limit": limit}
        for name, (_w, limit, _m) in COLUMNS.items()
        if name != "credit_code" and len(cells[name]) > limit
    ]
