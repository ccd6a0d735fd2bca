"""Budget lines and their movements for auditors."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.budget.models import BudgetLine, BudgetMovement, PerformanceTarget

SUMS = ("committed_amount", "contracted_amount", "spent_amount")


@admin.register(BudgetLine)
class BudgetLineAdmin(AuditAdmin):
    """Lines by year and source."""

    list_display = ["code", "title", "body", "fiscal_year", "kind", "amount", *SUMS]
    list_filter = ["fiscal_year", "kind", "fund_source"]
    list_select_related = ["body"]
    search_fields = ["code", "title", "body__name"]


@admin.register(BudgetMovement)
class BudgetMovementAdmin(AuditAdmin):
    """Movements by time and the number that caused them."""

    list_display = ["reference", "kind", "source", "target", "amount", "line", "to_line", "at"]
    list_filter = ["kind"]
    list_select_related = ["line", "to_line"]
    search_fields = ["reference", "document_number"]
    date_hierarchy = "at"


@admin.register(PerformanceTarget)
class PerformanceTargetAdmin(AuditAdmin):
    """Targets by line."""

    list_display = ["line", "order", "kind", "name", "value"]
    list_filter = ["kind"]
    list_select_related = ["line"]
    search_fields = ["name", "line__code", "line__title"]
