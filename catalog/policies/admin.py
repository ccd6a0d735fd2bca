"""The policy library as auditors read it."""

from django.contrib import admin

from catalog.policies.models import PolicyPaper
from portal.kernel.admin import AuditAdmin


@admin.register(PolicyPaper)
class PolicyPaperAdmin(AuditAdmin):
    """Papers, their standing and how sure that is."""

    list_display = [
        "number", "title", "issuer", "kind", "in_force_from", "validity", "text_at_hand", "confidence",
    ]  # fmt: skip
    list_filter = ["validity", "topic", "kind", "text_at_hand", "confidence"]
    list_select_related = ["replaced_by"]
    search_fields = ["number", "title", "names"]
