"""Acceptances as auditors read them."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.delivery.models import Acceptance, AcceptanceItem, RecipientVoice


@admin.register(Acceptance)
class AcceptanceAdmin(AuditAdmin):
    """Acceptances by contract number."""

    list_display = ["contract", "status", "passed", "organised_by", "started_at", "concluded_at"]
    list_filter = ["status", "passed"]
    list_select_related = ["contract", "organised_by"]
    search_fields = ["contract__number", "contract__supplier__name"]
    date_hierarchy = "started_at"


@admin.register(AcceptanceItem)
class AcceptanceItemAdmin(AuditAdmin):
    """Requirements and what was found."""

    list_display = ["acceptance", "order", "requirement", "passed", "finding"]
    list_filter = ["passed"]
    list_select_related = ["acceptance__contract"]
    search_fields = ["acceptance__contract__number", "requirement"]


@admin.register(RecipientVoice)
class RecipientVoiceAdmin(AuditAdmin):
    """What recipients said, under their masks."""

    list_display = ["acceptance", "alias", "is_satisfied", "at"]
    list_filter = ["is_satisfied"]
    list_select_related = ["acceptance__contract"]
    search_fields = ["acceptance__contract__number"]
    date_hierarchy = "at"
