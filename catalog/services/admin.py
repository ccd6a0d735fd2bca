"""Services to be moved as auditors read them."""

from django.contrib import admin

from catalog.services.models import InstitutionService
from portal.kernel.admin import AuditAdmin


@admin.register(InstitutionService)
class InstitutionServiceAdmin(AuditAdmin):
    """Who does what today, and how far each has come."""

    list_display = [
        "number", "name", "department_name", "provider_name", "amount", "planned_year", "status", "item_code",
    ]  # fmt: skip
    list_filter = ["status", "planned_year"]
    search_fields = ["number", "name", "provider_name", "department_name"]
