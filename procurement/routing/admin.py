"""Legal parameters as auditors read them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.routing.filters import CATEGORIES
from procurement.routing.models import RuleParameter


@admin.register(RuleParameter)
class RuleParameterAdmin(AuditAdmin):
    """Legal numbers with their articles, by region and day."""

    list_display = [
        "code", "name", "region_code", "category", "value", "unit", "effective_from", "effective_to",
        "confidence",
    ]  # fmt: skip
    list_filter = ["region_code", "category", "unit", "confidence"]
    words = {"category": {"": _("全部类别"), **dict(CATEGORIES)}}
    search_fields = ["code", "name", "legal_basis"]
    date_hierarchy = "effective_from"
