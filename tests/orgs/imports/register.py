"""Registers as files, for the tests of imports."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from stdnum.cn import uscc

from orgs.imports import workflow
from orgs.imports.models import RegisterImport
from orgs.registry.workflow import Source
from portal.celery import app
from portal.kernel.actors import Actor
from portal.kernel.outbox import workflow as outbox
from portal.kernel.outbox.models import OutboxJob

SOURCE = Source("雨花区民政局（示例）", date(2026, 8, 31))
HEADING = ["统一社会信用代码", "名称", "组织类型", "登记管理机关", "法定代表人", "登记日期", "住所"]


def code(number: int, stem: str = "52430111MJ") -> str:
    """A valid code."""
    stem = f"{stem}{number:07d}"
    return stem + uscc.calc_check_digit(stem)


def row(number: int, **changes: str) -> list[str]:
    """One right row, unless changed."""
    cells = {
        "code": code(number),
        "name": f"第{number}社会工作服务中心（示例）",
        "type": "民办非企业单位",
        "authority": "长沙市雨花区民政局",
        "person": "张某",
        "day": "2019-03-05",
        "address": "某街道",
    }
    return list((cells | changes).values())


def book(
    *rows: Sequence[str], name: str = "登记簿.xlsx", heading: Sequence[str] = HEADING
) -> SimpleUploadedFile:
    """A workbook with the heading and these rows."""
    made = Workbook(write_only=True)
    sheet = made.create_sheet()
    for cells in (heading, *rows):
        sheet.append(list(cells))
    content = BytesIO()
    made.save(content)
    return SimpleUploadedFile(name, content.getvalue())


def read(file: SimpleUploadedFile, table: str = "registration", *, by: Actor, now) -> RegisterImport:
    """An import whose file has been read by the queue's own job."""
    begun = workflow.begin(file, table, source=SOURCE, by=by, now=now)
    run_jobs()
    begun.refresh_from_db()
    return begun


def run_jobs() -> None:
    """Carry out every job that waits, as a worker would."""
    app.loader.import_default_modules()
    for job in OutboxJob.objects.filter(done_at__isnull=True).order_by("pk"):
        outbox.run(job.pk)
