"""The tree as auditors read it: heads and hashes; places of disclosed entries only, and no seed."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.kernel.admin import AuditAdmin
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.ledger.tree.models import Leaf, LeafBlock, PendingEntry, TreeHead, TreeNode


class OfDisclosedEntries(AuditAdmin):
    """What stands beside an entry; a sealed one has no row here, so that none can be counted."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Rows of disclosed entries."""
        disclosed = LedgerEntry.objects.disclosed().values("pk")
        return super().get_queryset(request).filter(entry__in=disclosed)


@admin.register(PendingEntry)
class PendingEntryAdmin(OfDisclosedEntries):
    """Entries that wait for the next head."""

    list_display = ["entry", "since"]
    list_select_related = ["entry"]


@admin.register(Leaf)
class LeafAdmin(OfDisclosedEntries):
    """Places of entries."""

    list_display = ["number", "entry", "hash"]
    list_select_related = ["entry"]
    ordering = ["-number"]
    search_fields = ["=number", "hash"]


@admin.register(LeafBlock)
class LeafBlockAdmin(AuditAdmin):
    """Blocks and when they were made."""

    list_display = ["number", "made_at"]
    fields = ["number", "made_at"]
    ordering = ["-number"]


@admin.register(TreeNode)
class TreeNodeAdmin(AuditAdmin):
    """Hashes over whole blocks."""

    list_display = ["key", "hash"]
    ordering = ["-key"]


@admin.register(TreeHead)
class TreeHeadAdmin(AuditAdmin):
    """Signed heads."""

    list_display = ["size", "root", "at"]
    date_hierarchy = "at"
    ordering = ["-size"]
