"""The purchase after its award, walked through the real workflow: contract, acceptance, evaluation.

Goes on from `spine.awarded()`: `evaluated(spine.awarded())`. Without a purchase each function begins with an
award that a factory writes, which takes a twentieth of the time.
"""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from evaluation.performance import workflow as performance
from evaluation.performance.indicators import framework
from evaluation.performance.models import PerformanceEvaluation
from evaluation.performance.rules import OpeningFacts, OpinionFacts, Weights
from orgs.people.choices import Role
from portal.kernel.actors import Actor
from portal.kernel.clock import at_local, local_date
from procurement.award.models import Award
from procurement.contracts import workflow
from procurement.contracts.models import Contract
from procurement.contracts.rules import ContractFacts, InstalmentFacts, add_months
from procurement.delivery import workflow as delivery
from procurement.delivery.models import Acceptance
from procurement.delivery.rules import Judgement, PlanFacts, VoiceFacts
from tests.factories.award import awarded
from tests.factories.people import actor
from tests.scenes import kept
from tests.spine import Purchase

TERMS = "第一条 服务内容和要求\n为高龄独居老人提供上门照护。"


def award_of(walk: Purchase) -> Award:
    """The award of the first package."""
    return Award.objects.get(package=walk.package)


def contract_of(walk: Purchase) -> Contract:
    """The contract of the first package, fresh from the database."""
    return Contract.objects.get(award__package=walk.package)


def signatory_of(walk: Purchase) -> Actor:
    """Who signs for the supplier that was chosen."""
    chosen = award_of(walk).supplier_id
    return next(one for one in walk.signatories if one.body_id == chosen)


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


@kept
def drafted_contract(walk: Purchase | None = None, **facts) -> Purchase:
    """The handler has drafted the contract."""
    walk = walk or awarded(**facts)
    now = walk.clock.advance(days=1)
    workflow.draft(award_of(walk).pk, contract_facts(walk), by=walk.handler, now=now)
    return walk


@kept
def offered(walk: Purchase | None = None, **facts) -> Purchase:
    """The text lies with the supplier."""
    walk = drafted_contract(walk, **facts)
    workflow.offer(contract_of(walk).pk, by=walk.handler, now=walk.clock.advance(hours=1))
    return walk


@kept
def supplier_signed(walk: Purchase | None = None, **facts) -> Purchase:
    """The supplier's signatory has signed."""
    walk = offered(walk, **facts)
    contract = contract_of(walk)
    shown = workflow.text_digest(contract)
    now = walk.clock.advance(hours=1)
    workflow.sign_as_supplier(contract.pk, text_sha256=shown, by=signatory_of(walk), now=now)
    return walk


@kept
def signed(walk: Purchase | None = None, **facts) -> Purchase:
    """Both sides have signed."""
    walk = supplier_signed(walk, **facts)
    contract = contract_of(walk)
    shown = workflow.text_digest(contract)
    workflow.sign_as_purchaser(
        contract.pk, text_sha256=shown, by=walk.leader, now=walk.clock.advance(hours=1)
    )
    return walk


@kept
def contracted(walk: Purchase | None = None, **facts) -> Purchase:
    """The contract is signed and published."""
    walk = signed(walk, **facts)
    workflow.publish(contract_of(walk).pk, by=walk.handler, now=walk.clock.advance(hours=1))
    return walk


def plan_facts(*requirements: str) -> PlanFacts:
    """A plan with two requirements unless said otherwise."""
    return PlanFacts("查阅台账，听取意见。", requirements or ("每月上门四次", "台账真实完整"))


def acceptance_of(walk: Purchase) -> Acceptance:
    """The acceptance of the first package's contract, fresh from the database."""
    return Acceptance.objects.get(contract=contract_of(walk))


@kept
def planned(walk: Purchase | None = None, **facts) -> Purchase:
    """The reviewer, who did not sign, has planned the acceptance at the end of the service."""
    walk = contracted(walk, **facts)
    contract = contract_of(walk)
    walk.clock.advance_to(at_local(contract.ends_on, 9))
    delivery.plan_acceptance(contract.pk, plan_facts(), by=walk.reviewer, now=walk.clock.now())
    return walk


@kept
def judged(walk: Purchase | None = None, *, failing: int = 0, **facts) -> Purchase:
    """Every item is judged; the first `failing` ones are not met."""
    walk = planned(walk, **facts)
    acceptance = acceptance_of(walk)
    judgements = {
        item.pk: Judgement(False, "次数不足") if n < failing else Judgement(True)
        for n, item in enumerate(acceptance.items.all())
    }
    delivery.judge(acceptance.pk, judgements, by=walk.reviewer, now=walk.clock.advance(hours=1))
    return walk


@kept
def heard(walk: Purchase | None = None, **facts) -> Purchase:
    """Every item is judged and a recipient was heard."""
    walk = judged(walk, **facts)
    voice = VoiceFacts("张三丰", True, "服务很好，希望上午来。")
    delivery.hear(acceptance_of(walk).pk, voice, by=walk.reviewer, now=walk.clock.advance(hours=1))
    return walk


@kept
def concluded(walk: Purchase | None = None, *, failing: int = 0, **facts) -> Purchase:
    """The opinion stands."""
    walk = heard(walk, failing=failing, **facts)
    delivery.conclude(
        acceptance_of(walk).pk,
        passed=not failing,
        conclusion="按合同逐项查验。",
        by=walk.reviewer,
        now=walk.clock.advance(hours=1),
    )
    return walk


@kept
def accepted(walk: Purchase | None = None, *, failing: int = 0, **facts) -> Purchase:
    """The result is published; with nothing failing the package is accepted."""
    walk = concluded(walk, failing=failing, **facts)
    delivery.publish(acceptance_of(walk).pk, by=walk.reviewer, now=walk.clock.advance(hours=1))
    return walk


def evaluator() -> Actor:
    """A person of an independent evaluation institution."""
    return actor(Role.EVALUATOR)


def evaluation_of(walk: Purchase) -> PerformanceEvaluation:
    """The evaluation of the first package's contract, fresh from the database."""
    return PerformanceEvaluation.objects.get(contract=contract_of(walk))


def opening_facts(walk: Purchase, institution_id: int, **changes) -> OpeningFacts:
    """40, 20, 40, and two weeks for the recipients."""
    facts = {
        "institution_id": institution_id,
        "weights": Weights(Decimal(40), Decimal(20), Decimal(40)),
        "link_closes_on": local_date(walk.clock.now()) + timedelta(days=14),
    }
    return OpeningFacts(**{**facts, **changes})


@kept
def opened_evaluation(walk: Purchase | None = None, *, third: Actor | None = None, **facts) -> Purchase:
    """The handler has opened the evaluation; `walk.third` speaks for the institution."""
    walk = accepted(walk, **facts)
    walk.third = third or evaluator()
    facts = opening_facts(walk, walk.third.body_id)
    now = walk.clock.advance(days=1)
    performance.open_evaluation(contract_of(walk).pk, facts, by=walk.handler, now=now)
    return walk


def opinion_facts(score: str) -> OpinionFacts:
    """Points that sum to a score: full marks from the first indicator on, what is left, then nought."""
    left, points = Decimal(score), {}
    for one in framework():
        points[one.code] = min(left, one.points)
        left -= points[one.code]
    return OpinionFacts(points, "总体情况较好。")


def answered(walk: Purchase, stars: Sequence[int]) -> Purchase:
    """One answer a device."""
    for number, star in enumerate(stars):
        performance.answer(
            evaluation_of(walk).pk, stars=star, comment="", device=f"{number:064d}", clock=walk.clock
        )
    return walk


@kept
def spoken(
    walk: Purchase | None = None,
    *,
    purchaser: str = "88",
    third_party: str = "84.2",
    stars: Sequence[int] = (5, 4, 5, 5, 4),
    **facts,
) -> Purchase:
    """All three voices have spoken."""
    walk = opened_evaluation(walk, **facts)
    pk, now = evaluation_of(walk).pk, walk.clock.advance(days=1)
    performance.give_opinion(pk, opinion_facts(purchaser), by=walk.handler, now=now)
    performance.give_opinion(pk, opinion_facts(third_party), by=walk.third, now=now)
    return answered(walk, stars)


@kept
def computed(walk: Purchase | None = None, **facts) -> Purchase:
    """The total stands and waits for a second person."""
    walk = spoken(walk, **facts)
    performance.compute(evaluation_of(walk).pk, by=walk.handler, now=walk.clock.advance(days=1))
    return walk


@kept
def evaluated(walk: Purchase | None = None, **facts) -> Purchase:
    """The result is published and stands on the supplier's page."""
    walk = computed(walk, **facts)
    performance.publish(evaluation_of(walk).pk, by=walk.leader, now=walk.clock.advance(hours=1))
    return walk
