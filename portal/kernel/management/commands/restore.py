"""`manage.py restore FILE`: a backup into an empty database and folders; the ledger is verified."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.kernel import backup


class Command(BaseCommand):
    help = _("把备份恢复到空的数据库和目录，最后核验存证")
    # The checks ask for a key file; it may be in the backup.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=_("备份文件"))

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            restored = backup.restore(file)
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("已恢复 %(tables)d 张表、%(rows)d 行数据、%(files)d 个文件")
            % {"tables": restored.tables, "rows": restored.rows, "files": restored.files}
        )
        if restored.problems:
            raise CommandError(
                _("存证核验发现 %(count)d 条记录与其摘要不符，请勿启用这次恢复的数据。")
                % {"count": len(restored.problems)}
            )
        self.stdout.write(_("存证核验通过，共 %(count)d 条") % {"count": restored.ledger_entries})
