"""Every number of the law with its row in force, its article and how sure it is."""

import json
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from portal.kernel import clock
from procurement.routing.checking import Finding, findings


class Command(BaseCommand):
    """Reads only; ends with an error when a row is missing or says another number."""

    help = "逐项列出法定数值在某一天施行的参数、依据和核对情况；缺少或者不一致时以错误结束。"

    def add_arguments(self, parser):
        parser.add_argument("--date", help="哪一天，例如 2026-03-02；不填写时按今天")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args, **options):
        found = list(findings(on=_day(options["date"])))
        if options["json"]:
            self.stdout.write(json.dumps([_facts(one) for one in found], ensure_ascii=False))
        else:
            self.stdout.writelines(f"{_line(one)}\n" for one in found)
        wrong = [one.expected.number for one in found if not one.holds]
        if wrong:
            raise CommandError(f"{len(wrong)} 项缺少或者不一致：{'、'.join(wrong)}")


def _day(typed: str | None) -> date:
    try:
        return date.fromisoformat(typed) if typed else clock.local_date(clock.now())
    except ValueError:
        raise CommandError("日期写成 2026-03-02 这样。") from None


def _line(found: Finding) -> str:
    number, row = found.expected, found.row
    if not found.is_law:
        return f"尚未施行（{number.since.isoformat()} 起）  {number.number} = {number.value}"
    if row is None:
        return f"缺少  {number.number} = {number.value}"
    doubt = "，待确认" if row.is_to_be_confirmed else ""
    mark = "已调整" if found.is_changed else "一致" if found.holds else "不同"
    since = row.effective_from.isoformat()
    return f"{mark}  {number.number} = {row.says()}（{row.code}，{since} 起，{row.legal_basis}{doubt}）"


def _facts(found: Finding) -> dict:
    row = found.row
    return {
        "number": found.expected.number,
        "expected": str(found.expected.value),
        "unit": found.expected.unit,
        "since": found.expected.since.isoformat(),
        "is_law": found.is_law,
        "holds": found.holds,
        "changed": found.is_changed,
        "row": row
        and {
            "code": row.code,
            "category": row.category,
            "region_code": row.region_code,
            "value": str(row.value),
            "unit": row.unit,
            "effective_from": row.effective_from.isoformat(),
            "legal_basis": row.legal_basis,
            "confidence": row.confidence,
            "is_to_be_confirmed": row.is_to_be_confirmed,
        },
    }
