"""The pool for auditors."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.review.experts.models import DeclaredTie, ExpertTraining, PoolExpert


@admin.register(PoolExpert)
class PoolExpertAdmin(AuditAdmin):
    """Entries by number."""

    list_display = ["number", "user", "employer", "status", "starts_on", "ends_on"]
    references = {"entered_by": _("登记人"), "decided_by": _("审核人"), "paper": _("签字的申请表")}
    list_filter = ["status"]
    list_select_related = ["user"]
    search_fields = ["number", "user__name", "employer"]
    date_hierarchy = "entered_at"


@admin.register(DeclaredTie)
class DeclaredTieAdmin(AuditAdmin):
    """Declared ties by person."""

    list_display = ["user", "reason", "organisation", "since", "until", "at"]
    references = {"body": _("登记的单位")}
    list_filter = ["reason"]
    list_select_related = ["user"]
    search_fields = ["user__name", "organisation"]
    date_hierarchy = "at"


@admin.register(ExpertTraining)
class ExpertTrainingAdmin(AuditAdmin):
    """Trainings by expert."""

    list_display = ["expert", "title", "held_on", "hours"]
    references = {"by": _("登记人"), "expert": _("平台专家")}
    list_select_related = ["expert__user"]
    search_fields = ["expert__number", "expert__user__name", "title"]
    date_hierarchy = "held_on"
