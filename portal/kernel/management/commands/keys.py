"""`manage.py keys create|rotate|show`: the key file of this portal."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.kernel import clock, keys


class Command(BaseCommand):
    help = _("建立、更换或查看平台密钥文件")
    # The checks ask for a key file; this command is how one comes to be.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("create", help=_("没有密钥文件时建立一份"))
        rotate = verbs.add_parser("rotate", help=_("启用新的保护密钥，旧的保留用于解开原有内容"))
        rotate.add_argument("--signing", action="store_true", help=_("同时更换回执签名密钥，旧公钥保留"))
        verbs.add_parser("show", help=_("列出密钥编号和启用时间，不显示密钥"))

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        try:
            getattr(self, verb)(**options)
        except keys.KeyFileError as error:
            raise CommandError(_("密钥文件不能使用：%(reason)s") % {"reason": error}) from error

    def create(self, **options: Any) -> None:
        sentence = _("已建立密钥文件 %s") if keys.create(now=clock.now()) else _("密钥文件已在 %s，未作改动")
        self.stdout.write(sentence % settings.KEY_FILE)

    def rotate(self, *, signing: bool, **options: Any) -> None:
        keys.rotate(now=clock.now(), with_signing=signing)
        self.stdout.write(_("已启用新密钥，请立即备份 %s") % settings.KEY_FILE)

    def show(self, **options: Any) -> None:
        ring = keys.read()
        if ring.is_demonstration:
            self.stdout.write(_("这是演示密钥，生产环境不予接受"))
        for title, held in ((_("保护密钥"), ring.wrapping), (_("签名密钥"), ring.signing)):
            for key in held:
                self.stdout.write(f"{title} {key['kid']} {key['created_at']}")
