"""`manage.py calendar 2027 FILE --source TITLE`: load the State Council's holiday notice of one year."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.kernel.calendar import workflow


class Command(BaseCommand):
    help = _("载入国务院办公厅公布的年度放假安排")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int, help=_("年度"))
        parser.add_argument(
            "file", type=Path, help=_("CSV 文件：date,is_workday,name，只列与周一至周五惯例不同的日子")
        )
        parser.add_argument("--source", required=True, help=_("通知的标题和文号"))

    def handle(self, *args: Any, year: int, file: Path, source: str, **options: Any) -> None:
        try:
            days = workflow.read_days(file)
            is_new = workflow.load_year(year=year, source=source, days=days)
        except (OSError, KeyError, ValueError) as error:
            raise CommandError(_("不能载入放假安排：%(reason)s") % {"reason": error}) from error
        words = (
            _("已载入 %(year)d 年放假安排（%(count)d 天）") if is_new else _("%(year)d 年放假安排没有变化")
        )
        self.stdout.write(words % {"year": year, "count": len(days)})
