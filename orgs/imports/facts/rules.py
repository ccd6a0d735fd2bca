"""Rows of facts, kind by kind: what each must hold, and what is wrong with it. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.bodies import rules as bodies
from orgs.bodies.choices import AssessmentGrade
from orgs.imports.rules import (
    Column,
    Columns,
    ReadRow,
    day_of,
    day_says,
    missing,
    rows_below,
    text_of,
    too_long,
)
from orgs.registry.choices import (
    CaseLevel,
    FactKind,
    GradeEvent,
    InspectionResult,
    ListingCause,
    ListKind,
    PenaltyKind,
    TrainingKind,
)
from orgs.registry.rules import Fact
from portal.kernel import money
from portal.kernel.sheets import SheetRow, half_width

YEAR = re.compile(r"((?:19|20)\d{2})年?度?")
GRADE = re.compile(r"([1-5])A级?|(A{1,5})级?")
# Days that may lie ahead: the end of a ban.
AHEAD = frozenset({"ends_on"})

WHOSE = {
    "credit_code": Column(gettext_lazy("统一社会信用代码"), ("统一社会信用代码", "信用代码"), 18),
    "name": Column(gettext_lazy("名称"), ("社会组织名称", "组织名称", "单位名称", "名称"), 120, must=True),
}
ISSUER = Column(
    gettext_lazy("作出机关"), ("公布机关", "检查机关", "决定机关", "作出机关", "机关"), 120, must=True
)
REMARK = Column(gettext_lazy("说明"), ("说明", "备注"), 500)
COLUMNS: dict[str, Columns] = {
    FactKind.GRADE: WHOSE
    | {
        "code": Column(gettext_lazy("评估等级"), ("评估等级", "评估结果", "等级"), 20, must=True),
        "happened_on": Column(gettext_lazy("公布日期"), ("公布日期", "公告日期", "评定日期"), 40, must=True),
        "cause": Column(gettext_lazy("情形"), ("情形",), 40),
        "issued_by": ISSUER,
        "remark": REMARK,
    },
    FactKind.INSPECTION: WHOSE
    | {
        "year": Column(gettext_lazy("检查年度"), ("检查年度", "年度"), 20, must=True),
        "code": Column(gettext_lazy("检查结论"), ("检查结论", "年检结论", "结论", "结果"), 40, must=True),
        "happened_on": Column(gettext_lazy("结论日期"), ("结论日期", "报送日期", "日期"), 40, must=True),
        "issued_by": ISSUER,
        "remark": REMARK,
    },
    FactKind.LISTING: WHOSE
    | {
        "code": Column(gettext_lazy("名录名单"), ("名录名单", "名单类别", "名录", "名单"), 40, must=True),
        "cause": Column(gettext_lazy("列入情形"), ("列入情形", "列入事由", "列入原因"), 400, must=True),
        "happened_on": Column(gettext_lazy("列入日期"), ("列入日期", "列入时间"), 40, must=True),
        "ends_on": Column(gettext_lazy("移出日期"), ("移出日期", "移出时间"), 40),
        "issued_by": ISSUER,
        "number": Column(gettext_lazy("决定文号"), ("决定文号", "文号"), 80),
        "remark": REMARK,
    },
    FactKind.PENALTY: WHOSE
    | {
        "code": Column(gettext_lazy("处罚种类"), ("处罚种类", "处罚类别"), 40, must=True),
        "number": Column(gettext_lazy("决定书文号"), ("决定书文号", "决定文号", "文号"), 80, must=True),
        "happened_on": Column(gettext_lazy("决定日期"), ("决定日期", "处罚日期"), 40, must=True),
        "issued_by": ISSUER,
        "remark": Column(gettext_lazy("违法事实"), ("违法事实", "处罚事由"), 500, must=True),
        "amount": Column(gettext_lazy("罚款金额"), ("罚款金额", "金额"), 40),
        "starts_on": Column(gettext_lazy("禁止采购起始日期"), ("起始日期",), 40),
        "ends_on": Column(gettext_lazy("禁止采购终止日期"), ("终止日期", "截止日期"), 40),
    },
    FactKind.TRAINING: WHOSE
    | {
        "remark": Column(gettext_lazy("培训名称"), ("培训名称", "培训班", "班次"), 200, must=True),
        "code": Column(gettext_lazy("培训内容"), ("培训内容", "培训类别", "内容"), 40, must=True),
        "happened_on": Column(gettext_lazy("结束日期"), ("结束日期", "结业日期", "培训日期"), 40, must=True),
        "issued_by": Column(gettext_lazy("举办单位"), ("举办单位", "主办单位", "组织单位"), 120, must=True),
    },
    FactKind.CASE: WHOSE
    | {
        "remark": Column(gettext_lazy("案例名称"), ("案例名称", "案例", "典型经验"), 200, must=True),
        "code": Column(gettext_lazy("评选范围"), ("评选范围", "级别", "范围"), 40, must=True),
        "happened_on": Column(gettext_lazy("公布日期"), ("公布日期", "公告日期"), 40, must=True),
        "issued_by": Column(gettext_lazy("评选机关"), ("评选机关", "公布机关", "机关"), 120, must=True),
        "number": Column(gettext_lazy("公布文号"), ("公布文号", "文号"), 80),
    },
}  # fmt: skip

# The words of offices, the first that stands in a cell counts.
EVENT_WORDS = (
    ("降", GradeEvent.LOWERED), ("取消", GradeEvent.CANCELLED), ("撤销", GradeEvent.CANCELLED),
    ("评定", GradeEvent.AWARDED), ("获评", GradeEvent.AWARDED), ("授予", GradeEvent.AWARDED),
)  # fmt: skip
RESULT_WORDS = (
    ("结论未出", InspectionResult.FILED), ("已报送", InspectionResult.FILED),
    ("未按规定", InspectionResult.NOT_FILED), ("未报送", InspectionResult.NOT_FILED),
    ("未参加", InspectionResult.NOT_FILED), ("未参检", InspectionResult.NOT_FILED),
    ("未年检", InspectionResult.NOT_FILED), ("不合格", InspectionResult.UNQUALIFIED),
    ("基本合格", InspectionResult.BASICALLY_QUALIFIED), ("合格", InspectionResult.QUALIFIED),
)  # fmt: skip
LIST_WORDS = (("活动异常", ListKind.ABNORMAL), ("严重违法", ListKind.SERIOUS))
CAUSE_WORDS = (
    ("满两年", ListingCause.TWO_YEARS), ("满2年", ListingCause.TWO_YEARS),
    ("年度报告", ListingCause.NO_REPORT), ("年报", ListingCause.NO_REPORT),
    ("年度检查", ListingCause.NO_REPORT), ("年检", ListingCause.NO_REPORT),
    ("党组织", ListingCause.NO_PARTY), ("整改", ListingCause.NOT_RECTIFIED),
    ("无法联系", ListingCause.UNREACHABLE), ("无法取得联系", ListingCause.UNREACHABLE),
    ("弄虚作假", ListingCause.FRAUD), ("失信被执行", ListingCause.DISHONEST),
    ("撤销", ListingCause.REVOKED),
)  # fmt: skip
PENALTY_WORDS = (
    ("警告", PenaltyKind.WARNING), ("罚款", PenaltyKind.FINE), ("没收", PenaltyKind.CONFISCATION),
    ("停止活动", PenaltyKind.SUSPENSION), ("撤销登记", PenaltyKind.REVOCATION),
    ("吊销", PenaltyKind.REVOCATION), ("禁止参加", PenaltyKind.BAN), ("刑事", PenaltyKind.CRIMINAL),
)  # fmt: skip
TRAINING_WORDS = (
    ("党", TrainingKind.PARTY), ("财务", TrainingKind.FINANCE), ("会计", TrainingKind.FINANCE),
    ("项目", TrainingKind.PROJECT), ("社会工作", TrainingKind.SOCIAL_WORK),
    ("社工", TrainingKind.SOCIAL_WORK), ("督导", TrainingKind.SOCIAL_WORK),
    ("治理", TrainingKind.GOVERNANCE), ("法", TrainingKind.LAW), ("政策", TrainingKind.LAW),
    ("", TrainingKind.OTHER),
)  # fmt: skip
CASE_WORDS = (
    ("国", CaseLevel.NATIONAL), ("省", CaseLevel.PROVINCE), ("县", CaseLevel.COUNTY),
    ("区", CaseLevel.COUNTY), ("市", CaseLevel.PREFECTURE), ("州", CaseLevel.PREFECTURE),
)  # fmt: skip


@dataclass(frozen=True)
class FactRow:
    """A fact and whose it is, by code, by name, or by both."""

    credit_code: str
    name: str
    fact: Fact


class FactReader:
    """Reads row after row of one kind; whose a fact is and what stands in the register is asked later.

    `today` is the last possible day.
    """

    def __init__(self, kind: str, *, today: date):
        self.kind, self.today, self.columns = kind, today, COLUMNS[kind]

    def read(self, rows: Iterator[SheetRow]) -> Iterator[ReadRow]:
        """Every row below the heading. Raises NoHeading."""
        for row, cells in rows_below(rows, self.columns):
            yield self.row(row, cells)

    def row(self, row: SheetRow, cells: dict[str, str]) -> ReadRow:
        """One row, with everything that is wrong with it."""
        code = half_width(cells["credit_code"]).upper()
        wrong = [*missing(cells, self.columns), *too_long(cells, self.columns), *code_says(code, cells)]
        values: dict[str, Any] = {name: cells[name] for name in self.columns if name not in WHOSE}
        for name in values:
            values[name], because = self.value(name, cells[name])
            wrong += because
        if wrong:
            return ReadRow(row.line, text_of(row), wrong=tuple(wrong))
        fact = completed(Fact(kind=self.kind, **values), cells)
        return ReadRow(row.line, text_of(row), FactRow(code, cells["name"], fact))

    def value(self, name: str, typed: str) -> tuple[Any, list[str]]:
        """What a cell means, and what is wrong with it."""
        label = str(self.columns[name].label)
        if name.endswith("_on"):
            day = day_of(typed) if typed else None
            last = date.max if name in AHEAD and self.kind == FactKind.PENALTY else self.today
            return day, day_says(label, typed, day, today=last)
        if name == "year":
            return year_of(typed), [] if not typed or year_of(typed) else [_unknown(label, typed)]
        if name == "amount":
            return amount_of(typed)
        if name in ("code", "cause"):
            meant = word_of(self.kind, name, typed)
            return meant, [] if meant or not typed else [_unknown(label, typed)]
        return typed, []


def word_of(kind: str, name: str, typed: str) -> str:
    """The key that a word of an office stands for; empty where it is none, or two at once."""
    plain = half_width(typed).upper()
    if kind == FactKind.GRADE and name == "code":
        found = GRADE.fullmatch(plain)
        grade = f"{found[1] or len(found[2])}A" if found else ""
        return grade if grade in AssessmentGrade.values else ""
    if kind == FactKind.PENALTY:
        meant = {key for word, key in PENALTY_WORDS if word in plain}
        return meant.pop() if len(meant) == 1 else ""
    words = {
        (FactKind.GRADE, "cause"): EVENT_WORDS,
        (FactKind.INSPECTION, "code"): RESULT_WORDS,
        (FactKind.LISTING, "code"): LIST_WORDS,
        (FactKind.LISTING, "cause"): CAUSE_WORDS,
        (FactKind.TRAINING, "code"): TRAINING_WORDS if plain else (),
        (FactKind.CASE, "code"): CASE_WORDS,
    }[FactKind(kind), name]
    other = ListingCause.OTHER if (kind, name) == (FactKind.LISTING, "cause") and plain else ""
    return str(next((key for word, key in words if word in plain), other))


def completed(fact: Fact, cells: Mapping[str, str]) -> Fact:
    """A cause that has no word of its own stays readable as it was typed."""
    if fact.cause == ListingCause.OTHER and not fact.remark:
        return replace(fact, remark=cells["cause"])
    return fact


def year_of(typed: str) -> int | None:
    """2024, 2024年, 2024年度."""
    found = YEAR.fullmatch(half_width(typed))
    return int(found[1]) if found else None


def amount_of(typed: str) -> tuple[Decimal | None, list[str]]:
    """An amount in yuan, or the sentence that says what is wrong with it."""
    try:
        return (money.yuan(typed) if typed else None), []
    except ValueError as error:
        return None, [str(error)]


def code_says(code: str, cells: Mapping[str, str]) -> list[str]:
    """What is wrong with the code, if there is one: it may be left out where the name is there."""
    if not code or not bodies.credit_code_refusals(code):
        return []
    if not bodies.credit_code_refusals(half_width(cells["name"]).upper()):
        return [_("名称和统一社会信用代码两列可能互换了。")]
    return [str(bodies.credit_code_refusals(code)[0].because)]


def as_json(fact: Fact) -> dict[str, Any]:
    """A fact as it is kept with the row of an import."""
    plain = {name: value for name, value in vars(fact).items() if value not in ("", None, False)}
    return {name: value if isinstance(value, int) else str(value) for name, value in plain.items()}


def from_json(kept: Mapping[str, Any]) -> Fact:
    """The fact that was kept."""
    days = {name: date.fromisoformat(kept[name]) for name in kept if name.endswith("_on")}
    amount = {"amount": Decimal(kept["amount"])} if "amount" in kept else {}
    return Fact(**{**kept, **days, **amount})


def _unknown(label: str, typed: str) -> str:
    return _("不认识的%(column)s“%(text)s”。") % {"column": label, "text": typed[:20]}
