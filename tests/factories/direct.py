"""A small purchase on the short path, walked through the real workflow."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel import uploads
from portal.kernel.clock import local_date
from portal.kernel.uploads import Upload
from procurement.award import workflow as awards
from procurement.award.direct import queries, workflow
from procurement.award.direct.choices import MallMode
from procurement.award.direct.mall import MallFacts
from procurement.award.direct.models import Offer
from procurement.award.direct.rules import OfferFacts, Proposal, ResultFacts
from procurement.award.models import Award
from procurement.projects import workflow as projects
from procurement.projects.decisions.choices import DecisionStep
from tests import spine
from tests.factories import making
from tests.factories.people import actor, letter
from tests.factories.procurement import budget_line
from tests.scenes import kept

AMOUNT = "68000"
PRICES = ("66000", "67000", "65000")
SELF, CONSULTATION = "self_procurement", "competitive_consultation"


@kept
def approved(
    walk: spine.Purchase | None = None, *, method: str = SELF, is_elsewhere: bool = False, item: str = "B0703"
) -> spine.Purchase:
    """An approved project with money of its own; the purchase of the same people is left as it is."""
    walk = walk or spine.people()
    line = budget_line(walk.purchaser, amount="100000", fiscal_year=walk.clock.now().year)
    walk = spine.drafted_project(AMOUNT, purchase=replace(walk, line=line), item=item)
    by, now = walk.handler, walk.clock.now()
    chosen = {"is_elsewhere": is_elsewhere, "reason": "电子卖场没有这类服务（示例）。"}
    projects.choose_method(walk.project.pk, method, by=by, now=now, **chosen)
    now = walk.clock.advance(hours=1)
    projects.submit(walk.project.pk, outside_negative_list=True, by=by, now=now)
    making.review_demand(walk)
    walk.project = projects.approve(
        walk.project.pk, opinion="同意。", by=walk.leader, now=walk.clock.advance(hours=1)
    )
    return walk


def paper(walk: spine.Purchase) -> Upload:
    """A scan that passes for a document."""
    return uploads.store(letter("报价单.pdf"), owner_id=walk.handler.user_id, now=walk.clock.now())


def offer_facts(walk: spine.Purchase, supplier: Body, amount: str = AMOUNT, **changes) -> OfferFacts:
    """An offer of today."""
    facts = OfferFacts(
        supplier.name, supplier.credit_code, Decimal(amount), "letter", local_date(walk.clock.now())
    )
    return replace(facts, **changes)


@kept
def offered(walk: spine.Purchase | None = None, *, prices: tuple[str, ...] = PRICES) -> spine.Purchase:
    """Offers of social organisations; `suppliers` and `signatories` speak for them in that order."""
    walk = walk or approved()
    walk.signatories = [actor(Role.SUPPLIER_SIGNATORY) for _price in prices]
    for signatory, price in zip(walk.signatories, prices, strict=True):
        facts = offer_facts(walk, Body.objects.get(pk=signatory.body_id), price)
        workflow.add_offer(walk.package.pk, facts, paper=paper(walk), by=walk.handler, now=walk.clock.now())
    return walk


def award_of(walk: spine.Purchase) -> Award:
    """The award of the first package, fresh from the database."""
    return Award.objects.get(package=walk.package)


def lowest(walk: spine.Purchase) -> Offer:
    """The lowest offer."""
    return queries.offers_of(award_of(walk))[0]


@kept
def proposed(walk: spine.Purchase | None = None) -> spine.Purchase:
    """The lowest offer is proposed on the minutes of a meeting."""
    walk = walk or offered()
    making.decide_together(walk, DecisionStep.AWARD)
    now = walk.clock.advance(hours=1)
    workflow.propose(walk.package.pk, Proposal(lowest(walk).pk), by=walk.handler, now=now)
    return walk


def result_facts(walk: spine.Purchase, supplier_id: int, **changes) -> ResultFacts:
    """An order of today."""
    today = local_date(walk.clock.now())
    number = f"DD-{walk.project.number}"
    facts = ResultFacts(supplier_id, Decimal(66_000), "电子卖场（示例）", number, today)
    if walk.project.method == "emall":
        facts = replace(facts, mall=quoted(walk))
    return replace(facts, **changes)


def quoted(walk: spine.Purchase, **changes) -> MallFacts:
    """Three suppliers quoted within three days; the lowest won."""
    now = walk.clock.now()
    facts = MallFacts(
        MallMode.COMPARISON, 3, opened_at=now - timedelta(days=3), closed_at=now, lowest=Decimal(66_000)
    )
    return replace(facts, **changes)


@kept
def entered(walk: spine.Purchase | None = None) -> spine.Purchase:
    """An order on the e-mall is entered."""
    walk = walk or approved(method="emall")
    walk.signatories = [actor(Role.SUPPLIER_SIGNATORY)]
    facts = result_facts(walk, walk.signatories[0].body_id)
    now = walk.clock.advance(hours=1)
    workflow.enter_result(walk.package.pk, facts, paper=paper(walk), by=walk.handler, now=now)
    return walk


@kept
def decided(walk: spine.Purchase | None = None) -> spine.Purchase:
    """A second person has approved what was proposed."""
    walk = walk or proposed()
    awards.approve(award_of(walk).pk, by=walk.leader, now=walk.clock.advance(hours=1))
    return walk


@kept
def published(walk: spine.Purchase | None = None) -> spine.Purchase:
    """The result is public."""
    walk = decided(walk)
    workflow.publish_result(walk.package.pk, by=walk.handler, now=walk.clock.advance(hours=1))
    walk.award = award_of(walk)
    return walk
