"""What makes an edition of the guidance catalogue complete, and how sure one of its names is. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal

LEVELS = {1: 2, 2: 30, 3: 200}
DEPARTMENTAL_LEVEL = 4


@dataclass(frozen=True)
class SourceMark:
    """Where the name of an item comes from, in words; `tone` is that of a status."""

    says: str
    detail: str
    tone: str


def edition_refusals(found: Mapping[int, int]) -> list[Refusal]:
    """An edition of the provincial general catalogue has 2, 30 and 200 items (Xiang Cai Zong 2022 No. 18)."""
    return [
        Refusal(
            because=_("第 %(level)d 级应有 %(expected)d 项，实有 %(found)d 项。")
            % {"level": level, "expected": expected, "found": found.get(level, 0)},
            basis=_("《湖南省政府购买服务通用指导性目录》（湘财综〔2022〕18号）"),
            remedy=_("请核对目录文件后重新导入。"),
            code="catalogue_incomplete",
        )
        for level, expected in LEVELS.items()
        if found.get(level, 0) != expected
    ]


def source_mark(source: str) -> SourceMark:
    """What a `source` mark of the reference edition means to a reader."""
    kind, _space, rest = source.partition(" ")
    if kind == "verified:seed":
        return SourceMark(_("名称已核对"), _("名称见于%(document)s。") % {"document": rest}, "ok")
    if kind.startswith("verified:"):
        code = kind.rpartition("#")[2]
        detail = _("名称见于财政部《政府采购品目分类目录（2022年版）》%(code)s，编号和位置未核对。") % {
            "code": code
        }
        return SourceMark(_("名称已核对"), detail, "ok")
    if kind == "recalled":
        return SourceMark(_("待核对"), _("根据财政部目录模板整理，尚未与正式文件核对。"), "soon")
    return SourceMark(_("待核对"), _("为参考版补充编写，正式目录导入后以正式目录为准。"), "soon")
