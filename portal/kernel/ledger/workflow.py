"""Writing to the ledger: the fifth beat of every verb."""

import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.db import models

from portal.kernel.actors import Actor
from portal.kernel.ledger import rules
from portal.kernel.ledger.models import LedgerEntry, LedgerUnsealing
from portal.kernel.prepared import Insert

INSERT = Insert(LedgerEntry)
# So many entries go into one statement.
AT_ONCE = 1000


def record(
    subject: models.Model, verb: str, *, says: str, by: Actor, at: datetime, facts: dict, seal: str = ""
) -> LedgerEntry:
    """Append one entry inside the caller's transaction.

    `verb` reads "stage.verb"; `facts` must hold nothing personal or sealed in the clear.
    An entry with a `seal` shows only its hash until `unseal(seal)`.
    """
    entry = draft(subject, verb, says=says, by=by, at=at, facts=facts, seal=seal)
    INSERT(entry)
    return entry


def draft(
    subject: models.Model, verb: str, *, says: str, by: Actor, at: datetime, facts: dict, seal: str = ""
) -> LedgerEntry:
    """The same entry, not yet appended: verbs over thousands of records hand theirs to `append`."""
    entry = LedgerEntry(
        public_id=uuid.uuid4(),
        at=at,
        verb=verb,
        says=str(says),
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_number=str(getattr(subject, "number", "") or ""),
        actor_id=by.user_id,
        actor_name=by.name,
        body_name=by.body_name,
        facts=rules.plain(facts),
        salt=secrets.token_hex(16),
        seal=seal,
    )
    entry.leaf_hash = rules.leaf_hash(content(entry))
    return entry


def append(entries: Iterable[LedgerEntry]) -> None:
    """Append drafted entries inside the caller's transaction, in their order."""
    drafted = iter(entries)
    while some := list(islice(drafted, AT_ONCE)):
        INSERT(*some)


def unseal(seal: str, *, at: datetime) -> None:
    """Let the entries under this seal be shown from now on."""
    LedgerUnsealing.objects.get_or_create(seal=seal, defaults={"at": at})


def content(entry: LedgerEntry) -> dict:
    """What the hash of an entry covers."""
    return {
        "id": str(entry.public_id),
        "at": entry.at,
        "verb": entry.verb,
        "says": entry.says,
        "subject": f"{entry.subject_type}:{entry.subject_id}",
        "number": entry.subject_number,
        "actor": f"{entry.actor_id}:{entry.actor_name}",
        "body": entry.body_name,
        "facts": entry.facts,
        "salt": entry.salt,
        "seal": entry.seal,
    }
