"""Reading and checking the ledger."""

from dataclasses import dataclass

from django.db import models
from django.urls import reverse

from portal.kernel.ledger import rules, workflow
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.pieces import Proof


@dataclass(frozen=True)
class Mismatch:
    """An entry whose content no longer gives its recorded hash."""

    entry_id: int
    recorded: str
    computed: str


def check(entry: LedgerEntry) -> Mismatch | None:
    """Recompute one entry; None when it is unaltered."""
    computed = rules.leaf_hash(workflow.content(entry))
    if computed == entry.leaf_hash:
        return None
    return Mismatch(entry_id=entry.pk, recorded=entry.leaf_hash, computed=computed)


def verify() -> list[Mismatch]:
    """Recompute every entry, in order; an empty list means that nothing was altered."""
    entries = LedgerEntry.objects.order_by("pk").iterator(chunk_size=2000)
    return [mismatch for mismatch in map(check, entries) if mismatch]


def proof_of(record: models.Model) -> Proof | None:
    """The newest disclosed entry about a record, as components/proof.html shows it."""
    entry = LedgerEntry.objects.about(record).disclosed().select_related("leaf").last()
    return proof(entry) if entry else None


def proof(entry: LedgerEntry) -> Proof:
    """An entry with its place in the tree, as components/proof.html shows it."""
    leaf = getattr(entry, "leaf", None)
    return Proof(
        number=leaf.number if leaf else None,
        stored_at=entry.at,
        digest=entry.leaf_hash,
        url=reverse("site:entry", args=[entry.public_id]),
        is_intact=check(entry) is None,
    )
