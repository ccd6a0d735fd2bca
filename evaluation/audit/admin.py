"""The record of what was opened, itself open to auditors."""

from django.contrib import admin

from evaluation.audit.models import AccessRecord
from portal.kernel.admin import AuditAdmin


@admin.register(AccessRecord)
class AccessRecordAdmin(AuditAdmin):
    """Pages of the admin that were opened."""

    list_display = ["at", "user_name", "path"]
    search_fields = ["user_name", "path"]
    date_hierarchy = "at"
