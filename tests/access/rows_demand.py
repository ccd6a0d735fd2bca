"""The rows of demand: intentions, and what precedes the notice."""

from datetime import date
from decimal import Decimal

from procurement.projects.intention import workflow as intentions
from procurement.projects.intention.models import PurchaseIntention
from procurement.projects.intention.rules import IntentionFacts
from tests.access.readers import EVERYBODY, INSIDERS
from tests.access.table import page, project
from tests.spine import Purchase

HANDLERS = {"handler", "colleague"}
REVIEWERS = {"reviewer", "leader"}


def intention(walk: Purchase) -> dict:
    """An intention of the purchaser that everybody may read."""
    return {"pk": published_intention(walk).pk}


def intention_number(walk: Purchase) -> dict:
    return {"number": published_intention(walk).number}


def published_intention(walk: Purchase) -> PurchaseIntention:
    """The purchaser's only intention."""
    found = PurchaseIntention.objects.filter(purchaser=walk.purchaser).first()
    if found is None:
        now = walk.clock.now()
        facts = IntentionFacts(
            title="居家养老上门服务（示例）",
            catalogue_item_id=walk.project.catalogue_item_id,
            overview="上门照护。",
            budget_amount=Decimal(980_000),
            expected_month=date(now.year + 1, 1, 1),
        )
        found = intentions.draft(facts, by=walk.handler, now=now)
        intentions.submit(found.pk, by=walk.handler, now=now)
        intentions.publish(found.pk, by=walk.reviewer, now=now)
    return found


ROWS_OF_DEMAND = [
    page("intentions:list", EVERYBODY),
    page("intentions:detail", EVERYBODY, intention_number),
    page("intentions:work_list", INSIDERS | {"stranger"}),
    page("intentions:work_detail", INSIDERS, intention),
    page("intentions:draft", HANDLERS | {"stranger"}),
    *(page(f"intentions:{name}", HANDLERS, intention) for name in ("edit", "submit")),
    *(page(f"intentions:{name}", REVIEWERS, intention) for name in ("publish", "return", "withdraw")),
    page("intentions:choose", HANDLERS, project, at="drafted_project"),
]
