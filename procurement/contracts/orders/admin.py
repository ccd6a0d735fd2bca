"""Contracts of orders as auditors read them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.contracts.orders.models import OrderContract


@admin.register(OrderContract)
class OrderContractAdmin(AuditAdmin):
    """When each was signed and published."""

    list_display = ["number", "order", "signed_on", "starts_on", "ends_on", "approved_at"]
    references = {
        "entered_by": _("登记人"),
        "approved_by": _("复核人"),
        "paper": _("签订的合同"),
        "notice": _("合同公告"),
    }
    list_select_related = ["order"]
    search_fields = ["number", "order__buyer__name", "order__member__supplier__name"]
    date_hierarchy = "signed_on"
