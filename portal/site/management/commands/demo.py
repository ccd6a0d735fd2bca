"""`manage.py demo`: made once; `--who` says who can sign in, `--live` makes one more call that ends soon."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from portal.kernel.errors import Refused
from portal.kernel.ledger.tree import workflow as tree
from portal.site.demo import bids, cast, live, script
from procurement.bidding.rules import to_the_second


class Command(BaseCommand):
    """Walk the demonstration's purchases through the real workflow, and sign the first head over them.

    Running it again makes nothing twice, but for the call of `--live`.
    """

    help = "建立演示数据（示例单位、人员和采购），重复运行不会重复建立。"

    def add_arguments(self, parser: CommandParser) -> None:
        """`--who` only lists the sign-in names; `--live` makes one call more."""
        parser.add_argument("--who", action="store_true", help="只列出可以登录的演示账号")
        parser.add_argument("--live", type=int, metavar="分钟", help="另外建立一个几分钟后截止的采购")

    def handle(self, *args: object, **options: object) -> None:
        """Make what is missing, then say who can sign in."""
        if not settings.DEMO_MODE:
            raise CommandError("演示数据只能在演示环境建立：请设置 PORTAL_DEMO=1，生产环境不允许。")
        if options["live"] is not None:
            self.live(options["live"])
            return
        if not options["who"]:
            for title, state in script.run(now=timezone.now()):
                self.stdout.write(f"{title}：{state}")
            tree.grow(now=timezone.now())
        self.stdout.write(f"演示账号（密码都是 {cast.PASSWORD}）：")
        for username, person, does in cast.who():
            self.stdout.write(f"  {username:<12} {person}，{does}")

    def live(self, minutes: int) -> None:
        """A call that ends in so many minutes, and where to go."""
        now = timezone.now()
        try:
            package = live.play(cast.gather(now=now), minutes=minutes, now=now)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        tree.grow(now=timezone.now())
        until = to_the_second(package.response_deadline)
        self.stdout.write(f"{package.project.title}：{until} 截止，采购包 {package.number}")
        self.stdout.write(f"大厅：{reverse('opening:hall', args=[package.number])}")
        self.stdout.write(f"{bids.PREPARED} 的开启口令：{bids.PHRASE}")
