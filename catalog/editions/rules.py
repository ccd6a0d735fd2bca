"""Editions of the guidance catalogues: when one is in force, what it must hold, who may approve it. Pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.editions.choices import EditionState, EditionStatus, SuccessionKind
from portal.kernel.errors import Refusal

LEVELS = {1: 2, 2: 30, 3: 200}
DEPARTMENTAL_LEVEL = 4
ORDER_102 = gettext_lazy("《政府购买服务管理办法》（财政部令第102号）第十一条至第十三条")
XIANG_18 = gettext_lazy("《湖南省政府购买服务通用指导性目录》（湘财综〔2022〕18号）")


@dataclass(frozen=True)
class SourceMark:
    """Where the name of an item comes from, in words; `tone` is that of a status."""

    says: str
    detail: str
    tone: str


@dataclass(frozen=True)
class ItemFacts:
    """One item as it is written into a draft; `general_code` is for departmental items only."""

    code: str
    level: int
    name: str
    parent_code: str = ""
    general_code: str = ""
    name_en: str = ""
    field_of_service: str = ""
    source: str = ""
    description: str = ""


@dataclass(frozen=True)
class Link:
    """What became of an item, by code; `new` is empty for one that was retired."""

    old: str
    new: str
    how: SuccessionKind


@dataclass(frozen=True)
class Approval:
    """What the approver decides; the last two only where the number of items is another than expected."""

    in_force_from: date
    document_number: str = ""
    departure_typed: str = ""
    departure_reason: str = ""


@dataclass(frozen=True)
class Former:
    """The approved edition that the new one would follow."""

    title: str
    in_force_from: date | None
    is_reference: bool


def state_of(status: str, begins: date | None, ends: date | None, *, on: date) -> EditionState:
    """What an edition is on a day; in force from its first day until the day before `ends`."""
    if status != EditionStatus.APPROVED:
        return EditionState(status)
    if begins is not None and on < begins:
        return EditionState.UPCOMING
    return EditionState.SUPERSEDED if ends is not None and on >= ends else EditionState.IN_FORCE


def edition_refusals(found: Mapping[int, int]) -> list[Refusal]:
    """The reference edition has 2, 30 and 200 items (Xiang Cai Zong 2022 No. 18)."""
    return [
        Refusal(
            because=_("第 %(level)d 级应有 %(expected)d 项，实有 %(found)d 项。")
            % {"level": level, "expected": expected, "found": found.get(level, 0)},
            basis=XIANG_18,
            remedy=_("请核对目录文件后重新导入。"),
            code="catalogue_incomplete",
        )
        for level, expected in LEVELS.items()
        if found.get(level, 0) != expected
    ]


def departs(found: Mapping[int, int]) -> bool:
    """Whether a general edition holds another number of items than 2, 30 and 200."""
    return any(found.get(level, 0) != expected for level, expected in LEVELS.items())


def numbers_in_words(found: Mapping[int, int]) -> str:
    """The numbers of items by level: what a person types to confirm a departure."""
    return "，".join(
        _("第%(level)d级%(found)d项") % {"level": level, "found": found.get(level, 0)} for level in LEVELS
    )


def departure_refusals(found: Mapping[int, int], *, typed: str, reason: str) -> list[Refusal]:
    """Another number than 2, 30 and 200 is lawful, but somebody has to mean it and say why."""
    words = numbers_in_words(found)
    if not departs(found) or (typed.strip() == words and reason.strip()):
        return []
    return [
        Refusal(
            because=_("通用目录现行文件为%(expected)s，这一版为%(found)s，两者不同。")
            % {"expected": numbers_in_words(LEVELS), "found": words},
            basis=XIANG_18,
            remedy=_("核对无误的，请原样输入“%(words)s”并写明理由；有遗漏的，请退回修改。")
            % {"words": words},
            code="departure_not_confirmed",
        )
    ]


def content_refusals(
    items: Sequence[ItemFacts], *, is_general: bool, general: Iterable[str]
) -> list[Refusal]:
    """An edition has items; each third-level item stands in its branch, each departmental one is mapped.

    `general` are the codes of the third-level items of the general edition.
    """
    if not items:
        return [
            Refusal(
                because=_("这一版还没有品目。"),
                basis=ORDER_102,
                remedy=_("请先录入或者导入品目。"),
                code="empty",
            )
        ]
    wrong = _astray(items) if is_general else _unmapped(items, set(general))
    if not wrong:
        return []
    says = (
        _("%(n)d 个品目的级次或者上级不对：%(names)s。")
        if is_general
        else _("%(n)d 个品目没有对应通用目录的第三级品目：%(names)s。")
    )
    return [
        Refusal(
            because=says % {"n": len(wrong), "names": "、".join(item.name for item in wrong[:5])},
            basis=ORDER_102,
            remedy=_("部门目录在通用目录范围内编制，请补齐对应关系。")
            if not is_general
            else _("请核对级次和上级品目。"),
            code="misplaced_items",
        )
    ]


def consultation_refusals(*, until: date, today: date) -> list[Refusal]:
    """Opinions are asked for at least until the next day; the Order sets no number of days."""
    if until > today:
        return []
    return [
        Refusal(
            because=_("征求意见截止日 %(until)s 不晚于今天 %(today)s。") % {"until": until, "today": today},
            basis=ORDER_102,
            remedy=_("请留出征求意见的时间，截止日至少是明天。"),
            code="consultation_too_short",
        )
    ]


def consultation_open_refusals(*, until: date | None, today: date) -> list[Refusal]:
    """Nothing is approved while opinions are still asked for."""
    if until is None or today > until:
        return []
    return [
        Refusal(
            because=_("征求意见到 %(until)s 截止，今天是 %(today)s。") % {"until": until, "today": today},
            basis=ORDER_102,
            remedy=_("请在截止日的次日以后批准，并先看收到的意见。"),
            code="consultation_open",
        )
    ]


def heard_refusals(*, unanswered: int) -> list[Refusal]:
    """What was said in a consultation is answered before the decision."""
    if not unanswered:
        return []
    return [
        Refusal(
            because=_("还有 %(n)d 条意见没有答复。") % {"n": unanswered},
            basis=ORDER_102,
            remedy=_("请先逐条答复，采纳或者说明不采纳的理由。"),
            code="unanswered",
        )
    ]


def second_person_refusals(*, by: int, prepared_by: Iterable[int | None]) -> list[Refusal]:
    """Whoever drafted or submitted an edition does not approve it."""
    if by not in set(prepared_by):
        return []
    return [
        Refusal(
            because=_("这一版由您起草或者提交，不能由您批准。"),
            remedy=_("请本单位另一名有审批权限的人员办理。"),
            code="same_person",
        )
    ]


def in_force_refusals(begins: date, *, today: date, former: Former | None) -> list[Refusal]:
    """Editions follow one another, and none changes what purchases of the past were bought under.

    A past day is taken where only the reference edition stands in its place.
    """
    stands_in = former is None or former.is_reference
    if former and former.in_force_from and begins <= former.in_force_from:
        because = _("生效日期 %(begins)s 不晚于“%(title)s”的生效日期 %(former)s。") % {
            "begins": begins, "title": former.title, "former": former.in_force_from,
        }  # fmt: skip
    elif begins <= today and not stands_in:
        because = _("生效日期 %(begins)s 不晚于今天 %(today)s，会改变已经发生的采购所依据的目录。") % {
            "begins": begins, "today": today,
        }  # fmt: skip
    else:
        return []
    return [
        Refusal(
            because=because,
            basis=ORDER_102,
            remedy=_("请改为更晚的日期；采购适用当天现行的目录。"),
            code="in_force_from",
        )
    ]


def opinion_refusals(opinion: str) -> list[Refusal]:
    """Whoever sends an edition back, or gives it up, says why."""
    if opinion.strip():
        return []
    return [Refusal(because=_("还没有写明理由。"), remedy=_("请写明理由。"), code="no_reason")]


def succession(old: Mapping[str, str], new: Mapping[str, str], noted: Iterable[Link] = ()) -> list[Link]:
    """What became of every old item (code to name): what was noted stands, codes decide the rest."""
    noted = list(noted)
    told = {link.old for link in noted}
    found = [*noted]
    for code, name in old.items():
        if code in told:
            continue
        if code not in new:
            found.append(Link(code, "", SuccessionKind.RETIRED))
        else:
            how = SuccessionKind.KEPT if new[code] == name else SuccessionKind.RENAMED
            found.append(Link(code, code, how))
    return found


def digest_of(items: Iterable[ItemFacts]) -> str:
    """SHA-256 over the items in the order of their codes: what paper and download are held against."""
    lines = ["\t".join(_line(item)) for item in sorted(items, key=lambda item: item.code)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _line(item: ItemFacts) -> tuple[str, ...]:
    """What of an item is fixed; one without a description reads as before there were any."""
    line = (item.code, str(item.level), item.name, item.parent_code, item.general_code)
    return (*line, " ".join(item.description.split())) if item.description else line


def _astray(items: Sequence[ItemFacts]) -> list[ItemFacts]:
    levels = {item.code: item.level for item in items}
    return [
        item
        for item in items
        if item.level not in LEVELS or levels.get(item.parent_code, 0) != item.level - 1
    ]


def _unmapped(items: Sequence[ItemFacts], general: set[str]) -> list[ItemFacts]:
    return [item for item in items if item.level != DEPARTMENTAL_LEVEL or item.general_code not in general]


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
    if kind == "revision":
        return SourceMark(_("按修订列入"), _("名称来自修订建议 %(number)s。") % {"number": rest}, "ok")
    if kind == "drafted":
        return SourceMark(_("编制单位录入"), _("名称由目录编制单位录入。"), "ok")
    if kind == "annex":
        return SourceMark(_("按附件导入"), _("名称来自导入的附件“%(file)s”。") % {"file": rest}, "ok")
    if kind == "recalled":
        return SourceMark(_("待核对"), _("根据财政部目录模板整理，尚未与正式文件核对。"), "soon")
    return SourceMark(_("待核对"), _("为参考版补充编写，正式目录导入后以正式目录为准。"), "soon")
