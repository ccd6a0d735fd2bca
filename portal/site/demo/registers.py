"""A register that waits to be confirmed: twelve organisations, two rows of them wrong."""

from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from orgs.bodies import rules
from orgs.imports import carrying, workflow
from orgs.imports.choices import TableKind
from orgs.imports.models import RegisterImport
from orgs.registry.workflow import Source
from portal.kernel import clock, spreadsheets
from portal.site.demo.cast import Cast

FILE = "雨花区社会组织登记簿（示例）.xlsx"
SOURCE = "长沙市雨花区民政局（示例）登记簿"
HEADING = (
    "社会组织名称", "统一社会信用代码", "社会组织类型", "登记管理机关", "业务主管单位", "法定代表人",
    "成立登记日期", "住所", "业务范围",
)  # fmt: skip
FIELDS = (
    "养老服务", "社区服务", "儿童关爱", "助残服务", "心理健康服务", "社会救助服务", "志愿服务",
    "文化体育服务", "公益创投", "家庭教育服务", "环保服务", "社会工作服务",
)  # fmt: skip
# Which rows hold something wrong, and what.
SLIPS = {4: ("成立登记日期", "二〇一九年春"), 9: ("社会组织类型", "合作社")}


def wait_for_confirmation(cast: Cast, *, now: datetime) -> str:
    """Begin the import and read it; who keeps the register confirms it or lets it be."""
    if RegisterImport.objects.filter(upload__name=FILE).exists():
        return _("已经在演示数据中")
    content = spreadsheets.write_xlsx([row(index) for index in range(len(FIELDS))], HEADING)
    source = Source(SOURCE, clock.local_date(now))
    file = SimpleUploadedFile(FILE, content)
    begun = workflow.begin(file, TableKind.REGISTRATION, source=source, by=cast.actors["guanli"], now=now)
    carrying.read_register(begun.pk)
    return _("已建立")


def row(index: int) -> list[str]:
    """One row of the file."""
    cells = {
        "社会组织名称": f"长沙市雨花区{FIELDS[index]}中心（示例）",
        "统一社会信用代码": rules.credit_code("52", "430111", f"MJDN{index:04d}"),
        "社会组织类型": "民办非企业单位",
        "登记管理机关": "长沙市雨花区民政局（示例）",
        "业务主管单位": "",
        "法定代表人": "某某（示例）",
        "成立登记日期": f"{2012 + index}年{index + 1}月{index + 2}日",
        "住所": f"雨花区示例路{index + 1}号",
        "业务范围": FIELDS[index],
    } | dict([SLIPS[index]] if index in SLIPS else [])
    return [cells[name] for name in HEADING]
