"""`manage.py demo`: the demonstration, made once; `--who` says who can sign in."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.kernel.ledger.tree import workflow as tree
from portal.site.demo import cast, script


class Command(BaseCommand):
    """Walk the demonstration's purchases through the real workflow, and sign the first head over them.

    Running it again makes nothing twice.
    """

    help = "建立演示数据（示例单位、人员和采购），重复运行不会重复建立。"

    def add_arguments(self, parser: CommandParser) -> None:
        """`--who` only lists the sign-in names."""
        parser.add_argument("--who", action="store_true", help="只列出可以登录的演示账号")

    def handle(self, *args: object, **options: object) -> None:
        """Make what is missing, then say who can sign in."""
        if not settings.DEMO_MODE:
            raise CommandError("演示数据只能在演示环境建立：请设置 PORTAL_DEMO=1，生产环境不允许。")
        if not options["who"]:
            for title, state in script.run(now=timezone.now()):
                self.stdout.write(f"{title}：{state}")
            tree.grow(now=timezone.now())
        self.stdout.write(f"演示账号（密码都是 {cast.PASSWORD}）：")
        for username, person, does in cast.who():
            self.stdout.write(f"  {username:<12} {person}，{does}")
