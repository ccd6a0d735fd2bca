"""Which outage counts, what may be decided and by whom. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.errors import Refusal
from procurement.bidding.rules import DEADLINE_BASIS, to_the_second
from procurement.opening.outage.choices import OutageOutcome

BASIS = gettext_lazy(
    "参照《电子招标投标办法》（国家发展改革委令第20号）第三十一条；截止前多少分钟以内为平台设定，待确认"
)

REOPENING_BASIS = gettext_lazy(
    "提交截止时平台不能使用，供应商没有提交的机会；参照《电子招标投标办法》（国家发展改革委令第20号）第三十一条，"
    "截止以后重新接收为平台设定，待确认"
)

# Farther from the deadline than this is a slip of the pen.
LONGEST = timedelta(days=30)


@dataclass(frozen=True)
class Span:
    """From when to when suppliers could not reach the platform; `ended_at` None while it goes on."""

    began_at: datetime
    ended_at: datetime | None

    def lasts_through(self, deadline: datetime) -> bool:
        """Whether the deadline came while nobody could submit."""
        return self.began_at < deadline and (self.ended_at is None or self.ended_at >= deadline)

    def least_deadline(self, *, now: datetime, deadline: datetime, minutes: int) -> datetime:
        """The earliest new deadline: what was lost of the last `minutes` comes after deadline and outage."""
        ended = self.ended_at or now
        since = max(self.began_at, deadline - timedelta(minutes=minutes))
        lost = max(min(ended, deadline) - since, timedelta(0))
        return max(ended, deadline) + lost


@dataclass(frozen=True)
class Decision:
    """What the second person decides: the outcome, to when something moves, and why.

    `ended_at` tells of an outage that went on when it was reported when it was over.
    """

    outcome: str
    reason: str
    moved_to: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Standing:
    """Where a purchase stands when an outage is decided.

    `minutes` before the `deadline` an outage counts; `is_released` once locks are off, `is_begun` once an
    officer has released; `may_reopen` where bids may be taken again after the deadline at all.
    """

    now: datetime
    deadline: datetime
    minutes: int
    is_released: bool = False
    is_begun: bool = False
    may_reopen: bool = True

    @property
    def is_past(self) -> bool:
        """Whether the deadline has come."""
        return self.now >= self.deadline


def report_refusals(
    span: Span, *, now: datetime, deadline: datetime, minutes: int, is_released: bool
) -> list[Refusal]:
    """An outage counts here that lay in the last `minutes` before the deadline, and before the release."""
    found = []
    if is_released:
        remedy = _("解封以后发生的故障，请在大厅里延长解锁时间或者记录情况。")
        found.append(_refusal("released", _("已经解封，不能再登记截止前的故障。"), remedy))
    found += _order_refusals(span, now=now)
    if span.began_at < deadline - LONGEST:
        because = _("故障开始的时间早于截止前 %(days)d 天。") % {"days": LONGEST.days}
        found.append(_refusal("outage_too_early", because, _("请核对开始的日期；更早的故障另发更正公告。")))
    since = deadline - timedelta(minutes=minutes)
    if span.began_at >= deadline or (span.ended_at or now) <= since:
        because = _("故障不在提交截止前 %(minutes)d 分钟以内（%(since)s 至 %(deadline)s）。") % {
            "minutes": minutes,
            "since": to_the_second(since),
            "deadline": to_the_second(deadline),
        }
        remedy = _("更早的故障，可以另发更正公告延后截止时间；截止以后的，在大厅里记录。")
        found.append(_refusal("outage_elsewhere", because, remedy))
    return found


def _order_refusals(span: Span, *, now: datetime) -> list[Refusal]:
    """Nothing ends before it began, or later than now."""
    found = []
    if span.began_at > now or (span.ended_at and span.ended_at > now):
        found.append(_refusal("outage_ahead", _("故障的时间晚于现在。"), _("没有结束的，结束时间请留空。")))
    if span.ended_at and span.ended_at <= span.began_at:
        found.append(_refusal("outage_order", _("故障结束的时间不晚于开始的时间。"), _("请核对时间。")))
    return found


def second_person_refusals(*, reported_by: int, decided_by: int | None) -> list[Refusal]:
    """Who reported an outage does not decide what follows from it."""
    if reported_by != decided_by:
        return []
    remedy = _("请由本单位另一名复核人员或者分管领导决定。")
    return [_refusal("same_person", _("登记故障的人不能自己决定。"), remedy)]


def decision_refusals(decision: Decision, span: Span, standing: Standing) -> list[Refusal]:
    """What is decided has a reason and a lawful moment.

    That all stays can always be decided, so that no outage waits for ever.
    """
    now, deadline = standing.now, standing.deadline
    found = _order_refusals(span, now=now)
    if not decision.reason.strip():
        found.append(_refusal("no_reason", _("还没有写明理由。"), _("请写明故障的影响和这样决定的理由。")))
    if decision.outcome == OutageOutcome.STAYS:
        return found
    if standing.is_released:
        remedy = _("请维持原来的时间；需要的在大厅里延长解锁时间或者记录情况。")
        found.append(_refusal("released", _("已经解封，时间不能再改。"), remedy))
    moved_to = decision.moved_to
    if moved_to is None or moved_to <= max(now, deadline):
        because = _("改到的时间不晚于现在和原来的截止时间 %(deadline)s。") % {
            "deadline": to_the_second(deadline)
        }
        return [*found, _refusal("not_later", because, _("请填写更晚的时间。"))]
    if moved_to > max(now, deadline) + LONGEST:
        because = _("改到的时间晚了 %(days)d 天以上。") % {"days": LONGEST.days}
        return [*found, _refusal("too_far", because, _("请核对年份和日期；决定以后不能收回。"))]
    if decision.outcome == OutageOutcome.MOVED:
        found += _move_refusals(moved_to, span, standing)
    return found


def _move_refusals(moved_to: datetime, span: Span, standing: Standing) -> list[Refusal]:
    """The deadline moves by at least what was lost; once it has come, only if it came during the outage."""
    if found := _reopening_refusals(span, standing):
        return found
    facts = {"now": standing.now, "deadline": standing.deadline, "minutes": standing.minutes}
    least = span.least_deadline(**facts)
    if moved_to >= least:
        return []
    because = _("顺延的时间短于故障的时间：至少到 %(least)s。") % {"least": to_the_second(least)}
    return [_refusal("shorter_than_outage", because, _("请顺延得更晚一些。"))]


def _reopening_refusals(span: Span, standing: Standing) -> list[Refusal]:
    """After the deadline bids are taken again only if nobody could submit when it came; nothing is open."""
    if not standing.is_past:
        return []
    remedy = _("可以推迟开启或者维持原来的时间；认为权益受到损害的供应商可以依法提出质疑。")
    if not (standing.may_reopen and span.lasts_through(standing.deadline)):
        because = _("提交截止时间 %(deadline)s 已过，现在是 %(now)s，不能再接收文件。") % {
            "deadline": to_the_second(standing.deadline),
            "now": to_the_second(standing.now),
        }
        return [Refusal(because, str(DEADLINE_BASIS), remedy, "after_deadline")]
    if span.ended_at is None:
        because = _("故障还没有恢复，不能确定重新接收到什么时候。")
        remedy = _("已经恢复的，请填写恢复的时间；没有恢复的，可以先推迟开启。")
        return [_refusal("outage_going_on", because, remedy)]
    if standing.is_begun:
        because = _("截止以后已经有人员解封，不能再接收文件。")
        return [Refusal(because, str(DEADLINE_BASIS), remedy, "release_begun")]
    return []


def anew_refusals(*, is_lapsed: bool) -> list[Refusal]:
    """A decision stands, unless the deadline it moved has come before its notice was out."""
    if is_lapsed:
        return []
    because = _("这次故障已经决定，不能再改。")
    return [_refusal("decided", because, _("请查看大厅里的决定。"))]


def is_lapsed(
    *, is_out: bool, decided_at: datetime, deadline: datetime, moved_to: datetime, now: datetime
) -> bool:
    """Whether a moved deadline did not come into force in time.

    Its notice must be out before the old deadline; where bids are taken again, before the new one.
    """
    until = deadline if decided_at < deadline else moved_to
    return not is_out and now >= until


def undecided_refusals(*, is_undecided: bool) -> list[Refusal]:
    """Nothing is released while an outage waits for its decision."""
    if not is_undecided:
        return []
    because = _("截止前的平台故障还没有处理完：采购人没有决定，或者决定的顺延还没有首次发布。")
    remedy = _("请采购人的复核人员或者分管领导先在大厅里决定。")
    return [_refusal("outage_undecided", because, remedy)]


def already_refusals(*, is_undecided: bool) -> list[Refusal]:
    """One outage is decided before the next is reported."""
    if not is_undecided:
        return []
    because = _("已经登记的一次故障还在等待决定。")
    return [_refusal("outage_waiting", because, _("请先决定那一次；情况有变化的，写进决定的理由。"))]


def no_deadline_refusals(*, has_deadline: bool) -> list[Refusal]:
    """Only a call with a deadline has last hours before it."""
    if has_deadline:
        return []
    return [_refusal("no_deadline", _("本项目没有等待截止或者开启的采购包。"), _("请查看公告的进程。"))]


def own_record(heads: Sequence[datetime], *, span: Span, now: datetime, every: timedelta) -> str:
    """What the platform's own signed heads say of that time: the longest silence among them, in words."""
    if not heads:
        return _("这段时间没有签名的存证树头可以对照。")
    until = span.ended_at or now
    marks = [*heads, *([until] if heads[-1] < until else [])]
    start, end = max(pairwise(marks), key=lambda pair: pair[1] - pair[0], default=(heads[0], heads[0]))
    if end - start <= 2 * every:
        return _("这段时间里签名的存证树头按时发出，平台的存证没有中断。")
    facts = {
        "start": to_the_second(start),
        "end": to_the_second(end),
        "minutes": int(every.total_seconds()) // 60,
    }
    return _("签名的存证树头平时每 %(minutes)d 分钟一次，%(start)s 至 %(end)s 没有发出。") % facts


def _refusal(code: str, because: str, remedy: str) -> Refusal:
    return Refusal(because=because, basis=str(BASIS), remedy=remedy, code=code)
