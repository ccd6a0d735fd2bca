"""Suspensions for auditors."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.projects.suspension.models import PackageSuspension


@admin.register(PackageSuspension)
class PackageSuspensionAdmin(AuditAdmin):
    """What stood still, from when to when, and why."""

    list_display = ["package", "cause", "reference", "since", "until", "ended_at", "ended_because"]
    list_select_related = ["package"]
    list_filter = ["cause"]
    search_fields = ["package__number", "reference"]
    date_hierarchy = "since"
