"""Future commitments for auditors."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.budget.years.models import FutureCommitment


@admin.register(FutureCommitment)
class FutureCommitmentAdmin(AuditAdmin):
    """Later years by contract."""

    list_display = ["reference", "fiscal_year", "amount", "status", "body", "line"]
    list_filter = ["status", "fiscal_year"]
    list_select_related = ["body", "line"]
    search_fields = ["reference", "body__name"]
