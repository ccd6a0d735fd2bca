"""Lists at the end of a year for auditors."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.budget.closing.models import YearEndItem, YearEndList


@admin.register(YearEndList)
class YearEndListAdmin(AuditAdmin):
    """Lists by year and status."""

    list_display = ["body", "fiscal_year", "status", "proposed_by", "decided_by", "decided_at"]
    list_filter = ["status", "fiscal_year"]
    list_select_related = ["body", "proposed_by", "decided_by"]
    search_fields = ["body__name", "document_number"]


@admin.register(YearEndItem)
class YearEndItemAdmin(AuditAdmin):
    """Items by purchase."""

    list_display = ["reference", "account", "amount", "choice", "line", "year_end_list"]
    list_filter = ["choice", "account"]
    list_select_related = ["line", "year_end_list"]
    search_fields = ["reference"]
