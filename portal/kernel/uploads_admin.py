"""Uploaded files as auditors read them: that they exist and are unchanged, never whose they are."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from portal.kernel.uploads import Upload


@admin.register(Upload)
class UploadAdmin(AuditAdmin):
    """Name, owner and content stay out of sight, since they may tell who bid."""

    list_display = ["uuid", "content_type", "size", "created_at"]
    fields = ["uuid", "content_type", "size", "sha256", "created_at"]
    list_filter = ["content_type"]
    search_fields = ["sha256"]
    date_hierarchy = "created_at"
