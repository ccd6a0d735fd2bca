"""`manage.py calendar 2027 FILE --source TITLE`: hand in the State Council's holiday notice of one year."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.kernel import clock, sheets
from portal.kernel.actors import SYSTEM
from portal.kernel.calendar import reading, workflow
from portal.kernel.errors import Refused


class Command(BaseCommand):
    """One person hands it in here; a platform administrator confirms it on its page."""

    help = _("上传国务院办公厅公布的年度放假安排，由平台管理人员在页面上确认后生效")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int, help=_("年度"))
        parser.add_argument(
            "file", type=Path, help=_("通知正文 .txt，或者 .csv、.xlsx 表格：日期、休或者班、名称三列")
        )
        parser.add_argument("--source", required=True, help=_("通知的标题和文号"))

    def handle(self, *args: Any, year: int, file: Path, source: str, **options: Any) -> None:
        try:
            found = read(file, year=year)
        except (OSError, UnicodeDecodeError, sheets.UnreadableTable) as error:
            raise CommandError(_("不能读取这个文件：%(reason)s") % {"reason": error}) from error
        if found.wrong:
            raise CommandError("\n".join([_("不能上传放假安排："), *found.wrong]))
        facts = workflow.NoticeFacts(year, source[:200], tuple(found.days), tuple(found.cautions))
        try:
            loading = workflow.upload(facts, by=SYSTEM, now=clock.now())
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            _("已上传 %(year)d 年放假安排（%(count)d 天），编号 %(number)s，等待平台管理人员确认。")
            % {"year": year, "count": len(found.days), "number": loading.number}
        )


def read(file: Path, *, year: int) -> reading.Reading:
    """The days of a text or of a table."""
    if file.suffix.lower() != ".txt":
        with file.open("rb") as opened:
            return reading.read_rows(sheets.rows(opened, name=file.name), year=year)
    text = file.read_text(encoding="utf-8-sig")
    if reading.is_notice(text):
        return reading.read_text(text, year=year)
    return reading.read_rows(reading.pasted_rows(text), year=year)
