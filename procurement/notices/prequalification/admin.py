"""Prequalifications as auditors read them: who applied only after the time for it."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.notices.prequalification.models import (
    Prequalification,
    PrequalificationApplication,
    PrequalificationDraft,
)


@admin.register(PrequalificationDraft)
class PrequalificationDraftAdmin(AuditAdmin):
    """What was written for a prequalification notice, and by whom."""

    list_display = ["project", "apply_until", "examined_on", "at"]
    references = {"by": _("编制人")}
    list_select_related = ["project"]
    search_fields = ["project__number"]
    date_hierarchy = "at"


@admin.register(Prequalification)
class PrequalificationAdmin(AuditAdmin):
    """Prequalifications and their draws."""

    list_display = ["project", "apply_until", "examined_on", "drawn_at"]
    references = {"by": _("发布人"), "drawn_by": _("抽取人"), "notice": _("资格预审公告")}
    list_select_related = ["project"]
    search_fields = ["project__number"]
    date_hierarchy = "apply_until"


@admin.register(PrequalificationApplication)
class PrequalificationApplicationAdmin(AuditAdmin):
    """Applications whose time is over."""

    list_display = ["prequalification", "supplier", "applied_at", "is_fit", "checked_at"]
    references = {
        "applied_by": _("申请人"),
        "checked_by": _("审查人"),
        "paper": _("资格预审申请文件"),
    }
    list_filter = ["is_fit"]
    list_select_related = ["prequalification__project", "supplier"]
    search_fields = ["prequalification__project__number", "supplier__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PrequalificationApplication]:
        """Nobody reads who applied before the time for it is over."""
        return super().get_queryset(request).filter(prequalification__apply_until__lte=timezone.now())
