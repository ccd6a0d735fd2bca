"""Rows of a register of social organisations: what each must hold, and what is wrong with it. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.bodies import rules as bodies
from orgs.imports.rules import (
    Column,
    ReadRow,
    day_of,
    day_says,
    missing,
    rows_below,
    text_of,
    too_long,
)
from portal.kernel.sheets import SheetRow, half_width

TYPE_WORDS = {"社会团体": "1", "民办非企业单位": "2", "社会服务机构": "2", "基金会": "3"}
TYPE_OF_PREFIX = {"51": "1", "52": "2", "53": "3"}

COLUMNS = {
    "credit_code": Column(gettext_lazy("统一社会信用代码"), ("统一社会信用代码", "信用代码"), 18, must=True),
    "name": Column(gettext_lazy("名称"), ("社会组织名称", "组织名称", "单位名称", "名称"), 120, must=True),
    "type": Column(gettext_lazy("组织类型"), ("社会组织类型", "组织类型", "类型"), 20),
    "authority": Column(gettext_lazy("登记管理机关"), ("登记管理机关", "登记机关"), 120, must=True),
    "competent_unit": Column(gettext_lazy("业务主管单位"), ("业务主管单位", "业务主管"), 120),
    "legal_representative": Column(
        gettext_lazy("法定代表人"), ("法定代表人", "法人代表", "法人"), 60, must=True
    ),
    "registered_on": Column(
        gettext_lazy("登记日期"),
        ("成立登记日期", "登记日期", "登记时间", "成立日期", "成立时间"),
        40,
        must=True,
    ),
    "address": Column(gettext_lazy("住所"), ("住所", "地址"), 200),
    "scope": Column(gettext_lazy("业务范围"), ("业务范围", "宗旨"), 2000),
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


class RegisterReader:
    """Reads row after row; knows the codes and names that it has seen.

    `divisions` gives the division of each six-digit code of GB/T 2260; `today` is the last possible day;
    `area` is how the divisions begin whose register it is, nothing for all.
    """

    def __init__(self, divisions: Mapping[str, str], *, today: date, area: str = ""):
        self.divisions, self.today, self.area = divisions, today, area
        self.codes: dict[str, int] = {}
        self.names: dict[str, int] = {}

    def read(self, rows: Iterator[SheetRow]) -> Iterator[ReadRow]:
        """Every row below the heading. Raises NoHeading."""
        for row, cells in rows_below(rows, COLUMNS):
            yield self.row(row, cells)

    def row(self, row: SheetRow, cells: dict[str, str]) -> ReadRow:
        """One row, with everything that is wrong with it."""
        text = text_of(row)
        wrong = [*missing(cells, COLUMNS), *too_long(cells, COLUMNS)]
        code = half_width(cells["credit_code"]).upper()
        kind, of_code = TYPE_OF_PREFIX.get(code[:2], ""), self._code_says(code, cells)
        day = day_of(cells["registered_on"])
        wrong += of_code
        wrong += self._type_says(cells["type"], kind) if not of_code else []
        wrong += day_says(_("登记日期"), cells["registered_on"], day, today=self.today)
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
        if not self.divisions[code[2:8]].startswith(self.area):
            return [_("不是本机关或者下级机关登记的社会组织。")]
        return []

    def _type_says(self, typed: str, kind: str) -> list[str]:
        meant = TYPE_WORDS.get(typed)
        if typed and meant is None:
            return [_("不认识的组织类型“%(type)s”。") % {"type": typed[:20]}]
        if meant and kind and meant != kind:
            return [_("组织类型“%(type)s”与统一社会信用代码不符。") % {"type": typed}]
        return []

    def _seen(self, line: int, code: str, name: str) -> list[str]:
        said = []
        for label, value, seen in ((_("信用代码"), code, self.codes), (_("名称"), name, self.names)):
            if value and value in seen:
                said.append(_("%(label)s与第 %(line)d 行重复。") % {"label": label, "line": seen[value]})
            elif value:
                seen[value] = line
        return said


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """The facts that differ, as (before, after); what the register leaves empty changes nothing."""
    return {
        name: (str(before[name]), str(after[name]))
        for name in COLUMNS
        if name in before and after.get(name) and str(before[name]) != str(after[name])
    }
