"""Reading the reference data that the portal is delivered with: one sentence names the row that is wrong."""

import csv
from collections.abc import Callable, Iterable, Sequence
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


def read(
    path: Path, build: Callable[[Row], Built], *, columns: Iterable[str], key: Sequence[str]
) -> list[Built]:
    """Every row of a CSV file with a header, built; lines that begin with '#' are comments.

    `build` raises ValueError or KeyError for a row that it cannot use, no two rows may have the same `key`;
    BadData then names the line.
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
    seen: set[tuple[str, ...]] = set()
    built = []
    for number, line in numbered[1:]:
        row = _row(path, number, line, header)
        mark = tuple(row[name] for name in key)
        if mark in seen:
            raise BadData(path, number, _("与前面的行重复：%(key)s") % {"key": " ".join(mark)})
        seen.add(mark)
        try:
            built.append(build(row))
        except (KeyError, ValueError, ArithmeticError) as wrong:
            raise BadData(path, number, _reason(wrong)) from None
    return built


def _row(path: Path, number: int, line: str, header: list[str]) -> Row:
    cells = next(csv.reader([line]))
    if len(cells) != len(header):
        raise BadData(
            path,
            number,
            _("应有 %(expected)d 列，实有 %(found)d 列") % {"expected": len(header), "found": len(cells)},
        )
    return {name: cell.strip() for name, cell in zip(header, cells, strict=True)}


def _reason(wrong: Exception) -> str:
    """Our own sentence, or plain words for what Python says in English."""
    says = str(wrong)
    return _("日期、数值或者编码无法识别") if says[:1].isascii() else says


def chosen(vocabulary: type[models.TextChoices], text: str) -> str:
    """The value of a vocabulary; ValueError says which word is unknown."""
    if text not in vocabulary.values:
        raise ValueError(_("不认识的取值“%(text)s”") % {"text": text})
    return text
