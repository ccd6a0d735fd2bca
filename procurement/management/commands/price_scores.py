"""Points for price, on the command line: the same answer as the page and the interface give."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.kernel.errors import Refused
from procurement.review.price_scores.asking import facts_of
from procurement.review.price_scores.forms import PriceScoreForm


class Command(BaseCommand):
    """Reads a question from standard input; keeps nothing."""

    help = _("从标准输入读取采购方式、价格分满分和各家报价（JSON），按评审的规则计算价格分。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help=_("以 JSON 输出"))

    def handle(self, *args: Any, **options: Any) -> None:
        form = PriceScoreForm(_question(sys.stdin.read()))
        if not form.is_valid():
            raise CommandError("\n".join(f"{name}：{' '.join(words)}" for name, words in form.errors.items()))
        try:
            found = facts_of(form)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        self.stdout.write(_("基准价 %(base)s 元") % {"base": found["base"] or "—"})
        for kind in ("scores", "places", "invalid"):
            self.stdout.writelines(f"{name}  {value}\n" for name, value in found.get(kind, {}).items())
        self.stdout.writelines(f"{note}\n" for note in found.get("notes", ()))


def _question(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_float=str)
    except json.JSONDecodeError:
        raise CommandError(_("标准输入应当是一个 JSON 对象。")) from None
    if not isinstance(found, dict):
        raise CommandError(_("标准输入应当是一个 JSON 对象。"))
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name written twice would silently lose one bid."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise CommandError(_("同一个名称写了两次。"))
    return found
