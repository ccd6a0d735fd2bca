"""The short path as auditors read it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.award.direct.models import (
    Comparison,
    MallOrder,
    MovedPackage,
    Offer,
    OutsideEnd,
    OutsideResult,
)


@admin.register(Offer)
class OfferAdmin(AuditAdmin):
    """Offers, those that were struck among them."""

    list_display = ["award", "supplier_name", "amount", "asked_by", "offered_on", "struck_because"]
    references = {"entered_by": _("登记人"), "paper": _("书面报价")}
    list_filter = ["asked_by"]
    list_select_related = ["award__package"]
    search_fields = ["award__package__number", "supplier_name", "credit_code"]
    date_hierarchy = "offered_on"


@admin.register(Comparison)
class ComparisonAdmin(AuditAdmin):
    """Why which offer was chosen."""

    list_display = ["award", "offer", "few_reason", "dear_reason"]
    list_select_related = ["award__package", "offer"]
    search_fields = ["award__package__number", "offer__supplier_name"]


@admin.register(OutsideResult)
class OutsideResultAdmin(AuditAdmin):
    """Results of other platforms."""

    list_display = ["award", "platform", "order_number", "decided_on"]
    references = {"paper": _("订单或者成交通知书")}
    list_select_related = ["award__package"]
    search_fields = ["award__package__number", "platform", "order_number"]
    date_hierarchy = "decided_on"


@admin.register(OutsideEnd)
class OutsideEndAdmin(AuditAdmin):
    """By what other platforms ended procedures."""

    list_display = ["award", "paper"]
    references = {"paper": _("其他平台的终止公告")}
    list_select_related = ["award__package", "paper"]
    search_fields = ["award__package__number"]


@admin.register(MallOrder)
class MallOrderAdmin(AuditAdmin):
    """How orders of the e-mall came about."""

    list_display = ["award", "mode", "suppliers", "lowest", "opened_at", "closed_at", "is_rerun"]
    list_filter = ["mode"]
    list_select_related = ["award__package"]
    search_fields = ["award__package__number", "reason"]


@admin.register(MovedPackage)
class MovedPackageAdmin(AuditAdmin):
    """Packages opened here and carried on elsewhere."""

    list_display = ["package", "platform", "reason", "at"]
    references = {"by": _("经办人"), "paper": _("说明或者批准材料")}
    list_select_related = ["package"]
    search_fields = ["package__number", "platform"]
    date_hierarchy = "at"
