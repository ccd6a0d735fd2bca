"""Corrections of lines for auditors."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.budget.mending.models import LineCorrection


@admin.register(LineCorrection)
class LineCorrectionAdmin(AuditAdmin):
    """Corrections by line."""

    list_display = ["line", "title_before", "title", "status", "proposed_by", "decided_by", "decided_at"]
    list_filter = ["status"]
    list_select_related = ["line", "proposed_by", "decided_by"]
    search_fields = ["line__code", "title", "title_before", "document_number"]
