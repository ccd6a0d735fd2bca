"""Rulings for auditors, as the opening discloses them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.kernel.admin import AuditAdmin
from procurement.opening import queries as openings
from procurement.opening.ruling.models import Ruling


@admin.register(Ruling)
class RulingAdmin(AuditAdmin):
    """Why bids stayed shut."""

    list_display = ["opened", "cause", "reason", "by", "at"]
    list_select_related = ["opened__submission", "by"]
    list_filter = ["cause"]
    date_hierarchy = "at"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Nothing that the phase still keeps secret."""
        return super().get_queryset(request).filter(opened__in=openings.disclosed().values("pk"))
