"""Outages for auditors."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.opening.outage.models import Outage


@admin.register(Outage)
class OutageAdmin(AuditAdmin):
    """What was reported and what was decided."""

    list_display = ["project", "status", "began_at", "ended_at", "outcome", "moved_to", "decided_at"]
    list_select_related = ["project"]
    list_filter = ["status", "outcome"]
    search_fields = ["project__number", "text", "reason"]
    date_hierarchy = "at"
