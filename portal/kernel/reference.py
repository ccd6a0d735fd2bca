"""Reading the reference data that the portal is delivered with: one sentence names the row that is wrong."""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

Row = dict[str, str]
Built = TypeVar("Built")


class BadData(Exception):
    """A reference file that cannot be loaded; the message is the sentence to show."""

    def __init__(self, path: Path, line: int, reason: str):
        super().__init__(
            _("参考数据 %(file)s 第 %(line)d 行有误：%(reason)s。没有载入任何数据。")
            % {"file": path.name, "line": line, "reason": reason}
        )


def read(path: Path, build: Callable[[Row], Built], *, columns: Iterable[str]) -> list[Built]:
    """Every row of a CSV file with a header, built; lines that begin with '#' are comments.

    `build` raises ValueError or KeyError for a row that it cannot use; BadData then names the line.
    """
    try:
        numbered = [
            (number, line)
            for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1)
            if line.strip() and not line.startswith("#")
        ]
    except (OSError, UnicodeDecodeError):
        raise BadData(path, 1, _("文件不存在或者不是 UTF-8 编码")) from None
    if not numbered:
        raise BadData(path, 1, _("文件没有内容"))
    header = next(csv.reader([numbered[0][1]]))
    missing = [column for column in columns if column not in header]
    if missing:
        raise BadData(path, numbered[0][0], _("缺少列 %(columns)s") % {"columns": "、".join(missing)})
    return [_built(path, number, line, header, build) for number, line in numbered[1:]]


def _built(path: Path, number: int, line: str, header: list[str], build: Callable[[Row], Built]) -> Built:
    cells = next(csv.reader([line]))
    if len(cells) != len(header):
        raise BadData(
            path,
            number,
            _("应有 %(expected)d 列，实有 %(found)d 列") % {"expected": len(header), "found": len(cells)},
        )
    try:
        return build({name: cell.strip() for name, cell in zip(header, cells, strict=True)})
    except (KeyError, ValueError, ArithmeticError) as wrong:
        raise BadData(path, number, str(wrong) or _("内容无法识别")) from None


def once(path: Path, records: Iterable[Built], key: Callable[[Built], object]) -> None:
    """Raise BadData when two rows have the same key."""
    seen: set[object] = set()
    for line, record in enumerate(records, start=2):
        if key(record) in seen:
            raise BadData(path, line, _("与前面的行重复：%(key)s") % {"key": key(record)})
        seen.add(key(record))


def chosen(vocabulary: type[models.TextChoices], text: str) -> str:
    """The value of a vocabulary; ValueError says which word is unknown."""
    if text not in vocabulary.values:
        raise ValueError(_("不认识的取值“%(text)s”") % {"text": text})
    return text
