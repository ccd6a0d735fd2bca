"""Emergency purchases for tests, by the real verbs."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from portal.kernel import uploads
from portal.kernel.clock import local_date
from procurement.projects.emergency import workflow
from procurement.projects.emergency.models import EmergencyPaper, EmergencyPurchase
from procurement.projects.emergency.rules import EmergencyFacts
from tests.factories.people import letter


def facts(walk: Any, **changes: Any) -> EmergencyFacts:
    """A flood yesterday."""
    today = local_date(walk.clock.now())
    defaults = {
        "event": "洪涝灾害（示例）",
        "happened_on": today - timedelta(days=1),
        "reason": "当晚需要安置转移群众。",
        "bought": "临时安置点三天的照护服务。",
        "supplier_name": "湘江暖邻（示例）",
        "amount": Decimal(60_000),
        "decider": "郭岩（示例）",
        "decided_on": today,
    }
    return EmergencyFacts(**{**defaults, **changes})


def entered(walk: Any, **changes: Any) -> EmergencyPurchase:
    """Entered by the handler."""
    return workflow.enter(facts(walk, **changes), by=walk.handler, now=walk.clock.now())


def paper(walk: Any, pk: int) -> EmergencyPaper:
    """A contract handed in afterwards."""
    now = walk.clock.now()
    file = uploads.store(letter("合同.pdf"), owner_id=walk.handler.user_id, now=now)
    return workflow.add_paper(pk, "补签的合同", paper=file, by=walk.handler, now=now)
