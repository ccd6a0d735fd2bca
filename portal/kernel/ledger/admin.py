"""The ledger and the running numbers as auditors read them. A sealed entry shows its hash, to any role."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.admin import AuditAdmin
from portal.kernel.ledger.models import LedgerEntry, LedgerUnsealing
from portal.kernel.numbers import NumberCounter


def disclosed(name: str, label: str):
    """A column that is empty while the entry is sealed."""

    @admin.display(description=label)
    def column(self, entry: LedgerEntry):
        return getattr(entry, name) if entry.is_disclosed else _("未到公开时间")

    return column


@admin.register(LedgerEntry)
class LedgerEntryAdmin(AuditAdmin):
    """Every entry; whoever searches or filters finds disclosed ones only, so that a search tells nothing."""

    list_display = ["id", "shown_at", "shown_says", "shown_number", "shown_actor", "shown_body", "leaf_hash"]
    fields = [
        "id", "public_id", "shown_at", "shown_verb", "shown_says", "shown_number", "shown_actor",
        "shown_body", "shown_facts", "leaf_hash",
    ]  # fmt: skip
    list_display_links = ["id"]
    list_filter = ["verb"]
    search_fields = ["subject_number", "actor_name", "body_name", "leaf_hash"]
    sortable_by = ["id"]
    ordering = ["-id"]

    shown_at = disclosed("at", gettext_lazy("时间"))
    shown_verb = disclosed("verb", gettext_lazy("办理事项"))
    shown_says = disclosed("says", gettext_lazy("事项名称"))
    shown_number = disclosed("subject_number", gettext_lazy("公开编号"))
    shown_actor = disclosed("actor_name", gettext_lazy("经办人"))
    shown_body = disclosed("body_name", gettext_lazy("单位"))
    shown_facts = disclosed("facts", gettext_lazy("事实"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[LedgerEntry]:
        """All entries with whether they are disclosed; a narrowed list holds disclosed ones only."""
        entries = LedgerEntry.objects.with_disclosure()
        narrowed = set(request.GET) - {"p", "o", "all"}
        return entries.filter(is_disclosed=True) if narrowed and "changelist" in _page(request) else entries


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
