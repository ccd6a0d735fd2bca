"""What must be done about contracts: draft, send, sign, publish, each with its legal limit."""

from datetime import date, datetime

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import PURCHASER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.clock import at_local
from portal.kernel.todos import Todo, narrowed
from procurement.award.models import Award
from procurement.contracts import clocks, pages, queries, rules, workflow
from procurement.contracts.choices import ContractStatus
from procurement.contracts.models import Contract
from procurement.projects import queries as projects

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Awards without a contract, then contracts that are not published yet."""
    found = []
    if actor.has_role(*PURCHASER_ROLES):
        awards = narrowed(queries.awards_without_contract(actor), package__project__number=of)
        awards = awards.prefetch_related("package__project__route_decisions").order_by("pk")[:SHOWN]
        found += [to_draft(award, limit, actor) for award, limit in clocks.signing_limits(awards)]
    if actor.has_role(*PURCHASER_ROLES, Role.SUPPLIER, Role.SUPPLIER_SIGNATORY):
        contracts = queries.of_party(actor).exclude(status=ContractStatus.PUBLISHED)
        contracts = contracts.filter(supplier=F("award__supplier"))
        contracts = narrowed(contracts, award__package__project__number=of).order_by("pk")[:SHOWN]
        found += [to_go_on(contract, actor) for contract in contracts]
    return found


def to_draft(award: Award, limit: clocks.SigningLimit, actor: Actor) -> Todo:
    """A contract to begin."""
    may_draft = actor.has_role(*workflow.DRAFTERS)
    project = award.package.project
    return Todo(
        title=_("起草合同"),
        subject=f"{project.number} {project.title}",
        why=_("结果已公告，成交供应商是%(supplier)s") % {"supplier": award.supplier},
        url=reverse("contracts:contract_draft", args=[award.pk])
        if may_draft
        else reverse("contracts:contract_list"),
        button=_("起草合同") if may_draft else _("查看合同"),
        due_at=last_minute(limit.last_day),
        basis=projects.basis_for(project, rules.SIGN_BASIS),
        waiting_for="" if may_draft else _("采购人经办"),
    )


def to_go_on(contract: Contract, actor: Actor) -> Todo:
    """The next act of a contract: one's own, or what one waits for."""
    step = pages.next_step(contract, by=actor)
    return Todo(
        title=step.title,
        subject=f"{contract.number} {contract.award.package.project.title}",
        why=step.note,
        url=step.url or contract.get_absolute_url(),
        button=step.action or _("查看合同"),
        due_at=last_minute(step.due),
        basis=step.basis,
        waiting_for="" if step.url else step.who,
        is_provisional=step.is_provisional,
    )


def last_minute(day: date) -> datetime:
    """The end of a legal day as a moment of that day."""
    return at_local(day, 23, 59)
