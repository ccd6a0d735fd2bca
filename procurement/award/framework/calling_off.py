"""A published order that comes to no contract is ended: one person enters why, a second one confirms."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.inbox.workflow import notify_body
from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.uploads import Upload
from procurement.award.framework import announcements, funding, queries, rules, steps
from procurement.award.framework.choices import OrderStatus
from procurement.award.framework.models import FrameworkOrder, FrameworkOrderEnd
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice


@transaction.atomic
def propose(order_id: int, *, reason: str, paper: Upload, by: Actor, now: datetime) -> FrameworkOrderEnd:
    """Enter why an order comes to no contract; again until it is confirmed."""
    order = locked(order_id)
    if not (by.has_role(*steps.BUYERS) and by.body_id == order.buyer_id):
        raise NotPermitted(_("成交的终止由下单单位的采购经办人登记。"))
    refuse([*state_refusals(order), *rules.end_reason_refusals(reason)])
    kept, _new = FrameworkOrderEnd.objects.update_or_create(
        order=order,
        defaults={
            "reason": reason.strip(),
            "paper": paper,
            "entered_by_id": by.user_id,
            "entered_at": now,
        },
    )
    facts = {"reason": kept.reason, "paper_sha256": paper.sha256}
    steps.record(kept, "propose_end", _("登记终止成交"), order.member.package, by=by, now=now, **facts)
    return kept


@transaction.atomic
def confirm(end_id: int, *, by: Actor, now: datetime) -> Notice:
    """A second person ends the order: announced, its money free again, the supplier told."""
    order = locked(FrameworkOrderEnd.objects.values_list("order_id", flat=True).get(pk=end_id))
    kept = FrameworkOrderEnd.objects.get(pk=end_id)
    if not (by.has_role(*steps.APPROVERS) and by.body_id == order.buyer_id):
        raise NotPermitted(_("成交的终止由下单单位的复核人员或者分管领导复核。"))
    steps.must_not_be_lent(by)
    refuse(state_refusals(order))
    refuse(rules.same_person_refusals(entered_by=kept.entered_by_id, by=by.user_id))
    package = order.member.package
    values = announcements.order_ended(order, kept.reason)
    said = {"by": by, "now": now, "buyer_id": order.buyer_id}
    notice = steps.put_out(package, NoticeType.FRAMEWORK_ORDER, values, **said)
    kept.approved_by_id, kept.approved_at, kept.notice = by.user_id, now, notice
    kept.save(update_fields=["approved_by", "approved_at", "notice"])
    order.status = OrderStatus.ENDED
    order.save(update_fields=["status"])
    funding.let_go(order, by=by, now=now)
    facts = {"reason": kept.reason, "notice": notice.number}
    steps.record(kept, "end_order", _("终止成交"), package, by=by, now=now, **facts)
    notify_body(
        order.member.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=_("第二阶段成交已终止：%(title)s") % {"title": package.project.title},
        text=kept.reason,
        url=notice.get_absolute_url(),
        now=now,
    )
    return notice


def locked(order_id: int) -> FrameworkOrder:
    """The order, its package locked."""
    package_id = FrameworkOrder.objects.values_list("member__package_id", flat=True).get(pk=order_id)
    package = steps.locked(package_id)
    order = queries.orders_of(package).get(pk=order_id)
    order.member.package = package
    return order


def state_refusals(order: FrameworkOrder) -> list[Refusal]:
    """Only an order whose result was published and whose contract was not is ended."""
    if order.status == OrderStatus.PUBLISHED:
        return []
    because = _("这一单现在不能终止：结果还没有公告，合同已经公告，或者已经终止。")
    remedy = _("没有公告的请作废；已有合同的按合同约定处理。")
    return [Refusal(because, rules.BASIS, remedy, "order_not_endable")]
