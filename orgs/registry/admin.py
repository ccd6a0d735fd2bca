"""The register as auditors read it."""

from django.contrib import admin

from orgs.registry.models import RegistryFact
from portal.kernel.admin import AuditAdmin


@admin.register(RegistryFact)
class RegistryFactAdmin(AuditAdmin):
    """Every row, also those that no longer count."""

    list_display = ["body", "kind", "says", "happened_on", "change", "source", "entered_for", "entered_at"]
    list_filter = ["kind", "change", "code"]
    list_select_related = ["body"]
    search_fields = ["body__name", "body__credit_code", "number", "source"]
    date_hierarchy = "entered_at"
