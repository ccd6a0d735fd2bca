"""The parts of a response, for auditors to read."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.bidding.parts.models import ResponsePart


@admin.register(ResponsePart)
class ResponsePartAdmin(AuditAdmin):
    """What counts as signed."""

    list_display = ["name", "kind", "is_file", "is_required", "basis", "confidence"]
    list_filter = ["kind", "is_file", "is_required"]
    search_fields = ["name", "code"]
