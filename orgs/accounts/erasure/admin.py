"""Requests for deletion as auditors read them."""

from django.contrib import admin

from orgs.accounts.erasure.models import ErasureRequest
from portal.kernel.admin import AuditAdmin


@admin.register(ErasureRequest)
class ErasureRequestAdmin(AuditAdmin):
    """Who decided what and when; neither the person's reasons nor how the person was recognised."""

    list_display = ["number", "status", "asked_at", "due_on", "prepared_by", "decided_by", "decided_at"]
    fields = [*list_display, "name_until", "answered_at", "finished_at"]
    list_filter = ["status"]
    list_select_related = ["prepared_by", "decided_by"]
    search_fields = ["=number"]
    date_hierarchy = "asked_at"
