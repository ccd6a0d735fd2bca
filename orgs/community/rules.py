"""What community social organisations may do, and what a record of them, a station or a base must hold. Pure.

Nothing here knows how many townships there are: the number of stations is never measured by it.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.bodies.choices import BodyKind
from orgs.community.choices import CommunityKind, StationLevel
from orgs.regions.choices import DivisionLevel
from portal.kernel.errors import Refusal

PERSONALITY_BASIS = gettext_lazy("《中华人民共和国政府采购法》第二十二条第一款第（一）项")
SUPPORT_BASIS = gettext_lazy("湘民发〔2022〕42号（具体条款待确认）")
STATION_BASIS = gettext_lazy("湘民发〔2018〕10号")
YEARS_BEFORE_OPENING = 1


@dataclass(frozen=True)
class HubCase:
    """The hub that stands behind a community social organisation."""

    kind: str
    is_registered: bool


@dataclass(frozen=True)
class BodyCase:
    """What is judged of the registered body that an entry points to; `is_registered` on the day."""

    kind: str
    is_registered: bool
    is_entered: bool = False


@dataclass(frozen=True)
class RecordCase:
    """What is judged of an entry; `body` is None for what is only on record with the township."""

    division_code: str
    division_level: str
    area_code: str
    is_taken: bool
    body: BodyCase | None = None
    hub: HubCase | None = None


def contract_refusals(*, is_registered: bool) -> list[Refusal]:
    """What is only on record has no legal personality and may not contract (GPL art. 22)."""
    if is_registered:
        return []
    return [
        Refusal(
            because=_("只在乡镇（街道）备案的社区社会组织没有法人资格，不能独立承担民事责任。"),
            basis=PERSONALITY_BASIS,
            remedy=_("可以依法登记后参加采购，或者通过枢纽型组织申请小额资助。"),
            code="no_personality",
        )
    ]


def grant_refusals(*, is_registered: bool, hub: HubCase | None) -> list[Refusal]:
    """A small grant reaches what is only on record through a registered hub."""
    if is_registered:
        return []
    return hub_refusals(hub) if hub else [_no_hub()]


def hub_refusals(hub: HubCase | None) -> list[Refusal]:
    """Who passes money on is a hub and a legal person."""
    if hub is None or (hub.kind == CommunityKind.HUB and hub.is_registered):
        return []
    return [
        Refusal(
            because=_("所选的组织不是依法登记的枢纽型组织。"),
            basis=SUPPORT_BASIS,
            remedy=_("请选择依法登记的枢纽型组织，或者留空。"),
            code="not_a_hub",
        )
    ]


def record_refusals(case: RecordCase) -> list[Refusal]:
    """An entry lies in a township of the registrar's area, once, with a body and a hub that fit."""
    return [
        *area_refusals(case.division_code, area_code=case.area_code),
        *township_refusals(case.division_level),
        *(body_refusals(case.body) if case.body else []),
        *hub_refusals(case.hub),
        *([_taken(_("该乡镇（街道）已有同名的社区社会组织。"))] if case.is_taken else []),
    ]


def body_refusals(body: BodyCase) -> list[Refusal]:
    """A registered entry points to a living social organisation that no other entry has."""
    if body.is_entered:
        return [_taken(_("该社会组织已经列为社区社会组织。"))]
    if body.kind == BodyKind.SOCIAL_ORGANISATION and body.is_registered:
        return []
    return [
        Refusal(
            because=_("该信用代码的单位不是在册的社会组织。"),
            remedy=_("请核对信用代码；还没有登记的，信用代码留空，只作备案。"),
            code="not_registered",
        )
    ]


def area_refusals(division_code: str, *, area_code: str) -> list[Refusal]:
    """A registrar keeps the register of the own area; codes of divisions begin with that of the one above."""
    if area_code and division_code.startswith(area_code):
        return []
    return [
        Refusal(
            because=_("该地方不在您单位的管辖区域内。"),
            remedy=_("请由当地的登记管理机关办理。"),
            code="outside_area",
        )
    ]


def township_refusals(division_level: str) -> list[Refusal]:
    """Records and stations belong to one township or subdistrict."""
    if division_level == DivisionLevel.TOWNSHIP:
        return []
    return [
        Refusal(
            because=_("所在地须是乡镇或者街道。"),
            remedy=_("请从列表中选择乡镇（街道）。"),
            code="not_township",
        )
    ]


def station_refusals(*, level: str, village: str, has_fields: bool) -> list[Refusal]:
    """A village station names its village, a township station has none; each works in a field."""
    found = []
    if (level == StationLevel.VILLAGE) != bool(village):
        found.append(
            Refusal(because=_("村（社区）级站点须写明村（社区），乡镇（街道）级站点不填。"), code="village")
        )
    if not has_fields:
        found.append(Refusal(because=_("至少选择一个服务领域。"), basis=STATION_BASIS, code="no_field"))
    return found


def closing_refusals(
    *, opened_on: date, closed_on: date | None, on: date, today: date, inside: int = 0
) -> list[Refusal]:
    """Closed once, between its opening and today; a base only when nobody is inside any more."""
    found = open_refusals(closed_on)
    if not found and not opened_on <= on <= today:
        found.append(
            Refusal(
                because=_("停止日期早于启用日期 %(day)s，或者晚于今天。") % {"day": opened_on.isoformat()},
                remedy=_("请核对日期；还没有停止的，请在停止以后登记。"),
                code="closing_date",
            )
        )
    if not found and inside:
        found.append(
            Refusal(
                because=_("还有 %(number)d 家社会组织在孵。") % {"number": inside},
                remedy=_("请先登记它们出驻。"),
                code="inside",
            )
        )
    return found


def open_refusals(closed_on: date | None) -> list[Refusal]:
    """What is closed is not closed, changed or filled again."""
    if closed_on is None:
        return []
    return [
        Refusal(
            because=_("已于 %(day)s 停止运行。") % {"day": closed_on.isoformat()},
            remedy=_("重新启用的，请另行登记。"),
            code="closed",
        )
    ]


def leaving_refusals(*, entered_on: date, left_on: date | None, on: date, today: date) -> list[Refusal]:
    """Left once, between the entry and today."""
    if left_on is not None:
        because, code = _("已于 %(day)s 出驻。") % {"day": left_on.isoformat()}, "left"
    elif not entered_on <= on <= today:
        because, code = _("出驻日期早于入驻日期，或者晚于今天。"), "leaving_date"
    else:
        return []
    return [Refusal(because=because, remedy=_("请核对日期。"), code=code)]


def struck_off_refusals(struck_off_on: date | None) -> list[Refusal]:
    """An entry that was struck off is history: it gets no grant and is not changed."""
    if struck_off_on is None:
        return []
    return [
        Refusal(
            because=_("已于 %(day)s 撤销，不再是在册的社区社会组织。") % {"day": struck_off_on.isoformat()},
            basis=SUPPORT_BASIS,
            remedy=_("继续活动的，请重新备案或者登记。"),
            code="struck_off",
        )
    ]


def striking_refusals(*, recorded_on: date, on: date, today: date, members: int) -> list[Refusal]:
    """Struck off on a day since the entry; a hub only when nobody receives grants through it."""
    found = hub_members_refusals(members)
    if not recorded_on <= on <= today:
        found.append(
            Refusal(
                because=_("撤销日期早于备案日期 %(day)s，或者晚于今天。") % {"day": recorded_on.isoformat()},
                remedy=_("请核对日期。"),
                code="striking_date",
            )
        )
    return found


def hub_members_refusals(members: int) -> list[Refusal]:
    """A hub through which others receive grants stays one until they have another."""
    if not members:
        return []
    return [
        Refusal(
            because=_("有 %(number)d 家社区社会组织通过它申请小额资助。") % {"number": members},
            basis=SUPPORT_BASIS,
            remedy=_("请先为它们更正枢纽型组织。"),
            code="has_members",
        )
    ]


def change_date_refusals(*, on: date, since: date, today: date) -> list[Refusal]:
    """A change is entered when it has happened, and not for a time before the entry."""
    if since <= on <= today:
        return []
    return [
        Refusal(
            because=_("变化日期早于 %(day)s，或者晚于今天。") % {"day": since.isoformat()},
            remedy=_("请核对日期；录入时就有误的，填写今天。"),
            code="change_date",
        )
    ]


def unchanged_refusals(*, is_changed: bool) -> list[Refusal]:
    """A correction says something else than before."""
    if is_changed:
        return []
    return [Refusal(because=_("没有改动任何内容。"), remedy=_("请修改有误的内容再保存。"), code="unchanged")]


def opening_refusals(*, opened_on: date, today: date) -> list[Refusal]:
    """What is open has been opened by today."""
    if opened_on <= today:
        return []
    return [Refusal(because=_("启用日期晚于今天。"), remedy=_("请在启用以后登记。"), code="opening_date")]


def subsidy_refusals(*, year: int, opened_on: date, today: date, is_taken: bool) -> list[Refusal]:
    """One subsidy a year, of a year in which the base was open or was being prepared."""
    if is_taken:
        return [_taken(_("%(year)d 年的补助已经登记。") % {"year": year})]
    if opened_on.year - YEARS_BEFORE_OPENING <= year <= today.year:
        return []
    return [
        Refusal(
            because=_("%(year)d 年不在基地建设和运行的年份内。") % {"year": year},
            remedy=_("请填写启用前一年到今年之间的年份。"),
            code="subsidy_year",
        )
    ]


def incubation_refusals(
    *, body: BodyCase, entered_on: date, opened_on: date, today: date, closed_on: date | None = None
) -> list[Refusal]:
    """A social organisation enters an open base once at a time, on a day since the base was opened."""
    if closed_on is not None:
        return open_refusals(closed_on)
    if body.is_entered:
        return [_taken(_("该社会组织已经在本基地孵化。"))]
    found = body_refusals(body)
    if not opened_on <= entered_on <= today:
        found.append(
            Refusal(
                because=_("入驻日期早于基地启用，或者晚于今天。"), remedy=_("请核对日期。"), code="entry_date"
            )
        )
    return found


def _taken(because: str) -> Refusal:
    return Refusal(because=because, remedy=_("请核对是否已经登记。"), code="taken")


def _no_hub() -> Refusal:
    return Refusal(
        because=_("只备案的社区社会组织不能直接领取资助，还没有枢纽型组织为其承接。"),
        basis=SUPPORT_BASIS,
        remedy=_("请先联系一家依法登记的枢纽型组织。"),
        code="no_hub",
    )
