"""Contracts as events of the purchase."""

from django.utils.translation import gettext as _

from portal.kernel.timeline import DONE, NOW, Event
from procurement.contracts import clocks, queries, rules
from procurement.contracts.choices import ContractStatus, Side
from procurement.contracts.models import Contract
from procurement.contracts.orders.models import OrderContract
from procurement.projects.choices import PackageStatus
from procurement.projects.models import ProcurementProject
from procurement.projects.plans.rules import FRAMEWORK

AWARDED = (
    PackageStatus.RESULT_PUBLISHED,
    PackageStatus.CONTRACTED,
    PackageStatus.ACCEPTED,
    PackageStatus.EVALUATED,
)


def events(project: ProcurementProject) -> list[Event]:
    """Signed and published contracts, and what is still to be done, package by package."""
    if project.method == FRAMEWORK:
        return events_of_orders(project)
    found = []
    packages = [package for package in project.packages.all() if package.status in AWARDED]
    contracts = {c.award.package_id: c for c in queries.of_project(project)}
    for package in packages:
        contract = contracts.get(package.pk)
        found += events_of(contract) if contract else [Event(_("起草合同"), NOW, package=package.index)]
    return found


def events_of_orders(project: ProcurementProject) -> list[Event]:
    """The published contracts of the orders under a framework agreement."""
    rows = OrderContract.objects.filter(
        order__member__package__project=project, notice__published_at__isnull=False
    )
    return [
        Event(
            _("公告成交合同"),
            DONE,
            at=contract.notice.published_at,
            note=contract.number,
            package=contract.order.member.package.index,
        )
        for contract in rows.select_related("notice", "order__member__package").order_by("pk")
    ]


def events_of(contract: Contract) -> list[Event]:
    """One contract: signed, then published."""
    index = contract.award.package.index
    if contract.signed_at is None:
        title = _("签订合同")
        return [
            Event(
                title,
                NOW,
                due=contract.sign_by,
                basis=rules.SIGN_BASIS,
                note=contract.get_status_display(),
                package=index,
            )
        ]
    signer = contract.standing_signatures.select_related("signed_by").get(side=Side.PURCHASER).signed_by.name
    signed = Event(_("签订合同"), DONE, at=contract.signed_at, by=signer, package=index)
    if contract.status == ContractStatus.PUBLISHED:
        return [signed, Event(_("公告合同"), DONE, at=contract.published_at, package=index)]
    due = clocks.publish_by(contract).date
    return [signed, Event(_("公告合同"), NOW, due=due, basis=rules.PUBLISH_BASIS, package=index)]
