"""Minutes and confirmations for auditors."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.projects.decisions.models import DecisionMinutes, PurchaserConfirmation


@admin.register(DecisionMinutes)
class DecisionMinutesAdmin(AuditAdmin):
    """Minutes by purchase."""

    list_display = ["project", "step", "held_on", "attendees", "at"]
    references = {"by": _("上传人"), "paper": _("会议纪要")}
    list_filter = ["step"]
    list_select_related = ["project"]
    search_fields = ["project__number", "attendees"]
    date_hierarchy = "held_on"


@admin.register(PurchaserConfirmation)
class PurchaserConfirmationAdmin(AuditAdmin):
    """What purchasers confirmed themselves."""

    list_display = ["project", "step", "digest", "at"]
    references = {"by": _("确认人")}
    list_filter = ["step"]
    list_select_related = ["project"]
    search_fields = ["project__number", "digest"]
    date_hierarchy = "at"
