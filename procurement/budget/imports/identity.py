"""Which line a row of a table is: by the standard's own key, else by what names a line. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from procurement.budget.rules import LineFacts

# How the key begins under which a line goes out that has none of the standard.
OURS = "portal-"


@dataclass(frozen=True)
class KnownLine:
    """A line that is there: what names it, its key in the standard or ours, and what is arranged on it."""

    key: tuple
    standard_id: str
    amount: Decimal


@dataclass(frozen=True)
class Known:
    """What the rows are compared with: the bodies of this finance department, their lines, the year.

    `codes` are the codes of bodies, as they came with earlier lines or as the register has them.
    """

    bodies: Mapping[str, int]
    this_year: int
    lines: Sequence[KnownLine] = ()
    codes: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, KnownLine]:
        """The lines by their key in the standard."""
        return {line.standard_id: line for line in self.lines}

    @cached_property
    def by_key(self) -> dict[tuple, list[KnownLine]]:
        """The lines by what names them."""
        found: dict[tuple, list[KnownLine]] = {}
        for line in self.lines:
            found.setdefault(line.key, []).append(line)
        return found


def key_of(facts: LineFacts) -> tuple:
    """What names a line where the standard's key does not."""
    return (
        facts.body_id, facts.fiscal_year, facts.code, facts.fund_source, facts.kind, facts.document_number
    )  # fmt: skip


def own_id(line_id: int) -> str:
    """The key of a line that did not come by the standard."""
    return f"{OURS}{line_id}"


def line_of(facts: LineFacts, known: Known) -> tuple[KnownLine | None, str]:
    """The line that a row is, if it is there, or what is wrong with the row."""
    same = known.by_key.get(key_of(facts), [])
    if not facts.standard_id:
        because = _("同一编码、来源、类别和文号的指标有 %(count)d 条，请填写指标主键。")
        wrong = because % {"count": len(same)} if len(same) > 1 else ""
        return (same[0] if len(same) == 1 else None), wrong
    if line := known.by_id.get(facts.standard_id):
        return line, "" if line.key == key_of(facts) else _another(facts)
    if facts.standard_id.startswith(OURS):
        because = _("指标主键“%(id)s”由平台编制，平台上没有这条指标。")
        return None, because % {"id": facts.standard_id[:60]}
    return next((line for line in same if line.standard_id.startswith(OURS)), None), ""


def body_of(given: Mapping[str, str], known: Known, wrong: list[str]) -> int | None:
    """The body of a row: its code decides, a name that changed does not matter; both name the same one."""
    code, name = given["agencyCode"], given["agencyName"]
    by_code, by_name = known.codes.get(code), known.bodies.get(name)
    if by_code and by_name and by_code != by_name:
        because = _("单位代码“%(code)s”和单位名称“%(name)s”不是同一个单位。")
        wrong.append(because % {"code": code[:40], "name": name[:60]})
    elif name and not (by_code or by_name):
        wrong.append(_("“%(name)s”不是本级预算单位。") % {"name": name[:60]})
    return by_code or by_name


def _another(facts: LineFacts) -> str:
    because = _(
        "指标主键“%(id)s”在平台上是另一条指标：单位、年度、项目代码、资金来源、类别或者文号不同。"
        "已经正式下达的，请在该指标上办理确认。"
    )
    return because % {"id": facts.standard_id[:60]}
