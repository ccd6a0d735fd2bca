"""What a correction may change, and how far the law moves the deadline for it (NTC-06). Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import at_local, local_date
from portal.kernel.errors import Refusal
from procurement.methods.rules import counted
from procurement.notices.rules import ScheduleFacts, ScheduleLaw, outlasts_deadline


@dataclass(frozen=True)
class Moved:
    """What a correction does to the deadline; `is_pushed` when the law moved it further than asked."""

    deadline: datetime
    is_pushed: bool
    is_provisional: bool


def corrected_deadline(
    *,
    asked: datetime | None,
    current: datetime,
    corrected_on: date | None,
    law: ScheduleLaw,
    calendar: Calendar,
) -> Moved:
    """The deadline after a correction (NTC-06): never earlier than the law's days after a correction that may
    affect responses.

    `asked` is what the purchaser wants, `current` what stands, `corrected_on` None when responses are not
    affected; the time of day is kept.
    """
    wanted = max(asked or current, current)
    if corrected_on is None or law.clarify is None:
        return Moved(wanted, is_pushed=False, is_provisional=not calendar.is_settled(local_date(wanted)))
    earliest = counted(calendar, start=corrected_on, number=law.clarify)
    if local_date(wanted) >= earliest.date:
        return Moved(wanted, is_pushed=False, is_provisional=not calendar.is_settled(local_date(wanted)))
    local = wanted.astimezone(at_local(earliest.date).tzinfo)
    pushed = at_local(earliest.date, local.hour, local.minute)
    return Moved(pushed, is_pushed=True, is_provisional=earliest.provisional)


def correction_refusals(
    *,
    now: datetime,
    deadline: datetime,
    asked: datetime | None,
    fixed_changed: list[str],
    has_changes: bool,
    basis: str,
) -> list[Refusal]:
    """Why a correction may not be issued (NTC-06); `basis` is the article of the method."""
    found = []
    if now >= deadline:
        found.append(
            Refusal(
                because=_("提交截止时间已过，不能再更正。"),
                basis=basis,
                remedy=_(
                    "因平台故障顺延的，请采购人在大厅重新决定；有其他重大问题的，只能依法终止采购活动。"
                ),
                code="after_deadline",
            )
        )
    if asked and asked < deadline:
        found.append(
            Refusal(
                because=_("更正后的截止时间早于原来的截止时间。"),
                basis=basis,
                remedy=_("截止时间只能延后。"),
                code="deadline_earlier",
            )
        )
    found += [
        Refusal(
            because=_("“%(what)s”属于采购标的或者资格条件，不能用更正公告改变。") % {"what": what},
            basis=basis,
            remedy=_("确需改变的，应当终止本次采购，修改后重新开展采购活动。"),
            code="fixed_by_law",
        )
        for what in fixed_changed
    ]
    if not has_changes:
        found.append(
            Refusal(because=_("没有任何更正内容。"), remedy=_("请至少改动一处。"), code="nothing_changed")
        )
    return found


def one_at_a_time_refusals(in_progress: int) -> list[Refusal]:
    """Two corrections at once would undo each other: the second waits for the first."""
    if not in_progress:
        return []
    return [
        Refusal(
            because=_("这份公告还有一份更正公告没有发布。"),
            remedy=_("请先发布或者修改那一份；要更正的内容可以合并在一起。"),
            code="correction_in_progress",
        )
    ]


def draft_refusals(*, is_draft: bool) -> list[Refusal]:
    """Only a draft is changed."""
    if is_draft:
        return []
    return [
        Refusal(
            because=_("这份更正公告已经送复核或者发布。"),
            remedy=_("送复核的，请复核人退回后再修改；已经发布的，另发更正公告。"),
            code="wrong_state",
        )
    ]


def closed_refusals(*, is_open: bool) -> list[Refusal]:
    """What was closed while a correction waited for its turn stays closed."""
    if is_open:
        return []
    return [
        Refusal(
            because=_("响应文件已经截止接收，不能再更正。"),
            remedy=_("有重大问题的，只能依法终止采购活动。"),
            code="after_deadline",
        )
    ]


def extension_refusals(*, before: date, facts: ScheduleFacts) -> list[Refusal]:
    """The documents' period may be made longer only, and ends before the deadline (Order 87, art. 18)."""
    found = []
    if facts.documents_until < before:
        found.append(
            Refusal(
                because=_("更正后的获取截止日早于原来的 %(before)s。") % {"before": before.isoformat()},
                basis=_("《政府采购货物和服务招标投标管理办法》（财政部令第87号）第十八条"),
                remedy=_("获取期限只能延长。"),
                code="obtaining_shortened",
            )
        )
    if facts.documents_until > before and (refusal := outlasts_deadline(facts)):
        found.append(refusal)
    return found
