"""A letter as values, and its writing into whichever record it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from orgs.bodies.models import Body
from portal.kernel.clock import at_local
from portal.kernel.uploads import Upload
from procurement.challenges.letters.choices import Via
from procurement.challenges.letters.rules import Agent


@dataclass(frozen=True)
class MatterFacts:
    """One matter with its facts and its law."""

    matter: str
    facts: str
    law: str


@dataclass(frozen=True)
class LetterFacts:
    """What a letter says of its sender, and its matters."""

    address: str
    postcode: str
    contact: str
    phone: str
    principal: str
    request: str
    partners: str = ""
    agent: Agent = field(default_factory=Agent)
    matters: tuple[MatterFacts, ...] = ()

    def columns(self) -> dict:
        """What is written into the letter's own row."""
        names = ("address", "postcode", "contact", "phone", "principal", "request", "partners")
        agent = self.agent
        return {name: getattr(self, name).strip() for name in names} | {
            "agent_name": agent.name,
            "agent_matters": agent.matters,
            "agent_powers": agent.powers,
            "agent_until": agent.until if agent.is_named else None,
        }


def columns_on_paper(
    sender: Body | None, *, sender_name: str, written_on: date, sent_on: date, received_on: date
) -> dict:
    """What is written of a letter on paper: from whom, and its days; it was sent on its postmark's day."""
    return {
        "via": Via.PAPER,
        "sender": sender,
        "sender_name": sender.name if sender else sender_name.strip(),
        "written_on": written_on,
        "sent_at": at_local(sent_on),
        "received_on": received_on,
    }


Papers = Sequence[tuple[str, Upload]]


def add_parts(letter, facts: LetterFacts, papers: Papers) -> None:
    """The matters and the files of a letter that was just written."""
    matters, files = letter.matters.model, letter.papers.model
    owner = letter.matters.field.name
    matters.objects.bulk_create(
        matters(**{owner: letter}, index=index, matter=one.matter, facts=one.facts, law=one.law)
        for index, one in enumerate(facts.matters, start=1)
    )
    files.objects.bulk_create(files(**{owner: letter}, kind=kind, upload=upload) for kind, upload in papers)
