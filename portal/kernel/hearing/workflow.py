"""Taking an opinion and answering it; the verb of a floor above locks what it is about and judges who may."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Manager

from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import refuse
from portal.kernel.hearing import rules
from portal.kernel.hearing.choices import Verdict, Voice
from portal.kernel.hearing.models import Opinion

CITIZEN = Actor(user_id=0, name="群众", body_name="")


@dataclass(frozen=True)
class Hearing:
    """What is asked about, and until when: `until` is the last day; `basis` the article that asks for it."""

    until: date | None
    is_open: bool
    basis: str


@dataclass(frozen=True)
class Speaker:
    """Who speaks: `device` is the salted digest of a citizen's device."""

    voice: Voice
    by: Actor | None
    device: str = ""

    @property
    def actor(self) -> Actor:
        """Whom the ledger names."""
        return CITIZEN if self.voice == Voice.CITIZEN else self.by

    @property
    def columns(self) -> dict:
        """By which the same speaker is known again."""
        if self.voice == Voice.CITIZEN:
            return {"author_id": None, "device": self.device}
        return {"author_id": self.by.user_id, "device": ""}


@dataclass(frozen=True)
class Answer:
    """What became of an opinion; `withheld` says why its text is not published."""

    verdict: Verdict
    text: str
    withheld: str = ""


def take(
    opinions: Manager, text: str, *, hearing: Hearing, speaker: Speaker, now: datetime, **more: object
) -> Opinion:
    """Keep one opinion among those on a locked subject, or refuse it."""
    text = text.strip()
    digest = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
    mine = opinions.filter(**speaker.columns)
    refuse(
        rules.opinion_refusals(
            text,
            until=hearing.until,
            today=local_date(now),
            is_open=hearing.is_open,
            is_known=mine.filter(text_digest=digest).exists(),
            given=mine.count(),
            basis=hearing.basis,
        )
    )
    return opinions.create(
        voice=speaker.voice,
        body_name="" if speaker.voice == Voice.CITIZEN else speaker.by.body_name,
        text=text,
        text_digest=digest,
        at=now,
        **speaker.columns,
        **more,
    )


def answer(
    opinion: Opinion, given: Answer, *, is_decided: bool, basis: str, by: Actor, now: datetime
) -> None:
    """Answer a locked opinion; the answer may be changed until the decision."""
    refuse(rules.answer_refusals(given.text, is_decided=is_decided, basis=basis))
    opinion.verdict, opinion.answer, opinion.withheld = (
        given.verdict,
        given.text.strip(),
        given.withheld.strip(),
    )
    opinion.answered_by, opinion.answered_by_name, opinion.answered_at = by.user_id, by.name, now
    names = ("verdict", "answer", "withheld", "answered_by", "answered_by_name", "answered_at")
    opinion.save(update_fields=names)
