"""The ledger and the running numbers as auditors read them. What is sealed stands in no list."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.views import ChangeList

from portal.kernel.admin import AuditAdmin
from portal.kernel.ledger.models import LedgerEntry, LedgerUnsealing
from portal.kernel.numbers import NumberCounter


class ByPublicId(ChangeList):
    """A list whose rows lead to their public id: running numbers have a gap where something is sealed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pk_attname = "public_id"


@admin.register(LedgerEntry)
class LedgerEntryAdmin(AuditAdmin):
    """Disclosed entries. A sealed one is found by its public id alone, and shows its hash."""

    list_display = ["at", "says", "subject_number", "actor_name", "body_name", "place", "leaf_hash"]
    fields = [
        "public_id", "place", "at", "verb", "says", "subject_number", "actor_name", "body_name", "facts",
        "leaf_hash",
    ]  # fmt: skip
    sealed_fields = ["public_id", "leaf_hash"]
    list_display_links = ["at"]
    list_select_related = ["leaf"]
    list_filter = ["verb"]
    search_fields = ["subject_number", "actor_name", "body_name", "leaf_hash"]
    sortable_by: list[str] = []
    ordering = ["-id"]

    @admin.display(description=gettext_lazy("存证序号"))
    def place(self, entry: LedgerEntry) -> str:
        """Where it stands in the tree."""
        leaf = getattr(entry, "leaf", None)
        return str(leaf.number) if leaf else _("正在编入存证树")

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[ChangeList]:
        """The list whose rows lead to their public id."""
        return ByPublicId

    def get_queryset(self, request: HttpRequest) -> QuerySet[LedgerEntry]:
        """What may be shown of every entry; a list holds disclosed ones only."""
        entries = LedgerEntry.objects.with_disclosure()
        return entries.filter(is_disclosed=True) if "changelist" in _page(request) else entries

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> LedgerEntry | None:
        """The entry with this public id; running numbers answer nothing."""
        return super().get_object(request, object_id, from_field="public_id")

    def get_fields(self, request: HttpRequest, obj: LedgerEntry | None = None) -> list[str]:
        """All fields of a disclosed entry, the hash of a sealed one."""
        return self.fields if obj is None or obj.is_disclosed else self.sealed_fields


@admin.register(LedgerUnsealing)
class LedgerUnsealingAdmin(AuditAdmin):
    """Seals that were lifted."""

    list_display = ["seal", "at"]
    search_fields = ["seal"]
    date_hierarchy = "at"


@admin.register(NumberCounter)
class NumberCounterAdmin(AuditAdmin):
    """The last number of each scope."""

    list_display = ["scope", "last"]
    search_fields = ["scope"]


def _page(request: HttpRequest) -> str:
    return request.resolver_match.url_name if request.resolver_match else ""
