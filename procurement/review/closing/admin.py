"""Fees and conduct for auditors, with the result."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from procurement.review.admin import SecretUntilResult
from procurement.review.closing.models import ConductRecord, FeeLine, FeeSheet


@admin.register(FeeSheet)
class FeeSheetAdmin(SecretUntilResult):
    """Sheets by review."""

    list_display = ["session", "payer", "entered_at", "confirmed_at"]
    references = {"session": _("评审"), "entered_by": _("编制人"), "confirmed_by": _("复核人")}
    list_filter = ["payer"]
    list_select_related = ["session"]
    search_fields = ["session__number"]


@admin.register(FeeLine)
class FeeLineAdmin(SecretUntilResult):
    """Single fees."""

    session_path = "sheet__session"
    list_display = ["sheet", "member", "hours", "fee_amount", "travel_amount", "remark"]
    references = {"sheet": _("专家劳务报酬表"), "member": _("评审专家")}
    list_select_related = ["sheet__session", "member__user"]
    search_fields = ["sheet__session__number", "member__user__name"]


@admin.register(ConductRecord)
class ConductRecordAdmin(SecretUntilResult):
    """Records of conduct."""

    list_display = ["session", "about", "by_member", "conduct", "text", "reply"]
    references = {
        "session": _("评审"),
        "about": _("评审专家"),
        "by_member": _("记录的专家"),
        "by": _("记录人"),
        "replied_by": _("说明人"),
    }
    list_filter = ["conduct"]
    list_select_related = ["session", "about__user", "by_member__user"]
    search_fields = ["session__number", "about__user__name"]
