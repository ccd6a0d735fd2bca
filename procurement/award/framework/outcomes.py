"""What follows when a result of a framework agreement is out, here or first elsewhere."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.inbox.workflow import notify_body
from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.ledger import workflow as ledger
from portal.kernel.ledger.models import LedgerEntry
from procurement.award.framework import queries, steps
from procurement.award.framework.choices import SelectionStatus
from procurement.award.framework.models import FrameworkResponse, FrameworkSelection
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.models import Notice
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package

PATH = (PackageStatus.REVIEWED, PackageStatus.DECIDED, PackageStatus.RESULT_PUBLISHED)


@transaction.atomic
def result_out(notice_id: int, *, by: Actor, now: datetime) -> None:
    """A result that first came out elsewhere is out: everything follows as if published here; once."""
    notice = Notice.objects.published().get(pk=notice_id)
    package = steps.locked(notice.package_id)
    if not LedgerEntry.objects.about(notice).filter(verb="framework.out").exists():
        follow(package, notice, by=by, now=now)


def follow(package: Package, notice: Notice, *, by: Actor, now: datetime) -> None:
    """Open the records and tell the suppliers; nothing while the notice waits for its first publication."""
    if notice.status != NoticeStatus.PUBLISHED:
        return
    selection = queries.selection_of(package)
    if notice.type == NoticeType.FRAMEWORK_ORDER:
        tell_of_order(package, notice, now=now)
    elif selection is not None:
        let_out(selection, package, notice, by=by, now=now)
    else:
        tell_joined(package, notice, now=now)
    steps.record(notice, "out", _("结果公告后告知供应商"), package, by=by, now=now, notice=notice.number)


def let_out(
    selection: FrameworkSelection, package: Package, notice: Notice, *, by: Actor, now: datetime
) -> None:
    """The first phase is over: its milestones, its names in the ledger, each supplier's own outcome."""
    selection.status, selection.published_at = SelectionStatus.PUBLISHED, notice.published_at
    selection.save(update_fields=["status", "published_at"])
    for milestone in PATH:
        project_workflow.reach(package, milestone, by=by, at=now)
    ledger.unseal(steps.seal_of(package), at=now)
    for one in selection.responses.select_related("supplier"):
        tell_response(one, notice, now=now)


def tell_response(response: FrameworkResponse, notice: Notice, *, now: datetime) -> None:
    """Each supplier learns its own outcome, and why it was not admitted."""
    text = _("贵单位已经入围，请在期限内与征集人签订框架协议。")
    if not response.is_admitted:
        text = _("贵单位没有入围，原因：%(reason)s") % {"reason": response.reason}
    subject = _("入围结果：%(title)s") % {"title": notice.project.title}
    tell(response.supplier_id, subject, text, notice, now=now)


def tell_joined(package: Package, notice: Notice, *, now: datetime) -> None:
    """Who joined an open agreement learns it; the ledger opens what it keeps of the application."""
    suppliers = package.framework_members.filter(notice=notice).values("supplier")
    subject = _("加入框架协议的申请已答复：%(title)s") % {"title": notice.project.title}
    for one in queries.applications_of(package).filter(supplier__in=suppliers, is_accepted=True):
        ledger.unseal(steps.seal_of_application(one), at=now)
        tell(one.supplier_id, subject, _("同意加入，请与征集人签订框架协议。"), notice, now=now)


def tell_of_order(package: Package, notice: Notice, *, now: datetime) -> None:
    """The supplier of an order learns of it."""
    subject = _("第二阶段成交：%(title)s") % {"title": notice.project.title}
    for order in queries.orders_of(package).filter(notice=notice):
        text = _("%(buyer)s确定由贵单位承接，请与采购单位签订合同。") % {"buyer": order.buyer.name}
        tell(order.member.supplier_id, subject, text, notice, now=now)


def tell(supplier_id: int, subject: str, text: str, notice: Notice, *, now: datetime) -> None:
    """One message to a supplier about a notice."""
    url = notice.get_absolute_url()
    notify_body(supplier_id, roles=SUPPLIER_ROLES, subject=subject, text=text, url=url, now=now)
