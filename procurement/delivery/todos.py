"""What must be done about acceptance; a contract falls due when its service ends."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import PURCHASER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.clock import at_local
from portal.kernel.todos import Todo, narrowed
from procurement.contracts.models import Contract
from procurement.delivery import pages, queries, rules
from procurement.delivery.choices import AcceptanceStatus
from procurement.delivery.models import Acceptance

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Contracts to accept, then acceptances that are not published, for those who did not sign."""
    if not actor.has_role(*PURCHASER_ROLES):
        return []
    contracts = narrowed(queries.contracts_to_accept(actor), award__package__project__number=of)
    contracts = list(contracts.order_by("ends_on", "pk")[:SHOWN])
    running = queries.own_acceptances(actor).exclude(status=AcceptanceStatus.PUBLISHED)
    running = narrowed(running, contract__award__package__project__number=of)
    running = list(running.select_related("organised_by").order_by("pk")[:SHOWN])
    barred = queries.signed_by(actor) if contracts or running else set()
    return [to_plan(contract, barred) for contract in contracts] + [
        to_go_on(acceptance, barred) for acceptance in running
    ]


def to_plan(contract: Contract, barred: set[int]) -> Todo:
    """An acceptance to begin."""
    project = contract.award.package.project
    waits = project.pk in barred
    return Todo(
        title=_("组织履约验收"),
        subject=f"{contract.number} {project.title}",
        why=_("合同已公告，服务到 %(day)s 结束") % {"day": contract.ends_on.isoformat()},
        url=contract.get_absolute_url() if waits else reverse("delivery:acceptance_plan", args=[contract.pk]),
        button=_("查看合同") if waits else _("制定验收方案"),
        due_at=at_local(contract.ends_on, 23, 59),
        basis=rules.ACCEPT_BASIS,
        waiting_for=_("没有签署合同的人员") if waits else "",
    )


def to_go_on(acceptance: Acceptance, barred: set[int]) -> Todo:
    """The next act of an acceptance."""
    contract = acceptance.contract
    project = contract.award.package.project
    step = pages.next_of(acceptance, list(acceptance.items.all()), acceptance.voices.count())
    waits = project.pk in barred
    return Todo(
        title=step["title"],
        subject=f"{contract.number} {project.title}",
        why=step["note"],
        url=reverse("delivery:detail", args=[acceptance.pk]) if waits else step["url"],
        button=_("查看验收") if waits else step["action"],
        basis=step["basis"],
        waiting_for=_("没有签署合同的人员") if waits else "",
    )
