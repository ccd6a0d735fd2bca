"""Messages as auditors read them: that one was sent, not what it says."""

from django.contrib import admin

from orgs.inbox.models import Message
from portal.kernel.admin import AuditAdmin


@admin.register(Message)
class MessageAdmin(AuditAdmin):
    """Sent messages. The text may tell a phase secret and stays with the recipient."""

    list_display = ["subject", "created_at", "read_at", "mailed_at"]
    date_hierarchy = "created_at"
    fields = ["subject", "created_at", "read_at", "mailed_at"]
