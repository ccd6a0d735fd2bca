"""Suppliers that refused a contract, for auditors."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.projects.redo.models import RefusedContract


@admin.register(RefusedContract)
class RefusedContractAdmin(AuditAdmin):
    """Who refused the contract of which package."""

    list_display = ["package", "supplier", "at"]
    list_select_related = ["package", "supplier"]
    search_fields = ["package__number", "supplier__name"]
    date_hierarchy = "at"
