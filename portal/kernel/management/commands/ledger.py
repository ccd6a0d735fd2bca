"""`manage.py ledger verify|grow|head`: check the whole ledger, grow its tree, show its newest head."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.ledger import queries as ledger
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.ledger.tree import checking, queries, workflow


class Command(BaseCommand):
    help = _("核验全部存证和存证树，编入新的存证，或显示最新的树头")

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("verify", help=_("重新计算每条存证、存证树和每个树头"))
        verbs.add_parser("grow", help=_("到时间就编入等待的存证并签发树头"))
        verbs.add_parser("head", help=_("显示最新树头的签名文件"))

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        getattr(self, verb)()

    def verify(self) -> None:
        faults = [
            *(_("内容与摘要不符的记录 %d") % mismatch.entry_id for mismatch in ledger.verify()),
            *map(str, checking.verify()),
        ]
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError(_("核验发现 %d 处不符") % len(faults))
        self.stdout.write(_("核验通过，共 %d 条存证") % LedgerEntry.objects.count())

    def grow(self) -> None:
        head = workflow.grow(now=clock.now())
        self.stdout.write(_("已签发树头 %d") % head.size if head else _("还没有到签发树头的时间"))

    def head(self) -> None:
        head = queries.latest()
        if head is None:
            raise CommandError(_("还没有树头"))
        self.stdout.write(head.statement)
