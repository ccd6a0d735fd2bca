"""The negative list as auditors read it."""

from django.contrib import admin

from catalog.negative.models import NegativeHead, ScreeningWord
from portal.kernel.admin import AuditAdmin


@admin.register(NegativeHead)
class NegativeHeadAdmin(AuditAdmin):
    """The heads with their article."""

    list_display = ["order", "text", "legal_basis", "confidence", "effective_from", "effective_to"]
    search_fields = ["text", "legal_basis"]


@admin.register(ScreeningWord)
class ScreeningWordAdmin(AuditAdmin):
    """The words and where they come from."""

    list_display = ["text", "concern", "unless", "effective_from", "effective_to", "source"]
    list_filter = ["concern"]
    search_fields = ["text"]
