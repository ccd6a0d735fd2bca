"""What organisers and members must do next in a review."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.todos import Todo
from procurement.review import labels, queries, rules
from procurement.review.choices import GONE, ReviewStatus
from procurement.review.low_price import queries as low_prices
from procurement.review.models import PanelMember, ReviewSession
from procurement.review.rules.articles import LOW_PRICE

SHOWN = 50
CLOSED = (ReviewStatus.REPORTED, ReviewStatus.TERMINATED, ReviewStatus.MOVED)


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Panels to name and own seats to act on; final quotes are told by bidding.

    A seat tells nothing of one purchase (`of`) before its discipline is signed.
    """
    seats = queries.seats_of(actor).exclude(session__status__in=CLOSED)
    organised = queries.organised_by(actor).exclude(status__in=CLOSED)
    if of:
        seats = seats.filter(session__number__startswith=f"{of}-", committed_at__isnull=False)
        organised = organised.filter(number__startswith=f"{of}-")
    seats = seats.select_related("session", "sheet", "signature").order_by("pk")[:SHOWN]
    return [
        *own_prices(actor, now=now, of=of),
        *(for_member(seat) for seat in seats),
        *(for_organiser(session) for session in organised.prefetch_related("members").order_by("pk")[:SHOWN]),
    ]


def own_prices(actor: Actor, *, now: datetime, of: str | None) -> list[Todo]:
    """The own prices that a supplier has to explain while the time runs."""
    asked = low_prices.waiting_for(actor, now=now)
    if of:
        asked = asked.filter(candidate__session__number__startswith=f"{of}-")
    return [
        Todo(
            title=_("书面说明报价"),
            subject=str(review.candidate.session),
            why=_("评审小组认为报价可能异常低"),
            url=reverse("review:explain_price", args=[review.candidate.session_id]),
            button=_("说明报价"),
            due_at=review.answer_until,
            basis=LOW_PRICE,
        )
        for review in asked[:SHOWN]
    ]


def for_member(seat: PanelMember) -> Todo:
    """The next act of one seat; before the discipline is signed the purchase is not named."""
    title, is_mine = _member_act(seat)
    session = seat.session
    return Todo(
        title=title,
        subject=str(session) if seat.committed_at else _("评审邀请，%(place)s") % {"place": session.place},
        why=_("您是这次评审的%(seat)s") % {"seat": seat.get_seat_display()},
        url=reverse("review:room", args=[session.pk]),
        button=_("进入评审"),
        due_at=session.meets_at if seat.committed_at is None else None,
        waiting_for="" if is_mine else _("小组其他成员或者组织单位"),
    )


def _member_act(seat: PanelMember) -> tuple[str, bool]:
    status = seat.session.status
    if seat.committed_at is None:
        return _("签署评审纪律"), True
    if status in (ReviewStatus.FORMING, ReviewStatus.QUALIFYING, ReviewStatus.RECUSAL):
        is_mine = status == ReviewStatus.RECUSAL and seat.declared_at is None
        return _("声明回避情况"), is_mine
    if status == ReviewStatus.EXAMINATION:
        by_purchaser = rules.by_purchaser(seat.session.declared)
        return _("审查符合性") if by_purchaser else _("审查资格和符合性"), not seat.examinations.exists()
    if status == ReviewStatus.CONSULTATION:
        return _("与供应商%(review)s") % {"review": seat.session.declared.terms.review}, True
    if status == ReviewStatus.QUOTING:
        return _("等待%(price)s") % {"price": labels.price(seat.session)}, False
    if status == ReviewStatus.LOW_PRICE:
        return _("审查异常低价"), low_prices.waits_for(seat)
    if status == ReviewStatus.SCORING:
        return _("独立评分"), seat.sheet.submitted_at is None
    if status == ReviewStatus.RANKING:
        return _("抽签确定报价相同的供应商的排序"), seat.is_chair
    return _("签署评审报告"), not hasattr(seat, "signature")


def for_organiser(session: ReviewSession) -> Todo:
    """Name and replace; else the review waits for its panel."""
    members = list(session.members.all())
    sitting = sum(m.status not in GONE for m in members)
    name, is_mine = "organise", True
    if not members:
        title, name = _("确定评审小组名单"), "name_panel"
    elif session.status == ReviewStatus.QUALIFYING:
        title, name = _("审查投标人的资格"), "qualify"
    elif session.status == ReviewStatus.RECUSAL and sitting < session.panel_size:
        title = _("补充回避的小组成员")
    else:
        title, is_mine = session.get_status_display(), False
    return Todo(
        title=title,
        subject=str(session),
        why=_("评审由您的单位组织"),
        url=reverse(f"review:{name}", args=[session.pk]),
        button=_("组织评审"),
        basis=_("《政府采购法实施条例》第三十九条") if not members else "",
        waiting_for="" if is_mine else _("评审小组"),
    )
