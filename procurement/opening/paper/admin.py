"""Paper copies for auditors, of openings whose locks are off."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.kernel.admin import AuditAdmin
from procurement.opening import queries as openings
from procurement.opening.paper.models import PaperCopy


@admin.register(PaperCopy)
class PaperCopyAdmin(AuditAdmin):
    """Who took what when, and whether it was needed."""

    list_display = ["receipt_number", "package", "handed_at", "received_by", "checked_at", "failed_at"]
    list_select_related = ["package", "received_by"]
    search_fields = ["package__number", "receipt_number"]
    exclude = ["fields"]
    date_hierarchy = "handed_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Nothing that the phase still keeps secret."""
        disclosed = openings.disclosed().values("submission__receipt_number")
        return super().get_queryset(request).filter(receipt_number__in=disclosed)
