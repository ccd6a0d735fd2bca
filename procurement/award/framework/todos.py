"""What must be done about framework agreements, with the terms of Order 110."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import PURCHASER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.clock import at_local
from portal.kernel.todos import Todo, narrowed
from procurement.award.framework import pages, queries, rules, steps
from procurement.award.framework.choices import OrderStatus, SelectionStatus
from procurement.award.framework.models import (
    FrameworkApplication,
    FrameworkMember,
    FrameworkOrder,
    FrameworkOrderEnd,
    FrameworkSelection,
    FrameworkSkip,
)
from procurement.projects.models import Package

SHOWN = 50
ONE_DAY = timedelta(days=1)
ANSWERERS = (*PURCHASER_ROLES, Role.AGENCY_HANDLER)


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Results to be entered or published, applications to be answered, agreements to be signed, orders."""
    if not actor.has_role(*ANSWERERS):
        return []
    mine = queries.conducted(actor).values("pk")
    opened = narrowed(queries.awaiting_selection(actor), project__number=of).select_related(
        "framework_selection"
    )
    asked = FrameworkApplication.objects.filter(package__in=mine, is_accepted__isnull=True)
    unsigned = FrameworkMember.objects.filter(
        package__in=mine, signed_on__isnull=True, notice__published_at__isnull=False
    )
    orders = FrameworkOrder.objects.filter(
        buyer_id=actor.body_id, status=OrderStatus.ENTERED, struck_because=""
    )
    endings = FrameworkOrderEnd.objects.filter(
        order__buyer_id=actor.body_id, order__status=OrderStatus.PUBLISHED, approved_at__isnull=True
    )
    skips = FrameworkSkip.objects.filter(
        buyer_id=actor.body_id, confirmed_at__isnull=True, struck_because=""
    ).select_related("member__supplier")
    return [
        *(of_selection(package, actor) for package in opened.order_by("pk")[:SHOWN]),
        *(of_application(one, actor) for one in rows(asked, "package__project", of)),
        *(
            of_member(one)
            for one in rows(unsigned, "package__project", of)
            if actor.has_role(*steps.ENTERERS)
        ),
        *(of_order(one, actor) for one in rows(orders, "member__package__project", of)),
        *(of_ending(one, actor) for one in rows(endings, "order__member__package__project", of)),
        *(of_skip(one, actor) for one in rows(skips, "member__package__project", of)),
    ]


def rows(found, path: str, of: str | None):
    """The first of these, of one purchase where only it is asked for."""
    return narrowed(found, **{f"{path}__number": of}).select_related(path).order_by("pk")[:SHOWN]


def until(day: date) -> datetime:
    """The moment at which a last day is over."""
    return at_local(day + ONE_DAY)


def selection_kept(package: Package) -> FrameworkSelection | None:
    """The result of a package, where one was entered."""
    return getattr(package, "framework_selection", None)


def of_selection(package: Package, actor: Actor) -> Todo:
    """The result of a first phase."""
    kept = selection_kept(package)
    facts = {"subject": f"{package.number} {package.project.title}", "basis": rules.BASIS}
    if kept is not None and kept.status == SelectionStatus.PREPARED:
        is_mine = actor.has_role(*steps.APPROVERS) and kept.prepared_by_id != actor.user_id
        return Todo(
            title=_("复核并公告入围结果"),
            why=_("入围结果已经登记，由没有登记的第二个人复核后公告"),
            url=reverse("framework:publish", args=[package.pk]) if is_mine else steps.page(package),
            button=_("复核入围结果") if is_mine else _("查看框架协议"),
            waiting_for="" if is_mine else _("复核人员或者分管领导"),
            **facts,
        )
    is_mine = actor.has_role(*steps.ENTERERS)
    return Todo(
        title=_("登记入围结果"),
        why=_("响应文件已经开启，评审以后逐家登记结果，上传评审报告"),
        url=reverse("framework:select", args=[package.pk]) if is_mine else steps.page(package),
        button=_("登记入围结果") if is_mine else _("查看框架协议"),
        waiting_for="" if is_mine else _("征集人经办"),
        **facts,
    )


def of_application(one: FrameworkApplication, actor: Actor) -> Todo:
    """An application that waits for its answer: one person proposes it, a second one gives it."""
    facts = {
        "subject": f"{one.package.number} {one.package.project.title}",
        "due_at": until(one.answer_by),
        "basis": "财政部令第110号第三十九条、第四十条",
        "is_provisional": one.is_term_provisional,
    }
    if one.proposal is not None:
        is_mine = actor.has_role(*steps.APPROVERS) and one.proposed_by_id != actor.user_id
        return Todo(
            title=_("审核加入申请的答复"),
            why=_("答复已经拟定，由采购人没有拟定的第二个人审核后答复"),
            url=reverse("framework:confirm", args=[one.pk]) if is_mine else steps.page(one.package),
            button=_("审核答复") if is_mine else _("查看框架协议"),
            waiting_for="" if is_mine else _("复核人员或者分管领导"),
            **facts,
        )
    is_mine = actor.has_role(*steps.ENTERERS)
    return Todo(
        title=_("答复加入申请"),
        why=_("拟定的答复被退回：%(opinion)s") % {"opinion": one.opinion}
        if one.opinion
        else _("供应商申请加入开放式框架协议"),
        url=reverse("framework:answer", args=[one.pk]) if is_mine else steps.page(one.package),
        button=_("拟定答复") if is_mine else _("查看框架协议"),
        waiting_for="" if is_mine else _("征集人经办"),
        **facts,
    )


def of_member(one: FrameworkMember) -> Todo:
    """An agreement that is to be signed."""
    due = pages.sign_by(one)
    return Todo(
        title=_("签订框架协议"),
        subject=f"{one.package.number} {one.supplier}",
        why=_("入围结果已经公告，签订后登记协议"),
        url=reverse("framework:agree", args=[one.pk]),
        button=_("登记框架协议"),
        due_at=until(due.date),
        basis="财政部令第110号第二十九条",
        is_provisional=due.provisional,
    )


def of_order(one: FrameworkOrder, actor: Actor) -> Todo:
    """An order that waits for its publication."""
    is_mine = actor.has_role(*steps.APPROVERS) and one.entered_by_id != actor.user_id
    return Todo(
        title=_("公告第二阶段成交结果"),
        subject=f"{one.member.package.number} {one.content}",
        why=_("成交结果已经登记，由没有登记的第二个人公告"),
        url=reverse("framework:publish_order", args=[one.pk]) if is_mine else steps.page(one.member.package),
        button=_("公告成交结果") if is_mine else _("查看框架协议"),
        due_at=until(one.publish_by),
        basis="财政部令第110号第三十五条",
        is_provisional=one.is_term_provisional,
        waiting_for="" if is_mine else _("复核人员或者分管领导"),
    )


def of_skip(one: FrameworkSkip, actor: Actor) -> Todo:
    """A turn that was given up and waits for its second person."""
    is_mine = actor.has_role(*steps.APPROVERS) and one.entered_by_id != actor.user_id
    return Todo(
        title=_("复核放弃轮候"),
        subject=f"{one.member.package.number} {one.member.supplier}",
        why=_("供应商放弃本轮已经登记，由没有登记的第二个人复核；复核以前不轮到下一家"),
        url=reverse("framework:confirm_skip", args=[one.pk]) if is_mine else steps.page(one.member.package),
        button=_("复核放弃") if is_mine else _("查看框架协议"),
        basis=rules.BASIS,
        waiting_for="" if is_mine else _("复核人员或者分管领导"),
    )


def of_ending(one: FrameworkOrderEnd, actor: Actor) -> Todo:
    """The end of an order that waits for its second person."""
    is_mine = actor.has_role(*steps.APPROVERS) and one.entered_by_id != actor.user_id
    page = steps.page(one.order.member.package)
    return Todo(
        title=_("复核终止成交"),
        subject=f"{one.order.number} {one.order.content}",
        why=_("已登记这一单没有签成合同，由没有登记的第二个人复核后公告"),
        url=reverse("framework:confirm_end", args=[one.pk]) if is_mine else page,
        button=_("复核终止") if is_mine else _("查看框架协议"),
        basis=rules.BASIS,
        waiting_for="" if is_mine else _("复核人员或者分管领导"),
    )
