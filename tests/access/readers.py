"""Everybody who might open a page of one purchase: who belongs to it, who does not, and the public."""

from dataclasses import dataclass, field

from django.test import Client

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.people.choices import Role
from orgs.people.models import Membership, User
from portal.kernel.actors import Actor
from tests.factories import custody
from tests.factories.people import actor, body
from tests.spine import Purchase

CLERKS = {"handler", "colleague", "reviewer", "leader"}
INSIDERS = CLERKS | {"supervisor", "finance", "auditor"}
OTHERS = {"registrar", "stranger", "agency", "operator", "evaluator", "expert", "outsider", "custodian"}
BIDDERS = {"supplier", "signatory", "rival"}
EXPERTS = {"chair", "second"}
SIGNED_IN = INSIDERS | OTHERS | BIDDERS | EXPERTS
# Who comes in on the way.
LATER = BIDDERS | EXPERTS
EVERYBODY = SIGNED_IN | {"visitor"}


@dataclass
class Readers:
    """The people of a walk by the name of their part; who has not come in yet is absent."""

    walk: Purchase
    actors: dict[str, Actor] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=lambda: {"visitor": Client()})

    def join(self, part: str, capacity: Actor) -> None:
        """A person signs in once and stays."""
        self.actors[part] = capacity
        person = User.objects.get(pk=capacity.user_id)
        if capacity.has_role(Role.AUDITOR, Role.OPERATOR):
            person.is_staff = True
            person.save(update_fields=["is_staff"])
        self.clients[part] = Client(raise_request_exception=False)
        self.clients[part].force_login(person)

    def catch_up(self) -> None:
        """Let in whoever the walk has brought since."""
        arrived = {name: getattr(self.walk, name) for name in CLERKS}
        arrived |= dict(zip(("supplier", "rival"), self.walk.suppliers, strict=False))
        arrived |= dict(zip(("signatory",), self.walk.signatories, strict=False))
        experts = self.walk.room.experts if self.walk.room else []
        arrived |= dict(zip(("chair", "second"), experts, strict=False))
        for part, capacity in arrived.items():
            if part not in self.actors:
                self.join(part, capacity)


def gather(walk: Purchase) -> Readers:
    """The purchaser's people, those who watch over it, and one of every kind who has no part in it."""
    readers = Readers(walk)
    supervisor, walk.finance = actor(Role.SUPERVISOR), actor(Role.FINANCE)
    Body.objects.filter(pk=walk.purchaser.pk).update(supervising_body_id=supervisor.body_id)
    clerk = (Role.PURCHASER_HANDLER, Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)
    both = (Role.SUPPLIER, Role.SUPPLIER_SIGNATORY)
    for part, capacity in {
        "supervisor": supervisor,
        "finance": walk.finance,
        "auditor": actor(Role.AUDITOR),
        "operator": actor(Role.OPERATOR),
        "stranger": actor(*clerk, of=body(name="别处民政局（示例）")),
        "registrar": actor(Role.REGISTRAR, of=body(name="省民政厅登记处（示例）", division_code="43")),
        "agency": actor(Role.AGENCY_HANDLER),
        "evaluator": actor(Role.EVALUATOR),
        "expert": actor(Role.EXPERT),
        "outsider": actor(*both, of=body(BodyKind.SOCIAL_ORGANISATION)),
    }.items():
        readers.join(part, capacity)
    readers.join("custodian", custody.custodian(now=walk.clock.now()).actor)
    outsider = readers.actors["outsider"].membership_id
    Membership.objects.filter(pk=outsider).update(is_administrator=True)
    readers.catch_up()
    return readers
