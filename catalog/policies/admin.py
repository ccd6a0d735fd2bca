"""The policy library as auditors read it."""

from django.contrib import admin

from catalog.policies.models import PaperUse, PolicyPaper
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


@admin.register(PaperUse)
class PaperUseAdmin(AuditAdmin):
    """Which rules and pages rest on a paper."""

    list_display = ["paper", "kind", "place", "articles", "words"]
    list_filter = ["kind"]
    list_select_related = ["paper"]
    search_fields = ["place", "words", "paper__number", "paper__title"]
