"""One purchase walked through the real workflow, stage after stage, for tests of the stages that follow.

Each function calls the former one and gives the `Purchase` back, with the clock where the stage left it.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel.actors import Actor
from portal.kernel.clock import RehearsalClock, at_local
from procurement.budget.models import BudgetLine
from procurement.budget.rules import Share
from procurement.projects import workflow as projects
from procurement.projects.models import Package, ProcurementProject
from procurement.projects.rules import PackageFacts, ProjectFacts
from tests.factories.law import law
from tests.factories.people import actor, body
from tests.factories.procurement import budget_line, catalogue_item, scheme, separation

STARTS_ON = date(2026, 3, 2)
AMOUNTS = ("980000",)


@dataclass
class Purchase:
    """A purchase, who is in it and what time it is."""

    clock: RehearsalClock
    purchaser: Body
    handler: Actor
    colleague: Actor
    reviewer: Actor
    leader: Actor
    line: BudgetLine
    project: ProcurementProject | None = None
    suppliers: list[Actor] = field(default_factory=list)
    signatories: list[Actor] = field(default_factory=list)

    @property
    def package(self) -> Package:
        """The first package, fresh from the database."""
        return self.project.packages.select_related("project__purchaser").first()


def people(*, start: date = STARTS_ON, budget: str = "2000000") -> Purchase:
    """The law in force, a purchaser with its people, and money on a line."""
    law()
    separation()
    purchaser = body()
    return Purchase(
        clock=RehearsalClock(at_local(start, 9)),
        purchaser=purchaser,
        handler=actor(Role.PURCHASER_HANDLER, of=purchaser),
        colleague=actor(Role.PURCHASER_HANDLER, of=purchaser),
        reviewer=actor(Role.PURCHASER_REVIEWER, of=purchaser),
        leader=actor(Role.PURCHASER_LEADER, of=purchaser),
        line=budget_line(purchaser, amount=budget, fiscal_year=start.year),
    )


def project_facts(**changes) -> ProjectFacts:
    """What a drafter writes."""
    facts = {
        "title": "居家养老上门服务（示例）",
        "catalogue_item_id": catalogue_item().pk,
        "fiscal_year": STARTS_ON.year,
        "demand": "为高龄独居老人提供上门照护。",
        "recipients": "80岁以上独居老人",
        "service_area": "长沙市",
        "term_months": 12,
    }
    return ProjectFacts(**{**facts, **changes})


def package_facts(*amounts: str) -> list[PackageFacts]:
    """One package an amount; the ceiling is the budget."""
    return [
        PackageFacts(f"第{index}包（示例）", "上门照护", Decimal(amount), Decimal(amount))
        for index, amount in enumerate(amounts, start=1)
    ]


def drafted_project(*amounts: str, purchase: Purchase | None = None, item: str = "A0404") -> Purchase:
    """A project with packages, funds, method and a criteria scheme a package: ready to be submitted.

    With `purchase`, a project of the same people over the same line; `purchase.project` is the new one then.
    """
    amounts = amounts or AMOUNTS
    walk = purchase or people()
    by, now = walk.handler, walk.clock.now()
    facts = project_facts(fiscal_year=now.year, catalogue_item_id=catalogue_item(item).pk)
    walk.project = projects.draft(facts, by=by, now=now)
    projects.arrange_packages(walk.project.pk, package_facts(*amounts), by=by, now=now)
    share = Share(walk.line.pk, sum(map(Decimal, amounts)))
    projects.arrange_funds(walk.project.pk, [share], by=by, now=now)
    walk.project = projects.choose_method(walk.project.pk, "competitive_consultation", by=by, now=now)
    for package in walk.project.packages.all():
        projects.choose_scheme(package.pk, scheme(walk.purchaser).pk, by=by, now=now)
    return walk


def submitted_project(*amounts: str, purchase: Purchase | None = None) -> Purchase:
    """A project that waits for a second person."""
    walk = drafted_project(*amounts, purchase=purchase)
    walk.project = projects.submit(
        walk.project.pk, outside_negative_list=True, by=walk.handler, now=walk.clock.advance(hours=1)
    )
    return walk


def approved_project(*amounts: str, purchase: Purchase | None = None) -> Purchase:
    """A project whose money is held and whose notice may be drafted."""
    walk = submitted_project(*amounts, purchase=purchase)
    now = walk.clock.advance(hours=1)
    walk.project = projects.approve(walk.project.pk, opinion="同意。", by=walk.leader, now=now)
    walk.line.refresh_from_db()
    return walk
