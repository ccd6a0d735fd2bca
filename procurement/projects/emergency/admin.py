"""The register for auditors."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.projects.emergency.models import EmergencyPaper, EmergencyPurchase


@admin.register(EmergencyPurchase)
class EmergencyPurchaseAdmin(AuditAdmin):
    """Emergency purchases by number."""

    list_display = ["number", "purchaser", "event", "amount", "decided_on", "status"]
    references = {"entered_by": _("登记人"), "confirmed_by": _("确认人")}
    list_filter = ["status"]
    list_select_related = ["purchaser"]
    search_fields = ["number", "event", "purchaser__name", "supplier_name"]
    date_hierarchy = "entered_at"


@admin.register(EmergencyPaper)
class EmergencyPaperAdmin(AuditAdmin):
    """Papers handed in afterwards."""

    list_display = ["title", "purchase", "at"]
    references = {"by": _("上传人"), "paper": _("文件"), "purchase": _("紧急采购")}
    list_select_related = ["purchase"]
    search_fields = ["title", "purchase__number"]
    date_hierarchy = "at"
