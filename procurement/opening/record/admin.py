"""Opening records for auditors: the phase allows them as soon as there is one."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.opening.record.models import OpeningRecord, RecordAnswer, RecordSignature


@admin.register(OpeningRecord)
class OpeningRecordAdmin(AuditAdmin):
    """The records with their state."""

    list_display = ["session", "status", "drawn_at", "confirm_until", "signed_at", "sha256"]
    list_select_related = ["session__package"]
    list_filter = ["status"]
    search_fields = ["session__package__number", "sha256"]
    date_hierarchy = "drawn_at"


@admin.register(RecordAnswer)
class RecordAnswerAdmin(AuditAdmin):
    """What bidders said, and what was done."""

    list_display = ["record", "supplier", "agrees", "objection", "reply", "at"]
    list_select_related = ["record__session__package", "supplier"]
    list_filter = ["agrees"]
    search_fields = ["record__session__package__number", "supplier__name"]
    date_hierarchy = "at"


@admin.register(RecordSignature)
class RecordSignatureAdmin(AuditAdmin):
    """Who signed."""

    list_display = ["record", "part", "user", "body", "at"]
    list_select_related = ["record__session__package", "user", "body"]
    list_filter = ["part"]
    search_fields = ["record__session__package__number", "user__name"]
    date_hierarchy = "at"
