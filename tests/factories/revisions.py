"""A department, the keeper of the general catalogue and their proposals, by the real workflow."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from catalog.editions.models import Catalogue, CatalogueEdition
from catalog.revisions import workflow
from catalog.revisions.choices import ProposalKind
from catalog.revisions.models import RevisionProposal
from catalog.revisions.rules import NewItem, ProposalFacts
from catalog.revisions.workflow import Acceptance
from orgs.people.choices import Role
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from tests.factories import catalogue as make
from tests.factories.people import actor, body

ADD = ProposalFacts(
    ProposalKind.ADD, "高龄独居老人增多。", new=(NewItem("老年助餐服务", "A04", "为高龄老人供餐。"),)
)
RENAME = ProposalFacts(
    ProposalKind.RENAME, "名称不清楚。", ("A0404",), (NewItem("居家养老上门服务", "A04", "", "养老"),)
)
SPLIT = ProposalFacts(
    ProposalKind.SPLIT,
    "对象和定额不同。",
    ("A0404",),
    (NewItem("居家照护服务", "A04"), NewItem("居家探访服务", "A04")),
)
MERGE = ProposalFacts(
    ProposalKind.MERGE, "内容重复。", ("A0401", "A0404"), (NewItem("养老服务", "A04", "", "养老"),)
)
RETIRE = ProposalFacts(ProposalKind.RETIRE, "多年没有采购。", ("A0401",))
EVERY = (ADD, RENAME, SPLIT, MERGE, RETIRE)
CODES = {
    ProposalKind.ADD: ("A0405",),
    ProposalKind.SPLIT: ("A0405", "A0406"),
    ProposalKind.MERGE: ("A0405",),
}


@dataclass
class Scene:
    """Who proposes and who decides; `edition` is in force since the first of January."""

    general: Catalogue
    edition: CatalogueEdition
    handler: Actor
    leader: Actor
    finance: tuple[Actor, Actor]
    now: datetime

    def drafted(self, facts: ProposalFacts = ADD) -> RevisionProposal:
        """A handler's draft."""
        return workflow.propose(self.general.pk, facts, by=self.handler, now=self.now)

    def submitted(self, facts: ProposalFacts = ADD) -> RevisionProposal:
        """Handed to the department's leader."""
        return workflow.submit(self.drafted(facts).pk, by=self.handler, now=self.now)

    def proposed(self, facts: ProposalFacts = ADD) -> RevisionProposal:
        """Handed to the keeper of the catalogue."""
        return workflow.endorse(self.submitted(facts).pk, by=self.leader, now=self.now)

    def consulted(self, facts: ProposalFacts = ADD) -> RevisionProposal:
        """Out for opinions until the next day but one."""
        until = local_date(self.now) + timedelta(days=2)
        return workflow.consult(self.proposed(facts).pk, until=until, by=self.finance[0], now=self.now)

    def accepted(self, facts: ProposalFacts = ADD) -> RevisionProposal:
        """Written into a draft."""
        return workflow.accept(
            self.proposed(facts).pk, acceptance_of(facts), by=self.finance[0], now=self.now
        )

    def declining(self, facts: ProposalFacts = ADD) -> RevisionProposal:
        """A no that waits for the second person."""
        pk = self.proposed(facts).pk
        return workflow.decline(pk, answer="已有同类品目。", by=self.finance[0], now=self.now)

    def declined(self, facts: ProposalFacts = ADD) -> RevisionProposal:
        """A no that is public."""
        return workflow.confirm(self.declining(facts).pk, by=self.finance[1], now=self.now)


def acceptance_of(facts: ProposalFacts = ADD) -> Acceptance:
    """A yes, with free codes."""
    return Acceptance(CODES.get(facts.kind, ()), "采纳，列入下一版。", "通用目录修订稿（示例）")


def scene(now: datetime = make.NOW) -> Scene:
    """The general catalogue with four items in force, its finance department and another department."""
    general = make.general_catalogue()
    finance = make.people(general)
    edition = make.approved(
        general, make.GENERAL, on=date(now.year, 1, 1), by=finance, now=now - timedelta(days=400)
    )
    department = body()
    handler = actor(Role.PURCHASER_HANDLER, of=department)
    leader = actor(Role.PURCHASER_LEADER, of=department)
    return Scene(general, edition, handler, leader, finance, now)
