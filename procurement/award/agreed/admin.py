"""Talks with single sources as auditors read them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.award.agreed.models import SourceTalks


@admin.register(SourceTalks)
class SourceTalksAdmin(AuditAdmin):
    """Records of talks; who talked stands in the result notice."""

    list_display = ["award", "supplier", "held_on", "offered_amount", "amount"]
    references = {"entered_by": _("登记人"), "paper": _("签字的记录")}
    list_select_related = ["award__package", "supplier"]
    search_fields = ["award__package__number", "supplier__name"]
    date_hierarchy = "held_on"
