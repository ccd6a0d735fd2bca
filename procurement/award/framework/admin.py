"""Framework agreements as auditors read them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.award.framework.models import (
    FrameworkApplication,
    FrameworkExpiry,
    FrameworkMember,
    FrameworkOrder,
    FrameworkOrderEnd,
    FrameworkResponse,
    FrameworkSelection,
    FrameworkSkip,
)


@admin.register(FrameworkSelection)
class FrameworkSelectionAdmin(AuditAdmin):
    """Results of first phases."""

    list_display = ["package", "status", "price_unit", "prepared_at", "published_at"]
    references = {"prepared_by": _("登记人"), "approved_by": _("复核人"), "paper": _("评审报告")}
    list_filter = ["status"]
    list_select_related = ["package__project"]
    search_fields = ["package__number"]
    date_hierarchy = "prepared_at"


@admin.register(FrameworkResponse)
class FrameworkResponseAdmin(AuditAdmin):
    """How each response was judged."""

    list_display = ["selection", "supplier", "offer", "is_fit", "place", "is_admitted"]
    list_select_related = ["selection__package__project", "supplier"]
    search_fields = ["selection__package__number", "supplier__name"]


@admin.register(FrameworkApplication)
class FrameworkApplicationAdmin(AuditAdmin):
    """Applications to join open agreements."""

    list_display = ["package", "supplier", "applied_at", "answer_by", "is_accepted", "answered_at"]
    references = {"applied_by": _("申请人"), "answered_by": _("答复人"), "paper": _("证明材料")}
    list_filter = ["is_accepted"]
    list_select_related = ["package__project", "supplier"]
    search_fields = ["package__number", "supplier__name"]
    date_hierarchy = "applied_at"


@admin.register(FrameworkMember)
class FrameworkMemberAdmin(AuditAdmin):
    """Suppliers of agreements."""

    list_display = ["package", "supplier", "place", "price", "agreement_number", "signed_on", "ends_on"]
    references = {"kept_by": _("登记人"), "paper": _("框架协议"), "notice": _("入围结果公告")}
    list_select_related = ["package__project", "supplier"]
    search_fields = ["package__number", "supplier__name", "agreement_number"]
    date_hierarchy = "signed_on"


@admin.register(FrameworkOrder)
class FrameworkOrderAdmin(AuditAdmin):
    """Orders of second phases."""

    list_display = ["member", "buyer", "amount", "decided_on", "status"]
    references = {"entered_by": _("登记人"), "paper": _("成交凭证"), "notice": _("成交结果公告")}
    list_filter = ["status"]
    list_select_related = ["member__package", "member__supplier", "buyer"]
    search_fields = ["member__package__number", "buyer__name"]
    date_hierarchy = "decided_on"


@admin.register(FrameworkSkip)
class FrameworkSkipAdmin(AuditAdmin):
    """Turns that suppliers gave up."""

    list_display = ["member", "buyer", "given_up_on", "entered_at", "confirmed_at", "struck_because"]
    references = {"entered_by": _("登记人"), "confirmed_by": _("复核人"), "paper": _("放弃的凭据")}
    list_select_related = ["member__package", "member__supplier", "buyer"]
    search_fields = ["member__package__number", "member__supplier__name", "buyer__name"]
    date_hierarchy = "given_up_on"


@admin.register(FrameworkExpiry)
class FrameworkExpiryAdmin(AuditAdmin):
    """Agreements that are over."""

    list_display = ["package", "last_day", "released", "at"]
    list_select_related = ["package__project"]
    search_fields = ["package__number"]
    date_hierarchy = "last_day"


@admin.register(FrameworkOrderEnd)
class FrameworkOrderEndAdmin(AuditAdmin):
    """Published orders that came to no contract."""

    list_display = ["order", "reason", "entered_at", "approved_at"]
    references = {
        "entered_by": _("登记人"),
        "approved_by": _("复核人"),
        "paper": _("凭据"),
        "notice": _("终止的公告"),
    }
    list_select_related = ["order"]
    search_fields = ["order__number"]
    date_hierarchy = "entered_at"
