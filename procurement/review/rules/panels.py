"""Who may sit on a panel, and who must leave it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.methods.declaration import Method
from procurement.methods.rules import experts_needed
from procurement.review.rules.articles import (
    ORDER_74_ART_7,
    ORDER_87_ART_47,
    REGULATION_ART_9,
    Limit,
    essence,
    plain,
)
from procurement.review.rules.ties import Path

REVIEWED_METHODS = frozenset(
    {
        "open_tender",
        "invited_tender",
        "competitive_consultation",
        "competitive_negotiation",
        "single_source",
    }
)
"""The methods that the portal conducts after the opening: a review, or talks with the only supplier."""


@dataclass(frozen=True)
class Party:
    """A body that takes part, by id and name."""

    id: int
    name: str


@dataclass(frozen=True)
class SeatFacts:
    """One proposed member: the bodies acted for, and for an expert the registered employer."""

    user_id: int
    name: str
    seat: str
    is_chair: bool = False
    employer: str = ""
    body_ids: frozenset[int] = frozenset()


def conduct_refusals(method: Method) -> list[Refusal]:
    """A method whose review must be held elsewhere for the time being: said before the notice comes out."""
    if method.code in REVIEWED_METHODS:
        return []
    words = {"method": method.name, **vars(method.terms)}
    because = _("本平台可以办理%(method)s的公告、获取文件、提交和%(opened)s，还不能办理%(review)s。")
    return [
        Refusal(
            because=because % words,
            remedy=_("%(review)s请依法在本平台以外组织，记录留存备查；不能组织的，终止本次采购。") % words,
            code="review_not_conducted",
        )
    ]


def belongs_to(seat: SeatFacts, party: Party) -> bool:
    """Whether a person works for or acts for a body, as far as the portal knows."""
    return party.id in seat.body_ids or bool(seat.employer and essence(seat.employer) == essence(party.name))


def panel_refusals(
    seats: Sequence[SeatFacts], *, size: Limit, expert_ratio: Limit, purchaser: Party, organiser: Party
) -> list[Refusal]:
    """Why these people are no lawful panel (Order 74, art. 7; Order 87, art. 45, 47)."""
    return [
        *composition_refusals(seats, size=size, expert_ratio=expert_ratio),
        *_chair_refusals(seats),
        *_affiliation_refusals(seats, purchaser=purchaser, organiser=organiser),
    ]


def composition_refusals(seats: Sequence[SeatFacts], *, size: Limit, expert_ratio: Limit) -> list[Refusal]:
    """Odd number, large enough, experts at least two thirds, a purchaser's representative, nobody twice."""
    count, experts = len(seats), sum(s.seat == "expert" for s in seats)
    found = []
    if count < size.value or count % 2 == 0:
        found.append(
            (
                _("小组有 %(count)d 人，应当是 %(size)s 人以上的单数。")
                % {"count": count, "size": plain(size.value)},
                size.basis,
                "panel_size",
            )
        )
    if experts < experts_needed(count, ratio=expert_ratio.value):
        found.append(
            (
                _("评审专家 %(experts)d 人，小组 %(count)d 人，专家不到三分之二。")
                % {"experts": experts, "count": count},
                expert_ratio.basis,
                "too_few_experts",
            )
        )
    if count == experts:
        found.append((_("小组里没有采购人代表。"), ORDER_74_ART_7, "no_representative"))
    if len({s.user_id for s in seats}) < count:
        found.append((_("同一个人只能占一个席位。"), ORDER_74_ART_7, "member_twice"))
    remedy = _("请调整人员后再确定名单。")
    return [Refusal(because=b, basis=a, remedy=remedy, code=code) for b, a, code in found]


def _chair_refusals(seats: Sequence[SeatFacts]) -> list[Refusal]:
    chairs = [s for s in seats if s.is_chair]
    if len(chairs) == 1 and chairs[0].seat == "expert":
        return []
    because = _("采购人代表不能担任组长。") if len(chairs) == 1 else _("组长应当有一人，由评审专家担任。")
    return [
        Refusal(
            because=because,
            basis=ORDER_87_ART_47,
            remedy=_("请由评审专家中的一人担任组长。"),
            code="bad_chair",
        )
    ]


def _affiliation_refusals(seats: Iterable[SeatFacts], *, purchaser: Party, organiser: Party) -> list[Refusal]:
    refusals = []
    for seat in seats:
        if seat.seat == "expert":
            own = next((p for p in (purchaser, organiser) if belongs_to(seat, p)), None)
            because = own and _("%(name)s是%(body)s的人员，不能以评审专家身份参加。")
        else:
            own = purchaser
            because = (
                None if belongs_to(seat, purchaser) else _("%(name)s不是%(body)s的人员，不能作采购人代表。")
            )
        if because:
            refusals.append(
                Refusal(
                    because=because % {"name": seat.name, "body": own.name},
                    basis=ORDER_87_ART_47,
                    remedy=_("请更换这一席位的人员。"),
                    code="wrong_affiliation",
                )
            )
    return refusals


def declaration_refusals(*, recuses: bool, reasons: Sequence[str], found: Sequence[Path]) -> list[Refusal]:
    """A recusal names its cause; who is registered with a supplier may not declare to be free (art. 9)."""
    if recuses and not reasons:
        return [
            Refusal(
                because=_("申请回避需要说明原因。"),
                basis=REGULATION_ART_9,
                remedy=_("请至少勾选一项。"),
                code="recusal_needs_reason",
            )
        ]
    if not recuses and found:
        return [
            Refusal(
                because=_("记录显示您需要回避：%(ties)s。")
                % {"ties": "；".join(f"{tie.organisation}，{tie.says}" for tie in found)},
                basis=REGULATION_ART_9,
                remedy=_("请选择回避；登记有误的，请先更正登记，再作声明。"),
                code="must_recuse",
            )
        ]
    return []
