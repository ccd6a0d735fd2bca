"""`manage.py backup FILE`: database, files and key file in one archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.kernel import backup, clock


class Command(BaseCommand):
    help = _("把数据库、文件和密钥文件备份到一个文件")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=_("备份文件，不得已经存在"))
        parser.add_argument("--without-keys", action="store_true", help=_("不含密钥文件，由运维人员另行保管"))

    def handle(self, *args: Any, file: Path, without_keys: bool, **options: Any) -> None:
        try:
            manifest = backup.create(file, now=clock.now(), with_keys=not without_keys)
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("已备份 %(rows)d 行数据、%(files)d 个文件到 %(path)s")
            % {
                "rows": sum(table["rows"] for table in manifest["tables"].values()),
                "files": sum(name.startswith("files/") for name in manifest["members"]),
                "path": file,
            }
        )
