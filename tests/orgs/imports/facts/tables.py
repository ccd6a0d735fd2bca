"""Tables of facts as files, for the tests of imports."""

from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.orgs.imports import register

HEADINGS = {
    "grade": ["社会组织名称", "统一社会信用代码", "评估等级", "公布日期", "情形", "公布机关"],
    "inspection": ["社会组织名称", "统一社会信用代码", "检查年度", "年检结论", "结论日期", "检查机关"],
    "listing": [
        "社会组织名称", "统一社会信用代码", "名单类别", "列入事由", "列入日期", "移出日期", "作出机关",
        "文号",
    ],
    "penalty": [
        "社会组织名称", "统一社会信用代码", "处罚种类", "决定书文号", "处罚日期", "作出机关", "违法事实",
        "罚款金额", "起始日期", "终止日期",
    ],
    "training": ["社会组织名称", "统一社会信用代码", "培训名称", "培训内容", "结业日期", "主办单位"],
    "case": ["社会组织名称", "统一社会信用代码", "案例名称", "级别", "公布日期", "评选机关", "文号"],
}  # fmt: skip
CELLS = {
    "grade": {"code": "4A", "on": "2024-06-01", "cause": "", "by": "民政厅（示例）"},
    "inspection": {"year": "2024年度", "code": "合格", "on": "2025年8月1日", "by": "民政厅（示例）"},
    "listing": {
        "code": "活动异常名录", "cause": "未按规定报送2023年度工作报告和年报", "on": "2025-03-01",
        "until": "", "by": "民政厅（示例）", "number": "民异〔2025〕1号（示例）",
    },
    "penalty": {
        "code": "罚款", "number": "民罚〔2025〕1号（示例）", "on": "20250301", "by": "民政厅（示例）",
        "because": "违反章程（示例）", "amount": "5,000元", "from": "", "until": "",
    },
    "training": {
        "name": "项目管理培训班（示例）", "code": "公益项目管理", "on": "2025-09-18", "by": "民政厅（示例）",
    },
    "case": {
        "name": "邻里互助（示例）", "code": "省级", "on": "2025-05-28", "by": "民政厅（示例）",
        "number": "民函〔2025〕6号（示例）",
    },
}  # fmt: skip


def row(kind: str, name: str, code: str, /, **changes: str) -> list[str]:
    """One right row about an organisation, unless changed."""
    return [name, code, *(CELLS[kind] | changes).values()]


def about(kind: str, body, /, **changes: str) -> list[str]:
    """The same about a body."""
    return row(kind, body.name, body.credit_code, **changes)


def book(kind: str, *rows: Sequence[str], name: str = "表格.xlsx") -> SimpleUploadedFile:
    """A workbook with the heading of a kind and these rows."""
    return register.book(*rows, name=name, heading=HEADINGS[kind])
