"""Awards as auditors read them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.award.models import Award, AwardLetter


@admin.register(Award)
class AwardAdmin(AuditAdmin):
    """Decisions on the frozen ranking."""

    list_display = ["package", "status", "origin", "supplier", "amount", "decide_by", "approved_at"]
    references = {"prepared_by": _("拟定人"), "approved_by": _("批准人")}
    list_filter = ["status", "origin"]
    list_select_related = ["package", "supplier"]
    search_fields = ["package__number", "package__project__title", "supplier__name"]
    date_hierarchy = "received_at"


@admin.register(AwardLetter)
class AwardLetterAdmin(AuditAdmin):
    """What each supplier was told."""

    list_display = ["award", "supplier", "is_winner", "sent_at"]
    list_filter = ["is_winner"]
    list_select_related = ["award__package", "supplier"]
    search_fields = ["award__package__number", "supplier__name"]
    date_hierarchy = "sent_at"
