"""Monthly reports as auditors read them."""

from django.contrib import admin

from evaluation.reports.models import MonthlyReport
from portal.kernel.admin import AuditAdmin


@admin.register(MonthlyReport)
class MonthlyReportAdmin(AuditAdmin):
    """Reports by month; the files are downloaded from the portal's own page, which checks the capacity."""

    list_display = ["month", "made_at"]
    fields = ["month", "made_at", "figures"]
    search_fields = ["month"]
    date_hierarchy = "month"
