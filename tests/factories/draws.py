"""Draws from the pool for tests, each state reached by its verbs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel.actors import Actor
from procurement.review.draws import queries, workflow
from procurement.review.draws.models import Draw, ListedExpert
from procurement.review.draws.workflow import DrawFacts
from tests.factories import experts
from tests.factories.people import actor, body, division

WORDS = "三七二十一"


@dataclass
class Drawing:
    """A draw, the two people of the body, and the experts of the pool."""

    now: datetime
    handler: Actor
    second: Actor
    pool: list[Actor] = field(default_factory=list)
    draw: Draw | None = None

    def listed(self) -> list[ListedExpert]:
        """The list in the drawn order."""
        return list(queries.listed(Draw.objects.get(pk=self.draw.pk)))

    def of(self, outcome: str) -> list[ListedExpert]:
        """Those with one outcome, in the drawn order."""
        return [entry for entry in self.listed() if entry.outcome == outcome]

    def person(self, entry: ListedExpert) -> Actor:
        """The expert who stands behind an entry."""
        return next(one for one in self.pool if one.user_id == entry.expert.user_id)


def gathered(*, now: datetime, experts_in: int = 8, of: Body | None = None) -> Drawing:
    """A purchaser with two people, and a pool."""
    of = of or body()
    made = Drawing(now, actor(Role.PURCHASER_HANDLER, of=of), actor(Role.PURCHASER_REVIEWER, of=of))
    division("43")
    made.pool = [experts.person() for _ in range(experts_in)]
    for person in made.pool:
        experts.admitted(person, now=now)
    return made


def facts(scene: Drawing, **changes) -> DrawFacts:
    """Three experts of elderly care for a small purchase in two days."""
    said = {
        "purpose": "small",
        "matter": "居家养老服务（示例）",
        "profession": "elderly",
        "region": division("4301"),
        "wanted": 3,
        "meets_at": scene.now + timedelta(days=2),
        "place": "三楼会议室",
    }
    return DrawFacts(**said | changes)


def frozen(scene: Drawing, *, parties: Sequence[Body] = (), **changes) -> Drawing:
    """The list is fixed."""
    said = facts(scene, **changes)
    scene.draw = workflow.freeze(said, parties=parties, by=scene.handler, now=scene.now)
    return scene


def drawn(scene: Drawing) -> Drawing:
    """A second person has drawn."""
    scene.draw = workflow.draw(scene.draw.pk, words=WORDS, by=scene.second, now=scene.now)
    return scene
