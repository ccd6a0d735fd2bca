"""Papers as auditors read them."""

from django.contrib import admin

from orgs.accounts.papers.models import Paper, PaperReminder
from portal.kernel.admin import AuditAdmin


@admin.register(Paper)
class PaperAdmin(AuditAdmin):
    """Which papers organisations keep here."""

    list_display = ["body", "kind", "number", "issued_on", "expires_on", "removed_at"]
    list_filter = ["kind"]
    list_select_related = ["body"]
    search_fields = ["body__name", "number"]
    date_hierarchy = "expires_on"


@admin.register(PaperReminder)
class PaperReminderAdmin(AuditAdmin):
    """Reminders that were sent."""

    list_display = ["paper", "days", "sent_at"]
    list_select_related = ["paper"]
    search_fields = ["paper__number"]
