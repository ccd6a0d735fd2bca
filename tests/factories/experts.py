"""The portal's own pool of experts for tests: applications, entries, admissions."""

from datetime import date, datetime

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel.actors import Actor
from portal.kernel.uploads import Upload
from procurement.review.experts import workflow
from procurement.review.experts.models import PoolExpert
from procurement.review.experts.rules import EntryFacts, TieFacts
from tests.factories.people import actor, body

SAID = EntryFacts("湘水职业学院（示例）", "副教授", ["social_work", "elderly"], ["43"], "社会工作教学十年")


def keeper() -> Actor:
    """A person who keeps the pool; each call gives another one of the same body."""
    platform = Body.objects.filter(kind=BodyKind.PLATFORM, name="平台（示例）").first()
    return actor(Role.OPERATOR, of=platform or body(BodyKind.PLATFORM, name="平台（示例）"))


def person() -> Actor:
    """Somebody who might be an expert."""
    return actor(Role.EXPERT)


def said(**changes) -> EntryFacts:
    """What an application says."""
    return EntryFacts(**vars(SAID) | changes)


def applied(by: Actor | None = None, *, now: datetime, **changes) -> PoolExpert:
    """A person applies."""
    return workflow.apply(said(**changes), by=by or person(), now=now)


def entered(*, by: Actor, now: datetime) -> PoolExpert:
    """A clerk enters a person from paper."""
    paper = Upload.objects.create(name="申请表.pdf", size=1, created_at=now, owner_id=by.user_id)
    return workflow.enter(said(), user_id=person().user_id, paper=paper, by=by, now=now)


def admitted(by: Actor | None = None, *, now: datetime, **changes) -> PoolExpert:
    """A person in the pool."""
    waiting = applied(by, now=now, **changes)
    return workflow.decide(waiting.pk, accepts=True, opinion="", by=keeper(), now=now)


def tie(name: str, *, reason: str = "employment", until: date | None = None) -> TieFacts:
    """A declared tie to an organisation of this name."""
    return TieFacts(reason, name, until=until)
