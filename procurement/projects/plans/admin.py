"""Plans for a method for auditors."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.projects.plans.models import InvitedSupplier, MethodApproval, MethodPlan, SourceObjection


@admin.register(MethodPlan)
class MethodPlanAdmin(AuditAdmin):
    """What purchases say about their methods."""

    list_display = ["project", "method", "case", "found", "at"]
    references = {"by": _("经办人"), "supplier": _("唯一供应商"), "draw_slip": _("抽取记录")}
    list_filter = ["method", "case", "found"]
    list_select_related = ["project"]
    search_fields = ["project__number", "project__title"]
    date_hierarchy = "at"


@admin.register(InvitedSupplier)
class InvitedSupplierAdmin(AuditAdmin):
    """Who is asked to take part."""

    list_display = ["plan", "chosen_by", "at"]
    references = {"by": _("经办人"), "supplier": _("供应商"), "paper": _("推荐意见或者抽取记录")}
    list_filter = ["chosen_by"]
    list_select_related = ["plan"]
    search_fields = ["plan__project__number"]
    date_hierarchy = "at"


@admin.register(MethodApproval)
class MethodApprovalAdmin(AuditAdmin):
    """Papers by which others agreed to a method."""

    list_display = ["project", "method", "kind", "authority", "number", "decided_on"]
    references = {"by": _("上传人"), "paper": _("文件")}
    list_filter = ["method", "kind"]
    list_select_related = ["project"]
    search_fields = ["project__number", "number", "authority"]
    date_hierarchy = "decided_on"


@admin.register(SourceObjection)
class SourceObjectionAdmin(AuditAdmin):
    """Objections against a single source."""

    list_display = ["project", "objector", "received_on", "is_founded", "answered_on"]
    references = {"by": _("登记人")}
    list_filter = ["is_founded"]
    list_select_related = ["project"]
    search_fields = ["project__number", "objector"]
    date_hierarchy = "received_on"
