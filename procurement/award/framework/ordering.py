"""What follows the first phase: agreements kept with their paper, orders of the second phase published."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.inbox.workflow import notify_body
from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.uploads import Upload
from procurement.award import queries as awards
from procurement.award.framework import announcements, funding, outcomes, queries, rules, steps
from procurement.award.framework.choices import OrderStatus
from procurement.award.framework.models import FrameworkMember, FrameworkOrder
from procurement.award.framework.rules import AgreementFacts, OrderFacts
from procurement.notices import frameworks
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice
from procurement.projects.models import Package
from procurement.projects.plans import queries as plans


@transaction.atomic
def keep_agreement(
    member_id: int, facts: AgreementFacts, *, paper: Upload, by: Actor, now: datetime
) -> FrameworkMember:
    """Keep the agreement that was signed with a supplier."""
    package_id = FrameworkMember.objects.values_list("package_id", flat=True).get(pk=member_id)
    package = steps.locked(package_id)
    steps.must_conduct(package, by, *steps.ENTERERS)
    member = FrameworkMember.objects.select_related("notice", "supplier").get(pk=member_id)
    refuse([*([] if member.signed_on is None else [kept_already()]), *over_refusals(package)])
    out = member.notice.published_at
    refuse(
        rules.agreement_refusals(
            facts,
            published_on=local_date(out) if out else None,
            term_ends=queries.term_ends(package.project, facts.signed_on),
            today=local_date(now),
        )
    )
    member.agreement_number, member.signed_on, member.ends_on = facts.number, facts.signed_on, facts.ends_on
    member.paper, member.kept_by_id, member.kept_at = paper, by.user_id, now
    member.save(update_fields=["agreement_number", "signed_on", "ends_on", "paper", "kept_by", "kept_at"])
    said = {"supplier": member.supplier.name, "paper_sha256": paper.sha256, **vars(facts)}
    steps.record(member, "keep_agreement", _("登记框架协议"), package, by=by, now=now, **said)
    notify_body(
        member.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=_("框架协议已登记：%(title)s") % {"title": package.project.title},
        text=_("征集人已登记与贵单位签订的框架协议，可以下载核对。"),
        url=reverse("framework:paper", args=["agreement", member.pk]),
        now=now,
    )
    return member


@transaction.atomic
def order(package_id: int, facts: OrderFacts, *, paper: Upload, by: Actor, now: datetime) -> FrameworkOrder:
    """Enter an order of the second phase, by the way that the notice set; its money is held on its line."""
    package = steps.locked(package_id)
    if not (by.has_role(*steps.BUYERS) and queries.may_order(by, package.project)):
        raise NotPermitted(_("只有征集人和它所属单位的采购经办人可以登记第二阶段的成交。"))
    steps.must_not_be_lent(by)
    refuse(over_refusals(package))
    members = list(queries.members_of(package))
    member = next((one for one in members if one.pk == facts.member_id), None)
    refuse([] if member else [steps.wrong_kind()])
    refuse(
        rules.order_refusals(
            facts,
            turns=queries.turns(members, on=local_date(now), at=now),
            phase=plans.facts_of(package.project).phase,
            signed_on=member.signed_on,
            ends_on=member.ends_on,
            left=queries.left_of(package),
            today=local_date(now),
        )
    )
    refuse(awards.supplier_refusals(member.supplier_id, at=now))
    refuse(funding.refusals_of(package, facts, by=by, on=local_date(now)))
    due = queries.term(facts.decided_on, queries.numbers(package.project, frameworks.RESULT)[0])
    made = FrameworkOrder.objects.create(
        number=next_number(package),
        buyer_id=by.body_id,
        paper=paper,
        publish_by=due.date,
        is_term_provisional=due.provisional,
        entered_by_id=by.user_id,
        entered_at=now,
        **vars(facts),
    )
    funding.hold(made, by=by, now=now)
    said = {"supplier": member.supplier.name, "amount": facts.amount, "paper_sha256": paper.sha256}
    steps.record(made, "order", _("登记第二阶段成交"), package, by=by, now=now, **said)
    return made


@transaction.atomic
def publish_order(order_id: int, *, by: Actor, now: datetime) -> Notice:
    """The buyer's second person publishes an order; the supplier is told."""
    package_id = FrameworkOrder.objects.values_list("member__package_id", flat=True).get(pk=order_id)
    package = steps.locked(package_id)
    found = queries.orders_of(package).get(pk=order_id)
    found.member.package = package
    if not (by.has_role(*steps.APPROVERS) and by.body_id == found.buyer_id):
        raise NotPermitted(_("成交结果由登记单位的复核人员或者分管领导公告。"))
    steps.must_not_be_lent(by)
    refuse(waiting_refusals(found))
    refuse(rules.same_person_refusals(entered_by=found.entered_by_id, by=by.user_id))
    said = announcements.order(found)
    facts = {"by": by, "now": now, "buyer_id": found.buyer_id}
    notice = steps.put_out(package, NoticeType.FRAMEWORK_ORDER, said, **facts)
    found.status, found.notice = OrderStatus.PUBLISHED, notice
    found.save(update_fields=["status", "notice"])
    steps.record(found, "publish_order", _("公告第二阶段成交"), package, by=by, now=now, notice=notice.number)
    outcomes.follow(package, notice, by=by, now=now)
    return notice


@transaction.atomic
def strike_order(order_id: int, *, reason: str, by: Actor, now: datetime) -> FrameworkOrder:
    """The buyer takes back an order entered by mistake, before its publication; the row stays readable."""
    package_id = FrameworkOrder.objects.values_list("member__package_id", flat=True).get(pk=order_id)
    package = steps.locked(package_id)
    found = queries.orders_of(package).get(pk=order_id)
    found.member.package = package
    if not (by.has_role(*PURCHASER_ROLES) and by.body_id == found.buyer_id):
        raise NotPermitted(_("登记错误的成交由登记它的单位作废。"))
    refuse([*waiting_refusals(found), *rules.strike_refusals(reason)])
    found.struck_because = reason.strip()
    found.save(update_fields=["struck_because"])
    funding.let_go(found, by=by, now=now)
    facts = {"supplier": found.member.supplier.name, "reason": found.struck_because}
    steps.record(found, "strike_order", _("作废第二阶段成交"), package, by=by, now=now, **facts)
    return found


def next_number(package: Package) -> str:
    """430100-2026-0217-1-D001: the package's number and a running one; the package stays locked for it."""
    return f"{package.number}-D{queries.orders_of(package).count() + 1:03d}"


def over_refusals(package: Package) -> list[Refusal]:
    """Once the unused money is back, nothing is signed or ordered under the agreement any more."""
    if queries.expiry_of(package) is None:
        return []
    because, remedy = _("框架协议已经期满，未使用的预算已经退回。"), _("需要采购的，请重新立项。")
    return [Refusal(because, rules.BASIS, remedy, "agreement_over")]


def waiting_refusals(found: FrameworkOrder) -> list[Refusal]:
    """An order is published or struck once."""
    if found.struck_because:
        return [Refusal(_("这一单已经作废。"), rules.BASIS, _("请返回并刷新页面。"), "order_struck")]
    return [] if found.status == OrderStatus.ENTERED else [published_already()]


def kept_already() -> Refusal:
    """The refusal of an agreement that is on record."""
    because = _("与这家供应商的框架协议已经登记。")
    return Refusal(because, rules.BASIS, _("请返回查看登记的内容。"), "agreement_kept")


def published_already() -> Refusal:
    """The refusal of a second publication."""
    return Refusal(_("这一单已经公告。"), rules.BASIS, _("请返回并刷新页面。"), "order_published")
