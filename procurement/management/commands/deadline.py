"""Where a period ends, on the command line: the same answer as the page and the interface give."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.kernel.calendar import periods, queries
from portal.kernel.limits import weekday
from procurement.routing.forms import UNITS, PeriodForm


class Command(BaseCommand):
    """Reads only."""

    help = _("计算期限的最后一天，并列出跳过的日子和原因。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        units = "、".join(f"{unit}（{words}）" for unit, words in UNITS)
        parser.add_argument("--start", required=True, help=_("从哪一天起，当天不计算在内，例如 2026-09-28"))
        parser.add_argument("--number", required=True, help=_("期限的天数"))
        parser.add_argument("--unit", default=periods.WORKING_DAYS, help=units)
        parser.add_argument("--json", action="store_true", help=_("以 JSON 输出"))

    def handle(self, *args: Any, **options: Any) -> None:
        form = PeriodForm({name: options[name] for name in ("start", "number", "unit")})
        if not form.is_valid():
            raise CommandError("\n".join(f"{name}：{' '.join(words)}" for name, words in form.errors.items()))
        period = queries.counted(**form.cleaned_data)
        if options["json"]:
            self.stdout.write(json.dumps(periods.answer(period), ensure_ascii=False))
            return
        mark = _("（暂定）") if period.is_provisional else ""
        self.stdout.write(f"{period.ends} {weekday(period.ends)}{mark}")
        for day in period.skipped:
            self.stdout.write(_("  跳过 %(day)s：%(why)s") % {"day": day.date, "why": day.says})
        for day in period.worked:
            self.stdout.write(_("  计入 %(day)s：%(why)s") % {"day": day.date, "why": day.says})
