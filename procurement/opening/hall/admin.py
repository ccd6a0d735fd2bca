"""Who came and what came between, for auditors."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.kernel.admin import AuditAdmin
from procurement.opening.hall import queries
from procurement.opening.hall.models import Incident, Presence


@admin.register(Presence)
class PresenceAdmin(AuditAdmin):
    """Who was in the hall, of sessions whose outer locks are off."""

    list_display = ["session", "user", "body", "part", "arrived_at"]
    list_select_related = ["session__package", "user", "body"]
    list_filter = ["part"]
    search_fields = ["session__package__number", "user__name", "body__name"]
    date_hierarchy = "arrived_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Nobody's presence while names are secret."""
        return super().get_queryset(request).filter(pk__in=queries.disclosed().values("pk"))


@admin.register(Incident)
class IncidentAdmin(AuditAdmin):
    """Extensions, postponements and what else was written down."""

    list_display = ["session", "kind", "text", "moved_to", "by", "at"]
    list_select_related = ["session__package", "by"]
    list_filter = ["kind"]
    search_fields = ["session__package__number", "text"]
    date_hierarchy = "at"
