"""One row of a table in the standard's field names into a budget line, or into reasons. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from orgs.imports.rules import day_of, text_of
from portal.kernel.errors import Refusal
from portal.kernel.money import ZERO, format_amount, yuan
from portal.kernel.sheets import SheetRow, half_width
from procurement.budget.choices import UNSETTLED, FundSource, LineKind
from procurement.budget.imports.choices import RowOutcome
from procurement.budget.imports.fields import COLUMNS, MUST, OWN
from procurement.budget.imports.identity import Known, body_of, key_of, line_of
from procurement.budget.rules import LineFacts, entry_refusals, is_papered

HEADING_WITHIN = 20
LONGEST = {
    "bgtId": 60,
    "proCode": 40,
    "proName": 120,
    "corBgtDocNo": 80,
    "supBgtDocNo": 80,
    "expFuncCode": 20,
    "confirmedDocNo": 80,
}
LONGEST_OTHER = 300
# The expenditure function of the lottery fund for welfare (rules of the province, 2018).
LOTTERY_FUNCTION = "2296002"
SOURCES = (
    ("福利彩票", FundSource.LOTTERY),
    ("福彩", FundSource.LOTTERY),
    ("彩票公益金", FundSource.LOTTERY),
    ("社会救助", FundSource.ASSISTANCE),
    ("一般公共预算", FundSource.GENERAL),
)
KINDS = (
    ("提前", LineKind.ADVANCE),
    ("草案", LineKind.DRAFT),
    ("转移支付", LineKind.TRANSFER),
    ("追加", LineKind.SUPPLEMENT),
    ("调剂", LineKind.ADJUSTMENT),
    ("调整", LineKind.ADJUSTMENT),
    ("结转", LineKind.CARRY_OVER),
    ("结余", LineKind.CARRY_OVER),
    ("年初", LineKind.YEAR),
)
TRUE = ("1", "是", "true", "y", "yes")


class NoHeading(ValueError):
    """The table has no row that names the fields; the message says which are wanted."""


@dataclass(frozen=True)
class Row:
    """What became of one row: a line, one that is known already, or the reasons why there is none."""

    line: int
    text: str
    outcome: str = RowOutcome.NEW
    facts: LineFacts | None = None
    wrong: tuple[str, ...] = ()


def read(rows: Iterator[SheetRow], known: Known) -> list[Row]:
    """Every row below the heading. Raises NoHeading."""
    columns, found, seen = heading(rows), [], set()
    for row in rows:
        cells = {name: " ".join(row.cell(index).split()) for name, index in columns.items()}
        if not is_heading(cells):
            found.append(judged(read_row(row, cells, known), known, seen))
    return found


def heading(rows: Iterator[SheetRow]) -> dict[str, int]:
    """Read down to the row that names the fields, by the standard's names or by the form's."""
    labels = {half_width(str(label)): name for name, label in COLUMNS.items()}
    labels |= {name.lower(): name for name in COLUMNS}
    for number, row in enumerate(rows):
        heads = [labels.get(half_width(cell), labels.get(half_width(cell).lower())) for cell in row.cells]
        found = {name: index for index, name in reversed(list(enumerate(heads))) if name}
        if all(name in found for name in MUST):
            return found
        if number >= HEADING_WITHIN:
            break
    wanted = "、".join(f"{name}（{COLUMNS[name]}）" for name in MUST)
    raise NoHeading(_("没有找到表头。表格须有以下各列：%(columns)s。") % {"columns": wanted})


def is_heading(cells: Mapping[str, str]) -> bool:
    """The second row of a heading, or the heading of another page."""
    return all(cells[name] in (name, str(COLUMNS[name])) for name in MUST)


def read_row(row: SheetRow, cells: dict[str, str], known: Known) -> Row:
    """The line that a row describes, or what is wrong with it."""
    given = {name: cells.get(name, "") for name in COLUMNS}
    wrong = [*missing(given), *too_long(given)]
    body_id = body_of(given, known, wrong)
    if half_width(given["isDeleted"]).lower() in TRUE:
        wrong.append(_("这一行标为已删除。"))
    amount, year = amount_in(given, wrong), year_in(given, wrong)
    day, confirmed_on = (day_in(given, name, wrong) for name in ("docDate", "confirmedDate"))
    source, kind = source_of(given), kind_of(given)
    if source is None:
        wrong.append(_("资金性质“%(name)s”无法识别。") % {"name": given["fundTypeName"][:40] or _("空白")})
    if kind is None:
        wrong.append(_("指标类型“%(name)s”无法识别。") % {"name": given["bgtTypeName"][:40]})
    if wrong:
        return Row(row.line, text_of(row), RowOutcome.WRONG, wrong=tuple(wrong))
    facts = LineFacts(
        body_id=body_id,
        fiscal_year=year,
        code=given["proCode"],
        title=given["proName"],
        fund_source=source,
        amount=amount,
        document_number=given["corBgtDocNo"],
        kind=kind,
        document_on=day,
        upper_number=given["supBgtDocNo"],
        function_code=given["expFuncCode"],
        standard_id=given["bgtId"],
        confirmed_number=given["confirmedDocNo"] if kind in UNSETTLED else "",
        confirmed_on=confirmed_on if kind in UNSETTLED else None,
        standard={name: text for name, text in given.items() if text and name not in OWN},
    )
    return Row(row.line, text_of(row), facts=facts)


def judged(row: Row, known: Known, seen: set[tuple]) -> Row:
    """The row against the lines that are there and the rows above it."""
    if row.facts is None:
        return row
    name = row.facts.standard_id or key_of(row.facts)
    if name in seen:
        return wrong_row(row, _("与上面的一行是同一条指标。"))
    seen.add(name)
    line, wrong = line_of(row.facts, known)
    if wrong:
        return wrong_row(row, wrong)
    if line and line.amount == row.facts.amount:
        return replace(row, outcome=RowOutcome.SAME)
    if line:
        because = _("这条指标已有，现在是 %(held)s 元，表中是 %(amount)s 元；请办理追加或者核减。")
        amounts = {"held": format_amount(line.amount), "amount": format_amount(row.facts.amount)}
        return wrong_row(row, because % amounts)
    refusals = entry_refusals(
        amount=row.facts.amount,
        fiscal_year=row.facts.fiscal_year,
        this_year=known.this_year,
        is_known=False,
        is_papered=is_papered(row.facts),
    )
    return wrong_row(row, *(refusal.because for refusal in refusals)) if refusals else row


def wrong_row(row: Row, *because: str) -> Row:
    """The row with what is wrong with it."""
    return replace(row, outcome=RowOutcome.WRONG, wrong=because)


def missing(given: Mapping[str, str]) -> list[str]:
    """What must be there and is not, in one sentence."""
    lacking = "、".join(str(COLUMNS[name]) for name in MUST if not given[name])
    return [_("缺少：%(columns)s。") % {"columns": lacking}] if lacking else []


def too_long(given: Mapping[str, str]) -> list[str]:
    """One sentence for each value that is longer than it may be."""
    return [
        _("%(column)s超过 %(limit)d 个字。") % {"column": COLUMNS[name], "limit": limit}
        for name, text in given.items()
        if len(text) > (limit := LONGEST.get(name, LONGEST_OTHER))
    ]


def amount_in(given: Mapping[str, str], wrong: list[str]) -> Decimal:
    """The amount in yuan."""
    try:
        return yuan(given["amount"]) if given["amount"] else ZERO
    except ValueError as error:
        wrong.append(str(error))
        return ZERO


def year_in(given: Mapping[str, str], wrong: list[str]) -> int:
    """The year of the budget."""
    text = half_width(given["fiscalYear"]).removesuffix("年")
    if text.isascii() and text.isdigit() and len(text) == len("2026"):
        return int(text)
    if text:
        wrong.append(_("预算年度“%(year)s”不是四位年份。") % {"year": text[:20]})
    return 0


def day_in(given: Mapping[str, str], name: str, wrong: list[str]) -> date | None:
    """The day of a paper."""
    day = day_of(given[name]) if given[name] else None
    if given[name] and day is None:
        wrong.append(_("%(column)s“%(day)s”不是日期。") % {"column": COLUMNS[name], "day": given[name][:20]})
    return day


def source_of(given: Mapping[str, str]) -> str | None:
    """Where the money comes from, by the words of the standard's names; None when it says nothing."""
    if half_width(given["expFuncCode"]).startswith(LOTTERY_FUNCTION):
        return FundSource.LOTTERY
    says = f"{given['fundTypeName']}{given['foundTypeName']}"
    found = next((source for words, source in SOURCES if words in says), None)
    return found or (FundSource.OTHER if says else None)


def kind_of(given: Mapping[str, str]) -> str | None:
    """The kind of line, by the words of its type or source; the year's budget where it says nothing."""
    says = f"{given['bgtTypeName']}{given['sourceTypeName']}"
    found = next((kind for words, kind in KINDS if words in says), None)
    return found or (None if says else LineKind.YEAR)


def undo_refusals(used: list[str]) -> list[Refusal]:
    """Lines that were used or changed since stay."""
    if not used:
        return []
    return [
        Refusal(
            because=_("有 %(count)d 条指标已经被占用或者调整过：%(lines)s。")
            % {"count": len(used), "lines": "、".join(used[:5])},
            remedy=_("不能整批撤销；请逐条办理核减或者调剂。"),
            code="import_in_use",
        )
    ]
