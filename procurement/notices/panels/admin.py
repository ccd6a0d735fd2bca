"""Confirmations by panels for auditors."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.notices.panels.models import PanelConfirmation


@admin.register(PanelConfirmation)
class PanelConfirmationAdmin(AuditAdmin):
    """Confirmations by notice."""

    list_display = ["notice", "members", "experts", "confirmed_on", "at"]
    references = {"by": _("登记人"), "paper": _("签字的确认意见")}
    list_select_related = ["notice"]
    search_fields = ["notice__number", "notice__title"]
    date_hierarchy = "confirmed_on"
