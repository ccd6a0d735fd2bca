"""What minutes must hold, and that an agency publishes only what the purchaser has confirmed. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.rules import MANDATE_BASIS
from procurement.routing.figures import Parameter

MINUTES_BASIS = "单位内部控制制度（待确认）"
CONFIRM_BASIS = MANDATE_BASIS
MINUTES_FROM = "collective_decision_amount"


@dataclass(frozen=True)
class MinutesFacts:
    """When a meeting was held, who was there, what it decided."""

    step: str
    held_on: date
    attendees: str
    decision: str


def minutes_refusals(facts: MinutesFacts, *, today: date) -> list[Refusal]:
    """A meeting is over before its minutes are uploaded."""
    if facts.held_on <= today:
        return []
    because = _("会议日期 %(day)s 还没有到。") % {"day": facts.held_on.isoformat()}
    return [Refusal(because, MINUTES_BASIS, _("请改为实际开会的日期。"), "meeting_ahead")]


def due_refusals(
    step: str,
    *,
    amount: Decimal,
    least: Parameter,
    held: Collection[date],
    since: date | None = None,
    since_says: str = "",
) -> list[Refusal]:
    """From an amount on, a step rests on the minutes of a meeting, held on `since` or later."""
    if amount < least.value or any(since is None or day >= since for day in held):
        return []
    words = {"step": DecisionStep(step).label, "since": since, "day": max(held, default=None)}
    words["what"] = since_says or _("收到评审报告")
    because = _("“%(step)s”还没有上传集体研究的会议纪要。") % words
    if held:
        because = _("“%(step)s”的会议纪要记的是 %(day)s 的会议，早于%(what)s的 %(since)s。") % words
    return [
        Refusal(
            because=because,
            basis=least.basis,
            remedy=_("请由采购人在“集体研究纪要”中上传会议纪要，再办理这一步。"),
            code="no_minutes_paper",
        )
    ]


def publication_refusals(*, by_purchaser: bool, confirmed: str, digest: str) -> list[Refusal]:
    """An agency publishes the very text that the purchaser confirmed; a change is confirmed anew."""
    if by_purchaser or (confirmed and confirmed == digest):
        return []
    because = _("采购人还没有确认这份采购文件。")
    if confirmed:
        because = _("采购人确认以后，公告和采购文件又改动过。")
    return [
        Refusal(
            because=because,
            basis=CONFIRM_BASIS,
            remedy=_("请采购人的复核人员或者分管领导在公告页面确认；确认不能由代理机构代办。"),
            code="not_confirmed",
        )
    ]
