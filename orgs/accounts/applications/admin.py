"""Applications as auditors read them."""

from django.contrib import admin

from orgs.accounts.applications.models import AccountApplication, CallBack
from portal.kernel.admin import AuditAdmin


@admin.register(AccountApplication)
class AccountApplicationAdmin(AuditAdmin):
    """Who applied for which body, and who decided."""

    list_display = ["body", "applicant_name", "status", "applied_at", "decided_by", "decided_at"]
    list_filter = ["status"]
    list_select_related = ["body", "decided_by"]
    search_fields = ["body__name", "=body__credit_code"]
    date_hierarchy = "applied_at"


@admin.register(CallBack)
class CallBackAdmin(AuditAdmin):
    """The calls by which applications were confirmed."""

    list_display = ["application", "number", "spoke_with", "confirmed", "called_by", "called_at"]
    list_filter = ["confirmed"]
    list_select_related = ["application__body", "called_by"]
    search_fields = ["application__body__name"]
