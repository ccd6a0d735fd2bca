"""Table of contents of the kernel's records."""

from portal.kernel.ledger.models import LedgerEntry, LedgerUnsealing
from portal.kernel.outbox.models import OutboxJob

__all__ = ["LedgerEntry", "LedgerUnsealing", "OutboxJob"]
