"""Tables to fill in: the heads of the columns and one example row. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from orgs.imports.choices import TableKind
from orgs.imports.facts import rules as facts
from orgs.imports.registrations import rules as registrations
from orgs.imports.rules import EXAMPLE, Columns

CODE, NAME, AUTHORITY = "52430111YY0000001L", "某区某某社会工作服务中心（示例）", "某区民政局（示例）"
WHOSE = {"credit_code": CODE, "name": NAME}
EXAMPLES: dict[str, dict[str, str]] = {
    TableKind.REGISTRATION: WHOSE
    | {
        "type": "社会服务机构", "authority": AUTHORITY, "competent_unit": "某区民政局（示例）",
        "legal_representative": "张某（示例）", "registered_on": "2019-03-05", "address": "某街道示例路1号",
        "scope": "社会工作服务",
    },
    TableKind.GRADE: WHOSE
    | {"code": "4A", "happened_on": "2025-06-30", "cause": "评定", "issued_by": AUTHORITY},
    TableKind.INSPECTION: WHOSE
    | {"year": "2024", "code": "合格", "happened_on": "2025-08-31", "issued_by": AUTHORITY},
    TableKind.LISTING: WHOSE
    | {
        "code": "活动异常名录", "cause": "未按规定报送年度报告", "happened_on": "2025-09-15",
        "ends_on": "2025-12-01", "issued_by": AUTHORITY, "number": "某民异〔2025〕3号（示例）",
    },
    TableKind.PENALTY: WHOSE
    | {
        "code": "罚款", "number": "某民罚〔2025〕1号（示例）", "happened_on": "2025-05-20",
        "issued_by": AUTHORITY, "remark": "违反章程规定开展活动（示例）", "amount": "5000",
    },
    TableKind.TRAINING: WHOSE
    | {
        "remark": "社会组织项目管理培训班（示例）", "code": "项目管理", "happened_on": "2025-09-18",
        "issued_by": AUTHORITY,
    },
    TableKind.CASE: WHOSE
    | {
        "remark": "邻里互助点亮养老路（示例）", "code": "全省", "happened_on": "2025-05-28",
        "issued_by": AUTHORITY, "number": "某民函〔2025〕6号（示例）",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """What a kind of table must and may hold, for the page that asks for the file."""

    kind: str
    label: str
    must: str
    may: str


def wanted(kinds: list[tuple[str, str]]) -> list[Wanted]:
    """The columns of these kinds of tables, in words."""
    return [Wanted(kind, str(label), *words_of(columns_of(kind))) for kind, label in kinds]


def words_of(columns: Columns) -> tuple[str, str]:
    """The columns that must be there, and the others."""
    parts = (
        [str(column.label) for column in columns.values() if column.must is must] for must in (True, False)
    )
    must, may = ("、".join(words) for words in parts)
    return must, may


def columns_of(kind: str) -> Columns:
    """The columns of a kind of table."""
    return registrations.COLUMNS if kind == TableKind.REGISTRATION else facts.COLUMNS[kind]


def heading(kind: str) -> list[str]:
    """The heads of the columns as the template has them; the last one marks the example."""
    return [*(str(column.label) for column in columns_of(kind).values()), _("填写提示")]


def example(kind: str) -> list[str]:
    """One row that shows how a table is filled in; it says itself that it is none."""
    cells = [EXAMPLES[kind].get(name, "") for name in columns_of(kind)]
    return [*cells, _("%(example)s，导入时略过。日期写成 2025-06-30，一行写一件事。") % {"example": EXAMPLE}]
