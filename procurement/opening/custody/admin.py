"""Releases to custodians for auditors, as the opening discloses them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.kernel.admin import AuditAdmin
from procurement.opening import queries as openings
from procurement.opening.custody.models import CustodyRelease


@admin.register(CustodyRelease)
class CustodyReleaseAdmin(AuditAdmin):
    """Who asked, when, and when the custodian opened."""

    list_display = ["opened", "asked_at", "asked_by", "until", "done_at", "done_by"]
    list_select_related = ["opened__submission", "asked_by", "done_by"]
    date_hierarchy = "asked_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Nothing that the phase still keeps secret."""
        return super().get_queryset(request).filter(opened__in=openings.disclosed().values("pk"))
