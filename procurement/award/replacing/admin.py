"""Winners that fell out, for auditors."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.award.replacing.models import Removal


@admin.register(Removal)
class RemovalAdmin(AuditAdmin):
    """Who fell out, why, what followed."""

    list_display = ["award", "supplier", "rank", "cause", "follows", "reference", "at"]
    list_select_related = ["award__package", "supplier"]
    list_filter = ["cause", "follows"]
    search_fields = ["award__package__number", "supplier__name", "reference"]
    date_hierarchy = "at"
