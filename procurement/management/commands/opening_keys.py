"""`manage.py opening_keys show|rewrap`: what protects the opening keys, and protecting them anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.kernel import clock, keys
from procurement.bidding import rewrapping


class Command(BaseCommand):
    """Nothing of a private key is printed."""

    help = _("查看开启密钥由哪一把保护密钥保护，或者改由新的保护密钥保护")

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("show", help=_("列出每一把保护密钥保护多少把开启密钥"))
        rewrap = verbs.add_parser("rewrap", help=_("全部开启密钥改由新的保护密钥保护"))
        rewrap.add_argument(
            "--forget-old", action="store_true", help=_("同时从密钥文件中删去停用一小时以上的旧保护密钥")
        )

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        try:
            getattr(self, verb)(**options)
        except (keys.KeyFileError, keys.UnknownKey) as error:
            raise CommandError(_("密钥文件不能使用：%(reason)s") % {"reason": error}) from error
        except rewrapping.Unchanged as error:
            because = _("开启密钥 %(kid)s 打不开，没有作任何改动；请恢复建立它时的密钥文件。")
            raise CommandError(because % {"kid": error}) from error

    def show(self, **options: Any) -> None:
        for kid, count in rewrapping.counts().items():
            self.stdout.write(_("%(kid)s 保护 %(count)d 把开启密钥") % {"kid": kid, "count": count})

    def rewrap(self, *, forget_old: bool, **options: Any) -> None:
        changed, dropped = rewrapping.rewrap(now=clock.now(), forget_old=forget_old)
        self.stdout.write(_("%(count)d 把开启密钥改由新的保护密钥保护") % {"count": changed})
        for kid in dropped:
            self.stdout.write(_("已从密钥文件中删去旧保护密钥 %(kid)s") % {"kid": kid})
