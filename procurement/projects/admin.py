"""Projects for auditors."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from orgs.people.choices import Duty
from portal.kernel.admin import AuditAdmin
from procurement import methods
from procurement.projects.models import (
    FundAllocation,
    Handling,
    Package,
    ProcurementProject,
    ProjectApproval,
    RouteDecision,
)


@admin.register(ProcurementProject)
class ProcurementProjectAdmin(AuditAdmin):
    """Projects by public number."""

    list_display = ["number", "title", "purchaser", "method", "status", "decided_on", "created_at"]
    list_filter = ["status", "method", "fiscal_year", "content_kind"]
    words = {"method": methods.NAMES}
    list_select_related = ["purchaser"]
    search_fields = ["number", "title", "purchaser__name"]
    date_hierarchy = "created_at"


@admin.register(Package)
class PackageAdmin(AuditAdmin):
    """Packages by public number."""

    list_display = ["number", "title", "budget_amount", "ceiling_amount", "status", "response_deadline"]
    list_filter = ["status", "ended_because"]
    list_select_related = ["project"]
    search_fields = ["number", "title"]


@admin.register(FundAllocation)
class FundAllocationAdmin(AuditAdmin):
    """Which line carries how much of which project."""

    list_display = ["project", "line", "amount"]
    list_select_related = ["project", "line"]
    search_fields = ["project__number", "line__code"]


@admin.register(RouteDecision)
class RouteDecisionAdmin(AuditAdmin):
    """Route decisions as recorded."""

    list_display = ["project", "decided_on", "amount", "chosen_method", "at"]
    list_filter = ["chosen_method"]
    words = {"chosen_method": methods.NAMES}
    list_select_related = ["project"]
    search_fields = ["project__number"]
    date_hierarchy = "at"


@admin.register(ProjectApproval)
class ProjectApprovalAdmin(AuditAdmin):
    """Decisions on submitted projects."""

    list_display = ["project", "approved", "decided_by", "at"]
    list_filter = ["approved"]
    list_select_related = ["project", "decided_by"]
    search_fields = ["project__number"]
    date_hierarchy = "at"


@admin.register(Handling)
class HandlingAdmin(AuditAdmin):
    """Who had which duty; the duty of panel members is for the stage that may name them."""

    list_display = ["project", "duty", "user", "at"]
    list_filter = ["duty"]
    list_select_related = ["project", "user"]
    search_fields = ["project__number"]
    date_hierarchy = "at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Handling]:
        """Without the panel's names."""
        return super().get_queryset(request).exclude(duty=Duty.REVIEW_MEMBER)
