"""A department, a finance person and a service, for the tests of this package."""

from dataclasses import dataclass
from datetime import datetime

from catalog.services import workflow
from catalog.services.models import InstitutionService
from catalog.services.rules import ServiceFacts
from orgs.people.choices import Role
from portal.kernel.actors import Actor
from portal.kernel.clock import at_local
from tests.factories.people import STARTS_ON, actor, body
from tests.factories.services import entered_service, service_facts


@dataclass
class Scene:
    """Who enters, who works beside, who confirms."""

    handler: Actor
    leader: Actor
    finance: Actor
    now: datetime

    def facts(self, **changes) -> ServiceFacts:
        """What a department's handler writes."""
        return service_facts(year=self.now.year, **changes)

    def entered(self, **changes) -> InstitutionService:
        """A service that waits for the finance department."""
        return entered_service(self.handler, now=self.now, **changes)

    def planned(self, **changes) -> InstitutionService:
        """A service that the finance department has confirmed."""
        return workflow.confirm(self.entered(**changes).pk, by=self.finance, now=self.now)


def scene(now: datetime | None = None) -> Scene:
    """A department's people and a finance person."""
    department = body()
    return Scene(
        handler=actor(Role.PURCHASER_HANDLER, of=department),
        leader=actor(Role.PURCHASER_LEADER, of=department),
        finance=actor(Role.FINANCE),
        now=now or at_local(STARTS_ON, 9),
    )
