"""Table of contents of the kernel's records."""

from portal.kernel.calendar.models import CalendarDay, HolidayLoading, HolidayNotice, RecountedClock
from portal.kernel.hearing.models import Opinion
from portal.kernel.ledger.models import LedgerEntry, LedgerUnsealing
from portal.kernel.ledger.tree.models import Leaf, LeafBlock, PendingEntry, TreeHead, TreeNode
from portal.kernel.numbers import NumberCounter
from portal.kernel.outbox.models import OutboxJob
from portal.kernel.uploads import Upload

__all__ = [
    "CalendarDay",
    "HolidayLoading",
    "HolidayNotice",
    "Leaf",
    "LeafBlock",
    "LedgerEntry",
    "LedgerUnsealing",
    "NumberCounter",
    "Opinion",
    "OutboxJob",
    "PendingEntry",
    "RecountedClock",
    "TreeHead",
    "TreeNode",
    "Upload",
]
