"""Legal parameters as auditors read them."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.routing.models import RuleParameter


@admin.register(RuleParameter)
class RuleParameterAdmin(AuditAdmin):
    """Legal numbers with their articles, by region and day."""

    list_display = [
        "code", "name", "region_code", "category", "value", "unit", "effective_from", "effective_to",
        "confidence",
    ]  # fmt: skip
    list_filter = ["region_code", "category", "unit", "confidence"]
    search_fields = ["code", "name", "legal_basis"]
    date_hierarchy = "effective_from"
