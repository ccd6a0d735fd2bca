"""Bonds as auditors read them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.contracts.bonds.models import BidBond


@admin.register(BidBond)
class BidBondAdmin(AuditAdmin):
    """Who paid, when it came, when it went back."""

    list_display = ["package", "supplier", "status", "form", "amount", "arrived_at", "ended_on", "charge"]
    references = {
        "entered_by": _("登记人"),
        "ended_by": _("办理人"),
        "approved_by": _("审批人"),
        "paper": _("凭证或者保函"),
        "ended_paper": _("退还或者处理凭证"),
    }
    list_filter = ["status", "form"]
    list_select_related = ["package", "supplier"]
    search_fields = ["package__number", "supplier__name", "reference"]
    date_hierarchy = "arrived_at"
