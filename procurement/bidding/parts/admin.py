"""The parts of a response, for auditors to read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

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

    list_display = ["package", "part", "ways", "reason", "set_at", "set_by"]
    list_select_related = ["package", "part", "set_by"]
    search_fields = ["package__number", "part__name"]

    @admin.display(description=_("怎样算签署"))
    def ways(self, one: PackageSigning) -> str:
        """The ways in words."""
        return one.in_words
