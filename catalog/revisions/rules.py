"""What a proposal must hold, and what it does to a draft. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.editions.choices import SuccessionKind
from catalog.editions.rules import DEPARTMENTAL_LEVEL, LEVELS, ORDER_102, ItemFacts, Link
from catalog.revisions.choices import ProposalKind
from portal.kernel.errors import Refusal

K = ProposalKind
MOST_PARTS = 4


@dataclass(frozen=True)
class Shape:
    """How many old and new items a kind of proposal names, at least and at most."""

    old: tuple[int, int]
    new: tuple[int, int]


SHAPES = {
    K.ADD: Shape((0, 0), (1, 1)),
    K.RENAME: Shape((1, 1), (1, 1)),
    K.SPLIT: Shape((1, 1), (2, MOST_PARTS)),
    K.MERGE: Shape((2, MOST_PARTS), (1, 1)),
    K.RETIRE: Shape((1, 1), (0, 0)),
}
SHORT = {
    K.ADD: gettext_lazy("增加"),
    K.RENAME: gettext_lazy("修改"),
    K.SPLIT: gettext_lazy("拆分"),
    K.MERGE: gettext_lazy("合并"),
    K.RETIRE: gettext_lazy("取消"),
}
LINKED = {K.SPLIT: SuccessionKind.SPLIT, K.MERGE: SuccessionKind.MERGED}


@dataclass(frozen=True)
class NewItem:
    """An item as proposed; `place_code` is the item above it or its general item."""

    name: str
    place_code: str = ""
    description: str = ""
    field_of_service: str = ""
    code: str = ""


@dataclass(frozen=True)
class ProposalFacts:
    """What a department proposes; `old` are codes of the edition that comes last."""

    kind: ProposalKind
    reason: str
    old: tuple[str, ...] = ()
    new: tuple[NewItem, ...] = ()
    service_id: int | None = None


@dataclass(frozen=True)
class Change:
    """What an accepted proposal does to a draft; codes of `old` may be written anew, others are new."""

    old: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    put: tuple[ItemFacts, ...] = ()
    links: tuple[Link, ...] = ()


def proposal_refusals(
    facts: ProposalFacts, base: Mapping[str, ItemFacts], places: Mapping[str, int]
) -> list[Refusal]:
    """A proposal names items that are there, as many as its kind says, and says what they become.

    `base` is the edition that comes last, by code; `places` gives the level of what stands under a code.
    """
    number = _number_refusals(facts)
    unknown = [code for code in facts.old if code not in base]
    if number or unknown:
        because = _("现行目录里没有品目 %(codes)s。") % {"codes": "、".join(unknown)}
        return number + ([_refusal(because, _("请从列表里选择品目。"), "unknown_item")] if unknown else [])
    old = [base[code] for code in facts.old]
    return [
        *_together_refusals(facts.kind, old, base.values()),
        *_name_refusals(facts, base.values()),
        *_place_refusals(facts.new, old, places),
        *_unchanged_refusals(facts, old),
    ]


def title_of(facts: ProposalFacts, old: Sequence[str]) -> str:
    """What a proposal is about in one line: the items it names, the old ones first."""
    before, after = "、".join(old), "、".join(item.name for item in facts.new)
    if facts.kind == K.RENAME:
        after = ""
    arrow = " → " if before and after else ""
    return f"{SHORT[facts.kind]}：{before}{arrow}{after}"[:600]


def reason_refusals(reason: str) -> list[Refusal]:
    """Whoever sends back, withdraws or declines says why."""
    if reason.strip():
        return []
    return [_refusal(_("还没有写明理由。"), _("请写明理由，提出单位会看到。"), "no_reason")]


def answer_refusals(answer: str) -> list[Refusal]:
    """A decision is published with its answer."""
    if answer.strip():
        return []
    return [_refusal(_("还没有写答复。"), _("请写一句答复，它随决定公开。"), "no_answer")]


def base_refusals(*, has_base: bool) -> list[Refusal]:
    """There is an approved edition that can be revised."""
    if has_base:
        return []
    return [_refusal(_("这份目录还没有批准的版本。"), _("请先由编制单位起草第一版。"), "no_base")]


def service_refusals(kind: ProposalKind, *, is_own_plan: bool) -> list[Refusal]:
    """A service that is planned to move becomes an item by being added or split off."""
    if is_own_plan and kind in (K.ADD, K.RENAME, K.SPLIT):
        return []
    because = _("所选的公益二类服务不是本单位已列入计划的事项，或者不能用“%(kind)s”列入目录。") % {
        "kind": kind.label
    }
    return [_refusal(because, _("请从服务事项的页面开始，用增加、修改或者拆分品目提出。"), "service")]


def title_refusals(title: str) -> list[Refusal]:
    """A draft that is begun needs its name."""
    if title.strip():
        return []
    remedy = _("请填写新版本的名称，系统会复制最近一版作为草稿。")
    return [_refusal(_("还没有目录草稿。"), remedy, "no_title")]


def draft_refusals(*, title: str, is_draft: bool) -> list[Refusal]:
    """An edition that is out for opinions is not changed under the readers' eyes."""
    if is_draft:
        return []
    because = _("“%(title)s”正在征求意见，不能修改。") % {"title": title}
    remedy = _("请先把它退回修改；或者等它批准后，在下一版草稿里采纳。")
    return [_refusal(because, remedy, "edition_in_consultation")]


def reopen_refusals(*, title: str, is_given_up: bool) -> list[Refusal]:
    """A decision stands as long as the draft that carries it."""
    if is_given_up:
        return []
    because = _("列入的“%(title)s”没有作废。") % {"title": title}
    return [_refusal(because, _("草稿作废后才能重新办理；要修改的，请在草稿里改。"), "draft_stands")]


def second_person_refusals(*, by: int, others: Iterable[int | None], doing: str) -> list[Refusal]:
    """A second person looks at what the first one prepared."""
    if by not in set(others):
        return []
    because = _("这件事由您起草或者拟办，不能由您%(doing)s。") % {"doing": doing}
    return [
        Refusal(
            because=because,
            remedy=_("请本单位另一名有相应身份的人员办理。"),
            code="same_person",
        )
    ]


def once_public_refusals(*, was_consulted: bool) -> list[Refusal]:
    """What was put out for opinions ends with a published decision, not in silence."""
    if not was_consulted:
        return []
    because = _("这项建议已经公开征求过意见。")
    return [_refusal(because, _("请作出采纳或者不采纳的决定并公开答复。"), "was_consulted")]


def change_of(
    facts: ProposalFacts, draft: Mapping[str, ItemFacts], places: Mapping[str, int], *, source: str
) -> Change:
    """What the proposal does to a draft that holds its old items."""
    if facts.kind == K.RENAME:
        put = (_reworded(draft[facts.old[0]], facts.new[0], places, source),)
        return Change(facts.old, put=put)
    put = tuple(_made(item, places, source) for item in facts.new)
    reused = {item.code for item in put}
    links: tuple[Link, ...] = ()
    if facts.kind in LINKED:
        how = LINKED[facts.kind]
        links = tuple(Link(old, item.code, how) for old in facts.old for item in put)
    removed = tuple(code for code in facts.old if code not in reused)
    return Change(facts.old, removed, put, links)


def acceptance_refusals(
    facts: ProposalFacts, draft: Mapping[str, ItemFacts], places: Mapping[str, int]
) -> list[Refusal]:
    """The draft still holds what the proposal is about, and every new item has its own code."""
    gone = [code for code in facts.old if code not in draft]
    if gone:
        because = _("目录草稿里已经没有品目 %(codes)s。") % {"codes": "、".join(gone)}
        remedy = _("可能已按另一项建议修改，请核对草稿；不再需要的，按不采纳办理并说明。")
        return [_refusal(because, remedy, "gone")]
    codes = [] if facts.kind == K.RENAME else [item.code for item in facts.new]
    old = [draft[code] for code in facts.old]
    found = [*_together_refusals(facts.kind, old, draft.values()), *_place_refusals(facts.new, old, places)]
    if not all(codes):
        found.append(_refusal(_("新品目还没有编码。"), _("请给每个新品目填写编码。"), "no_code"))
    elif len(set(codes)) < len(codes):
        found.append(_refusal(_("两个新品目的编码相同。"), _("请给每个新品目不同的编码。"), "same_code"))
    return found


def next_codes(
    places: Sequence[str], taken: Iterable[str], *, stem: str = "", also: Collection[str] = ()
) -> list[str]:
    """The next free code under each place; `stem` begins the codes of a departmental catalogue."""
    known, found = {*taken, *also}, []
    for place in places:
        prefix = f"{stem}-{place}-" if stem else place
        numbers = [int(code.removeprefix(prefix)) for code in known if _is_numbered(code, prefix)]
        found.append(f"{prefix}{max(numbers, default=0) + 1:02d}" if place else "")
        known.add(found[-1])
    return found


def _number_refusals(facts: ProposalFacts) -> list[Refusal]:
    shape, found = SHAPES[facts.kind], []
    label = facts.kind.label
    if not shape.old[0] <= len(set(facts.old)) == len(facts.old) <= shape.old[1]:
        because = _("“%(kind)s”应选%(wanted)s个原品目，不能重复，现在选了%(n)d个。") % {
            "kind": label, "wanted": _span(shape.old), "n": len(facts.old),
        }  # fmt: skip
        found.append(_refusal(because, _("请核对原品目。"), "old_items"))
    if not shape.new[0] <= len(facts.new) <= shape.new[1]:
        because = _("“%(kind)s”应写%(wanted)s个新品目，现在写了%(n)d个。") % {
            "kind": label, "wanted": _span(shape.new), "n": len(facts.new),
        }  # fmt: skip
        found.append(_refusal(because, _("请核对新品目。"), "new_items"))
    return found


def _span(span: tuple[int, int]) -> str:
    return str(span[0]) if span[0] == span[1] else _("%(least)d至%(most)d") % {
        "least": span[0], "most": span[1],
    }  # fmt: skip


def _together_refusals(
    kind: ProposalKind, old: Sequence[ItemFacts], items: Iterable[ItemFacts]
) -> list[Refusal]:
    """Items of one level only are merged; what has items below it is neither split, merged nor retired."""
    if len({item.level for item in old}) > 1:
        return [_refusal(_("所选品目的级次不同。"), _("只有同一级的品目可以合并。"), "levels")]
    codes = {item.code for item in old}
    below = [item.name for item in items if item.parent_code in codes]
    if kind == K.RENAME or not below:
        return []
    because = _("所选品目下面还有 %(n)d 个品目：%(names)s。") % {
        "n": len(below), "names": "、".join(below[:5]),
    }  # fmt: skip
    return [_refusal(because, _("请先就下级品目提出建议。"), "has_items_below")]


def _name_refusals(facts: ProposalFacts, items: Iterable[ItemFacts]) -> list[Refusal]:
    names = [item.name for item in facts.new]
    known = {item.name for item in items if item.code not in facts.old}
    twice = sorted({name for name in names if name in known or names.count(name) > 1})
    if not twice:
        return []
    because = _("名称“%(names)s”已经有了。") % {"names": "、".join(twice)}
    return [_refusal(because, _("请换一个名称。"), "name_taken")]


def _place_refusals(
    new: Sequence[NewItem], old: Sequence[ItemFacts], places: Mapping[str, int]
) -> list[Refusal]:
    """A new item has a place; one that takes the place of old ones stands on their level."""
    level = old[0].level if old else None
    wrong = [
        item.name
        for item in new
        if not (level == min(LEVELS) and not item.place_code)
        and (item.place_code not in places or (level is not None and places[item.place_code] != level))
    ]
    if not wrong:
        return []
    because = _("“%(names)s”的上级或者对应品目不对。") % {"names": "、".join(wrong)}
    return [_refusal(because, _("请选择上级或者对应的品目；级次与原品目相同。"), "place")]


def _unchanged_refusals(facts: ProposalFacts, old: Sequence[ItemFacts]) -> list[Refusal]:
    if facts.kind != K.RENAME:
        return []
    (item,), (wanted,) = old, facts.new
    place = item.parent_code or item.general_code
    before = (item.name, item.description, place, item.field_of_service)
    if before != (wanted.name, wanted.description, wanted.place_code, wanted.field_of_service):
        return []
    return [_refusal(_("名称、说明、位置和领域都没有改动。"), _("请写明要改成什么。"), "unchanged")]


def _made(item: NewItem, places: Mapping[str, int], source: str) -> ItemFacts:
    level = places[item.place_code]
    is_departmental = level == DEPARTMENTAL_LEVEL
    return ItemFacts(
        code=item.code,
        level=level,
        name=item.name,
        parent_code="" if is_departmental else item.place_code,
        general_code=item.place_code if is_departmental else "",
        field_of_service=item.field_of_service,
        source=source,
        description=item.description,
    )


def _reworded(old: ItemFacts, item: NewItem, places: Mapping[str, int], source: str) -> ItemFacts:
    is_departmental = old.level == DEPARTMENTAL_LEVEL
    is_renamed = item.name != old.name
    return replace(
        old,
        name=item.name,
        name_en="" if is_renamed else old.name_en,
        description=item.description,
        parent_code="" if is_departmental else item.place_code,
        general_code=item.place_code if is_departmental else "",
        field_of_service=item.field_of_service,
        source=source if is_renamed else old.source,
    )


def _is_numbered(code: str, prefix: str) -> bool:
    rest = code.removeprefix(prefix)
    return code.startswith(prefix) and len(rest) == 2 and rest.isdigit()  # noqa: PLR2004 - two digits a level


def _refusal(because: str, remedy: str, code: str) -> Refusal:
    return Refusal(because=because, basis=ORDER_102, remedy=remedy, code=code)
