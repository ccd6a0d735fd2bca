"""Load the reference data that the portal is delivered with, and say what is loaded."""

import json

from django.core.management.base import BaseCommand, CommandError

from portal.kernel import clock
from portal.kernel.reference import BadData
from portal.site import reference

LINES = (
    ("行政区划", lambda found: sum(found["divisions"].values())),
    ("通用目录品目", lambda found: sum(found["catalogue"].values())),
    ("民政部门目录品目", lambda found: found["departmental_items"]),
    ("政策文件", lambda found: found["policies"]),
    ("负面清单事项", lambda found: found["negative_heads"]),
    ("文本提醒词", lambda found: found["screening_words"]),
    ("法定参数", lambda found: found["parameters"]),
    ("不相容职责", lambda found: found["incompatible_duties"]),
    ("日历年度", lambda found: "、".join(map(str, found["calendar_years"]))),
)


class Command(BaseCommand):
    """Idempotent: a second run changes nothing."""

    help = "载入行政区划、指导性目录、政策文件、负面清单、法定参数、不相容职责和日历，可以重复运行。"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="以 JSON 输出已载入的内容")

    def handle(self, *args, **options):
        try:
            reference.load(on=clock.local_date(clock.now()))
        except BadData as wrong:
            raise CommandError(str(wrong)) from None
        found = reference.loaded()
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        for label, count in LINES:
            self.stdout.write(f"{label}：{count(found)}")
