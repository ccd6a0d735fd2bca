"""Imports of budget lines for auditors."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.budget.imports.models import BudgetImport, BudgetImportRow


@admin.register(BudgetImport)
class BudgetImportAdmin(AuditAdmin):
    """Imports by the time at which they were read."""

    list_display = ["upload", "body", "status", "read_by", "read_at", "applied_at"]
    list_filter = ["status"]
    list_select_related = ["upload", "body", "read_by"]
    search_fields = ["upload__name", "body__name"]
    date_hierarchy = "read_at"


@admin.register(BudgetImportRow)
class BudgetImportRowAdmin(AuditAdmin):
    """Rows by import."""

    list_display = ["budget_import", "line", "outcome", "text", "budget_line"]
    list_filter = ["outcome"]
    list_select_related = ["budget_import__upload", "budget_line"]
    search_fields = ["text"]
