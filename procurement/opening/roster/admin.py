"""Rosters for auditors."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.opening.roster.models import RosterAlarm, RosterOfficer


@admin.register(RosterOfficer)
class RosterOfficerAdmin(AuditAdmin):
    """Who may release, and who was taken off."""

    list_display = ["package", "user", "body", "coming", "at", "ended_at"]
    list_select_related = ["package", "user", "body"]
    list_filter = ["coming"]
    search_fields = ["package__number", "user__name"]
    date_hierarchy = "at"


@admin.register(RosterAlarm)
class RosterAlarmAdmin(AuditAdmin):
    """Alarms before openings."""

    list_display = ["package", "text", "at"]
    list_select_related = ["package"]
    search_fields = ["package__number"]
    date_hierarchy = "at"
