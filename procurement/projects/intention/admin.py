"""Intentions for auditors."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.projects.intention.models import ProjectIntention, PurchaseIntention


@admin.register(PurchaseIntention)
class PurchaseIntentionAdmin(AuditAdmin):
    """Intentions with the day on which they were published."""

    list_display = [
        "number",
        "title",
        "purchaser",
        "budget_amount",
        "expected_month",
        "status",
        "published_at",
    ]
    references = {"drafted_by": _("编制人"), "published_by": _("公开人")}
    list_filter = ["status"]
    list_select_related = ["purchaser"]
    search_fields = ["number", "title", "purchaser__name"]
    date_hierarchy = "published_at"


@admin.register(ProjectIntention)
class ProjectIntentionAdmin(AuditAdmin):
    """Which intention a project has, or why none."""

    list_display = ["project", "intention", "exception", "at"]
    references = {"by": _("经办人")}
    list_filter = ["exception"]
    list_select_related = ["project", "intention"]
    search_fields = ["project__number", "intention__number"]
    date_hierarchy = "at"
