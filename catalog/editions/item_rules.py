"""One item of a draft as it is typed, and what is said about the successors of a former one. Pure."""

import re
from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from catalog.editions.choices import SuccessionKind
from catalog.editions.rules import DEPARTMENTAL_LEVEL, LEVELS, ORDER_102, ItemFacts, Link
from portal.kernel.errors import Refusal

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,19}")


def item_refusals(
    item: ItemFacts, known: Sequence[ItemFacts], *, is_new: bool, general: Collection[str] | None
) -> list[Refusal]:
    """One item as it is typed: its code and name are its own, it stands where items of its level stand.

    `general` are the third-level codes of the general edition, None where the draft is of that catalogue.
    """
    found = []
    others = [each for each in known if each.code != item.code]
    if not CODE.fullmatch(item.code):
        found.append(
            _item_refusal(
                _("编码“%(code)s”不对。") % {"code": item.code},
                _("编码只用大写字母、数字和短横线，最多 20 位。"),
                "code",
            )
        )
    if is_new and len(others) < len(known):
        found.append(
            _item_refusal(
                _("编码“%(code)s”已经用在这份草稿里。") % {"code": item.code},
                _("请换一个编码，或者打开已有的品目修改。"),
                "code_taken",
            )
        )
    if any(each.name == item.name for each in others):
        found.append(
            _item_refusal(
                _("已经有名称是“%(name)s”的品目。") % {"name": item.name},
                _("请改名称，或者先处理同名的品目。"),
                "name_taken",
            )
        )
    return found + (_place_refusals(item, known) if general is None else _mapping_refusals(item, general))


def _place_refusals(item: ItemFacts, known: Sequence[ItemFacts]) -> list[Refusal]:
    levels = {each.code: each.level for each in known}
    stays = levels.get(item.code, item.level) == item.level
    if item.level in LEVELS and stays and levels.get(item.parent_code, 0) == item.level - 1:
        return []
    return [
        _item_refusal(
            _("“%(name)s”的级次或者上级不对。") % {"name": item.name}, _("请核对上级品目。"), "place"
        )
    ]


def _mapping_refusals(item: ItemFacts, general: Collection[str]) -> list[Refusal]:
    if item.level == DEPARTMENTAL_LEVEL and item.general_code in general:
        return []
    return [
        _item_refusal(
            _("“%(name)s”没有对应通用目录的第三级品目。") % {"name": item.name},
            _("部门目录在通用目录范围内编制，请选择对应的品目。"),
            "place",
        )
    ]


def _item_refusal(because: str, remedy: str, code: str) -> Refusal:
    return Refusal(because=because, basis=ORDER_102, remedy=remedy, code=code)


def successor_refusals(links: Sequence[Link], *, old: Collection[str], new: Collection[str]) -> list[Refusal]:
    """What is said about successors names items that are there, and as many as the word says."""
    unknown = [link.old for link in links if link.old not in old]
    unknown += [link.new for link in links if link.new and link.new not in new]
    if unknown:
        return [
            _item_refusal(
                _("找不到品目 %(codes)s。") % {"codes": "、".join(unknown)},
                _("原品目要在上一版里，新品目要在这份草稿里；新品目还没有的先增加。"),
                "unknown_item",
            )
        ]
    parts: dict[str, list[Link]] = {}
    for link in links:
        parts.setdefault(link.old, []).append(link)
    wrong = [
        code for code, found in parts.items() if (len(found) > 1) != (found[0].how == SuccessionKind.SPLIT)
    ]
    if not wrong:
        return []
    return [
        _item_refusal(
            _("品目 %(codes)s 的去向数目不对。") % {"codes": "、".join(wrong)},
            _("拆分要选两个以上的新品目，更名和合并只选一个。"),
            "successors",
        )
    ]
