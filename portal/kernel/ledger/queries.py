"""Reading and checking the ledger."""

from dataclasses import dataclass

from portal.kernel.ledger import rules, workflow
from portal.kernel.ledger.models import LedgerEntry


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
