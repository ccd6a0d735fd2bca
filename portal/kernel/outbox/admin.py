"""Jobs as auditors read them: what ran when, never for whom."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from portal.kernel.outbox.models import OutboxJob


@admin.register(OutboxJob)
class OutboxJobAdmin(AuditAdmin):
    """Jobs that follow a commit. Their arguments stay out of sight, since an id may tell who bid."""

    list_display = ["id", "task", "created_at", "due_at", "sent_at", "done_at", "attempts"]
    fields = ["task", "created_at", "due_at", "sent_at", "done_at", "attempts"]
    list_filter = ["task"]
    search_fields = ["task"]
    date_hierarchy = "due_at"
