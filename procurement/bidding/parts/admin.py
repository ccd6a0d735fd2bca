"""The parts of a response, for auditors to read."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.bidding.parts.models import PackageSigning, ResponsePart


@admin.register(ResponsePart)
class ResponsePartAdmin(AuditAdmin):
    """What counts as signed."""

    list_display = ["name", "kind", "is_file", "is_required", "basis", "confidence"]
    list_filter = ["kind", "is_file", "is_required"]
    search_fields = ["name", "code"]


@admin.register(PackageSigning)
class PackageSigningAdmin(AuditAdmin):
    """Where an organiser lets other ways count, and why."""

    list_display = ["package", "part", "in_words", "reason", "set_at", "set_by"]
    list_select_related = ["package", "part", "set_by"]
    search_fields = ["package__number", "part__name"]
