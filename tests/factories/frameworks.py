"""A framework agreement collected by a body that has others under it."""

from dataclasses import replace
from typing import Any

from procurement.projects.plans.rules import PlanFacts
from tests import spine
from tests.factories.people import body

METHOD = "framework_agreement"
CLOSED = PlanFacts(
    case="chosen_by_users",
    case_reason="由老人自主选择上门服务机构（示例）。",
    found="closed",
    phase="direct_choice",
    term_months=24,
)
OPEN = replace(CLOSED, found="open")


def collector(facts: PlanFacts = CLOSED, **given: Any) -> spine.Purchase:
    """A purchaser that may collect, whose drafts say how."""
    walk = spine.people(method=METHOD, **given)
    walk.reason = facts
    subordinate(walk)
    return walk


def subordinate(walk: spine.Purchase) -> Any:
    """A unit of the collector, which orders under its agreement."""
    return body(supervising_body=walk.purchaser)
