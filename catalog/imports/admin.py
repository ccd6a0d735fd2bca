"""Imports of annexes as auditors read them."""

from django.contrib import admin

from catalog.imports.models import AnnexImport
from portal.kernel.admin import AuditAdmin


@admin.register(AnnexImport)
class AnnexImportAdmin(AuditAdmin):
    """Which files became drafts, by whom, when."""

    list_display = ["upload", "edition", "status", "read_by_name", "read_at", "taken_over_at"]
    list_filter = ["status"]
    list_select_related = ["upload", "edition"]
    search_fields = ["upload__name", "edition__title"]
    date_hierarchy = "read_at"
