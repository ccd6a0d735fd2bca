"""The purchase after its award, walked through the real workflow: contract, acceptance, evaluation."""

from datetime import timedelta
from decimal import Decimal

from portal.kernel.clock import local_date
from procurement.award.models import Award
from procurement.contracts import workflow
from procurement.contracts.models import Contract
from procurement.contracts.rules import ContractFacts, InstalmentFacts, add_months
from tests.factories.award import awarded
from tests.spine import Purchase

TERMS = "第一条 服务内容和要求\n为高龄独居老人提供上门照护。"


def award_of(walk: Purchase) -> Award:
    """The award of the first package."""
    return Award.objects.get(package=walk.package)


def contract_of(walk: Purchase) -> Contract:
    """The contract of the first package, fresh from the database."""
    return Contract.objects.get(award__package=walk.package)


def contract_facts(walk: Purchase, *amounts: str, award: Award | None = None, **changes) -> ContractFacts:
    """A year from tomorrow, paid in three parts."""
    amount = (award or award_of(walk)).amount
    starts_on = local_date(walk.clock.now()) + timedelta(days=1)
    first = (amount * Decimal("0.3")).quantize(Decimal("0.01"))
    parts = [Decimal(a) for a in amounts] or [first, first, amount - 2 * first]
    facts = {
        "starts_on": starts_on,
        "ends_on": add_months(starts_on, 12) - timedelta(days=1),
        "terms": TERMS,
        "instalments": tuple(InstalmentFacts(f"完成第{n}期服务", a) for n, a in enumerate(parts, start=1)),
    }
    return ContractFacts(**{**facts, **changes})


def drafted_contract(walk: Purchase | None = None, **facts) -> Purchase:
    """The handler has drafted the contract."""
    walk = walk or awarded(**facts)
    now = walk.clock.advance(days=1)
    workflow.draft(award_of(walk).pk, contract_facts(walk), by=walk.handler, now=now)
    return walk


def offered(walk: Purchase | None = None, **facts) -> Purchase:
    """The text lies with the supplier."""
    walk = drafted_contract(walk, **facts)
    workflow.offer(contract_of(walk).pk, by=walk.handler, now=walk.clock.advance(hours=1))
    return walk


def supplier_signed(walk: Purchase | None = None, **facts) -> Purchase:
    """The supplier's signatory has signed."""
    walk = offered(walk, **facts)
    contract = contract_of(walk)
    shown = workflow.text_digest(contract)
    now = walk.clock.advance(hours=1)
    workflow.sign_as_supplier(contract.pk, text_sha256=shown, by=walk.signatories[0], now=now)
    return walk


def signed(walk: Purchase | None = None, **facts) -> Purchase:
    """Both sides have signed."""
    walk = supplier_signed(walk, **facts)
    contract = contract_of(walk)
    shown = workflow.text_digest(contract)
    workflow.sign_as_purchaser(
        contract.pk, text_sha256=shown, by=walk.leader, now=walk.clock.advance(hours=1)
    )
    return walk


def contracted(walk: Purchase | None = None, **facts) -> Purchase:
    """The contract is signed and published."""
    walk = signed(walk, **facts)
    workflow.publish(contract_of(walk).pk, by=walk.handler, now=walk.clock.advance(hours=1))
    return walk
