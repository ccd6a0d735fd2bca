"""Imports of registers as auditors read them."""

from django.contrib import admin

from orgs.imports.models import RegisterImport, RegisterImportRow
from portal.kernel.admin import AuditAdmin


@admin.register(RegisterImport)
class RegisterImportAdmin(AuditAdmin):
    """Which files were taken over, by whom, when."""

    list_display = ["upload", "table", "source", "status", "begun_by", "begun_at", "applied_at", "undone_at"]
    list_filter = ["table", "status"]
    list_select_related = ["upload", "begun_by"]
    search_fields = ["upload__name", "source"]
    date_hierarchy = "begun_at"


@admin.register(RegisterImportRow)
class RegisterImportRowAdmin(AuditAdmin):
    """The rows of an import."""

    list_display = ["register_import", "line", "outcome", "credit_code", "text"]
    list_filter = ["outcome"]
    list_select_related = ["register_import__upload"]
    search_fields = ["=credit_code", "text"]
