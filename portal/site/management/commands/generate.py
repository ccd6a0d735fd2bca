"""`manage.py generate --size small|medium|full`: a province of invented data, every name marked 示例."""

from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.kernel.errors import Refused
from portal.site.generate import draws, script
from portal.site.generate.sizes import SIZES


class Command(BaseCommand):
    """The same seed gives the same rows everywhere; running it again changes nothing."""

    help = "按规模生成示例数据（名称都带“示例”），用于演示规模和测速；生产环境不允许。"

    def add_arguments(self, parser: CommandParser) -> None:
        """The size is asked for; seed and day have the values that the benchmarks use."""
        parser.add_argument("--size", choices=SIZES, required=True, help="规模：small、medium 或 full")
        parser.add_argument("--seed", type=int, default=draws.SEED, help="种子，相同的种子得到相同的数据")
        parser.add_argument(
            "--as-of", type=date.fromisoformat, default=draws.AS_OF, help="数据所在的日期，如 2024-12-31"
        )

    def handle(self, *args: object, **options: object) -> None:
        """Write what is missing and say how much it was."""
        if settings.IS_PRODUCTION or not settings.DEMO_MODE:
            raise CommandError("示例数据只能在演示环境生成：请设置 PORTAL_DEMO=1，生产环境不允许。")
        lot = draws.Lot(seed=options["seed"], as_of=options["as_of"])
        try:
            written = script.run(SIZES[options["size"]], lot=lot)
        except Refused as refused:
            reason = refused.refusals[0]
            raise CommandError(f"{reason.because}{reason.remedy}") from None
        for words, count in written.items():
            self.stdout.write(f"{words}：{f'已生成 {count:,} 条' if count else '已经生成，没有改动'}")
