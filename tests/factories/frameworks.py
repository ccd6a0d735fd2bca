"""A framework agreement collected by a body that has others under it, and what follows."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel import uploads
from portal.kernel.actors import Actor
from portal.kernel.clock import at_local, local_date
from portal.kernel.uploads import Upload
from procurement.award.framework import calling_off, joining, ordering, skipping, workflow
from procurement.award.framework.models import (
    FrameworkApplication,
    FrameworkOrder,
    FrameworkOrderEnd,
    FrameworkSkip,
)
from procurement.award.framework.rules import AgreementFacts, Judged, OrderFacts, SkipFacts
from procurement.budget.models import BudgetLine
from procurement.contracts.orders import workflow as order_contracts
from procurement.contracts.orders.models import OrderContract
from procurement.contracts.orders.rules import OrderContractFacts
from procurement.notices import workflow as notices
from procurement.notices.sections import Texts
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.plans.rules import PlanFacts
from tests import spine
from tests.factories import making
from tests.factories.people import actor, body, letter
from tests.scenes import kept

METHOD = "framework_agreement"
CLOSED = PlanFacts(
    case="chosen_by_users",
    case_reason="由老人自主选择上门服务机构（示例）。",
    found="closed",
    phase="direct_choice",
    term_months=24,
)
OPEN = replace(CLOSED, found="open")


@kept
def collector(facts: PlanFacts = CLOSED, **given: Any) -> spine.Purchase:
    """A purchaser that may collect, whose drafts say how."""
    walk = spine.people(method=METHOD, **given)
    walk.reason = facts
    subordinate(walk)
    return walk


def subordinate(walk: spine.Purchase) -> Any:
    """A unit of the collector, which orders under its agreement."""
    return body(supervising_body=walk.purchaser)


def paper(walk: spine.Purchase, name: str = "评审报告.pdf") -> Upload:
    """A paper that the handler sent."""
    return uploads.store(letter(name), owner_id=walk.handler.user_id, now=walk.clock.now())


@kept
def opened() -> spine.Purchase:
    """A closed agreement whose three responses are opened; its call asks for a bond."""
    walk = collector()
    reason = "服务中断会危及老人安全。"
    walk.texts = replace(walk.texts, bond_required=True, bond_percent="1", bond_reason=reason)
    return spine.opened_package(purchase=walk)


def judged(walk: spine.Purchase, admitted: int = 2) -> list[Judged]:
    """Everybody conforms in the order in which they bid; the first ones are admitted."""
    names = {body.pk: body.name for body in Body.objects.filter(pk__in=[s.body_id for s in walk.suppliers])}
    return [
        Judged(
            supplier.body_id,
            names[supplier.body_id],
            is_fit=True,
            place=place,
            is_admitted=place <= admitted,
            reason="" if place <= admitted else "排序在后，按淘汰比例没有入围（示例）。",
        )
        for place, supplier in enumerate(walk.suppliers, start=1)
    ]


def selected(walk: spine.Purchase, **facts: Any) -> spine.Purchase:
    """The result of the first phase, entered on the minutes of the meeting that decided."""
    making.decide_together(walk, DecisionStep.AWARD)
    workflow.select(
        walk.package.pk,
        judged(walk, **facts),
        price_unit="元/次",
        paper=paper(walk),
        by=walk.handler,
        now=walk.clock.advance(hours=1),
    )
    return walk


def published(walk: spine.Purchase) -> spine.Purchase:
    """The result of the first phase, published by the leader."""
    making.sign_records(walk)
    workflow.publish(walk.package.pk, by=walk.leader, now=walk.clock.advance(hours=1))
    return walk


def signed(walk: spine.Purchase) -> spine.Purchase:
    """An agreement with every supplier that was admitted, for a year."""
    now = walk.clock.advance(hours=1)
    today = local_date(now)
    for member in walk.package.framework_members.filter(signed_on__isnull=True):
        facts = AgreementFacts(f"示例-{member.place}", today, today + timedelta(days=365))
        ordering.keep_agreement(member.pk, facts, paper=paper(walk, "框架协议.pdf"), by=walk.handler, now=now)
    return walk


def order_facts(
    walk: spine.Purchase, place: int = 1, amount: str = "120000", line: BudgetLine | None = None
) -> OrderFacts:
    """An order of the supplier at a place, of a unit with the line that pays it."""
    member = walk.package.framework_members.get(place=place)
    today = local_date(walk.clock.now())
    return OrderFacts(
        member.pk,
        "上门服务 1,600 次",
        Decimal(amount),
        "老人选择（示例）。",
        today,
        line.pk if line else None,
    )


@kept
def orderable() -> spine.Purchase:
    """An open agreement with one supplier whose agreement is signed; orders go to whoever is chosen."""
    walk = announced(collector(OPEN))
    answered(walk, applied(walk))
    return signed(walk)


@kept
def in_rotation() -> spine.Purchase:
    """Three suppliers of an open agreement that gives its orders in turn, each with its agreement."""
    walk = announced(collector(replace(OPEN, phase="rotation")))
    for _supplier in range(3):
        answered(walk, applied(walk))
    return signed(walk)


def given_up(walk: spine.Purchase, place: int = 1) -> FrameworkSkip:
    """The supplier at a place gives up its turn in writing; the handler enters it."""
    member = walk.package.framework_members.get(place=place)
    now = walk.clock.now()
    facts = SkipFacts(member.pk, local_date(now), "人手不足（示例）。")
    slip = paper(walk, "放弃说明.pdf")
    return skipping.skip(walk.package.pk, facts, paper=slip, by=walk.handler, now=now)


@kept
def joinable() -> spine.Purchase:
    """An open agreement that takes applications."""
    return announced(collector(OPEN))


def announced(walk: spine.Purchase, *amounts: str) -> spine.Purchase:
    """The call of an open agreement out, and its first day come."""
    spine.approved_project(*amounts, purchase=walk)
    facts = spine.schedule_facts(walk)
    deadline = facts.response_deadline + timedelta(days=300)
    schedule = replace(
        facts, response_deadline=deadline, documents_until=local_date(deadline) - timedelta(days=1)
    )
    now = walk.clock.advance(hours=1)
    notices.draft_call(walk.project.pk, by=walk.handler, now=now, schedule=schedule, texts=Texts())
    spine.published(walk)
    walk.clock.advance_to(at_local(walk.project.schedule.documents_from, 10))
    return walk


def applied(walk: spine.Purchase, supplier: Actor | None = None) -> FrameworkApplication:
    """A social organisation asks to join."""
    return joining.apply(
        walk.package.pk,
        text="能够承接本区的上门服务（示例）。",
        is_agreed=True,
        paper=paper(walk, "证明材料.pdf"),
        by=supplier or actor(Role.SUPPLIER),
        clock=walk.clock.now,
    )


def answered(walk: spine.Purchase, asked: FrameworkApplication, refusing: str = "") -> FrameworkApplication:
    """The answer as the handler proposes it and the leader gives it; a no with its reason."""
    now = walk.clock.now()
    given = {"is_accepted": not refusing, "reason": refusing}
    joining.propose(asked.pk, **given, by=walk.handler, now=now)
    return joining.answer(asked.pk, by=walk.leader, now=now)


def order_published(walk: spine.Purchase, amount: str = "20000") -> FrameworkOrder:
    """An order of the collector of the first supplier, its result out."""
    facts, now = order_facts(walk, 1, amount), walk.clock.now()
    made = ordering.order(walk.package.pk, facts, paper=paper(walk), by=walk.handler, now=now)
    ordering.publish_order(made.pk, by=walk.leader, now=walk.clock.advance(hours=1))
    return FrameworkOrder.objects.get(pk=made.pk)


def contract_facts(walk: spine.Purchase, **facts: Any) -> OrderContractFacts:
    """A contract signed today for half a year."""
    today = local_date(walk.clock.now())
    usual = {
        "signed_on": today,
        "starts_on": today + timedelta(days=1),
        "ends_on": today + timedelta(days=180),
        "payment": "按月据实结算（示例）。",
        "terms": "按协议提供服务（示例）。",
    }
    return OrderContractFacts(**usual | facts)


def contracted(walk: spine.Purchase, order: FrameworkOrder | None = None, **facts: Any) -> OrderContract:
    """The contract of an order as the handler keeps it."""
    found, now = order or order_published(walk), walk.clock.now()
    slip = paper(walk, "成交合同.pdf")
    return order_contracts.keep(found.pk, contract_facts(walk, **facts), paper=slip, by=walk.handler, now=now)


def called_off(walk: spine.Purchase, order: FrameworkOrder) -> FrameworkOrderEnd:
    """The handler enters that a published order comes to no contract."""
    slip, now = paper(walk, "放弃说明.pdf"), walk.clock.now()
    reason = "供应商书面放弃签订合同（示例）。"
    return calling_off.propose(order.pk, reason=reason, paper=slip, by=walk.handler, now=now)
