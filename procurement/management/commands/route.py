"""Which route is lawful, on the command line: the same answer as the page and the interface give."""

import json

from django.core.management.base import BaseCommand, CommandError

from procurement.routing.asking import answer_to
from procurement.routing.explaining import answer
from procurement.routing.forms import RouteForm

QUESTION = ("category", "amount", "region", "item", "date")


class Command(BaseCommand):
    """Reads only."""

    help = "按项目预算、预算级次、品目和日期判断采购途径，并说明理由。"

    def add_arguments(self, parser):
        parser.add_argument("--category", default="services", help="services、goods 或者 works")
        parser.add_argument("--amount", required=True, help="项目预算（元），各采购包合计")
        parser.add_argument("--region", default="430000", help="采购单位的预算级次：代码或者名称")
        parser.add_argument("--item", default="", help="目录品目代码")
        parser.add_argument("--date", default="", help="按哪一天的标准，例如 2026-03-02；不填写时按今天")
        parser.add_argument("--framework", action="store_true", help="该品目已有可以使用的框架协议")
        parser.add_argument("--collects", action="store_true", help="由集中采购机构或者主管预算单位采购")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args, **options):
        asked = {name: options[name] for name in QUESTION}
        ticked = {name: "on" if options[name] else "" for name in ("framework", "collects")}
        form = RouteForm({**asked, **ticked})
        if not form.is_valid():
            raise CommandError("\n".join(f"{name}：{' '.join(words)}" for name, words in form.errors.items()))
        found = answer(*answer_to(form), notes=form.notes)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        for note in found["notes"]:
            self.stdout.write(note)
        for route in found["routes"]:
            self.stdout.write(f"{'可以' if route['lawful'] else '不可'}  {route['name']}：{route['reason']}")
            if route["needs"]:
                self.stdout.write(f"      还要符合：{route['needs']}")
            self.stdout.write(f"      依据：{route['article']}")
        for refusal in found["refusals"]:
            self.stdout.write(f"注意  {refusal['because']}{refusal['remedy']}（{refusal['basis']}）")
