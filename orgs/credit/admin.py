"""Credit records as auditors read them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from orgs.credit.models import CreditRecord
from portal.kernel.admin import AuditAdmin


@admin.register(CreditRecord)
class CreditRecordAdmin(AuditAdmin):
    """Published results about bodies."""

    list_display = ["title", "body", "kind", "score", "band", "published_at"]
    list_filter = ["kind", "band"]
    words = {"kind": {"performance": _("绩效评价")}}
    list_select_related = ["body"]
    search_fields = ["title", "reference", "body__name"]
    date_hierarchy = "published_at"
