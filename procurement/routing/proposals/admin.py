"""Proposals for legal numbers as auditors read them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.routing.filters import CATEGORIES
from procurement.routing.proposals.models import ParameterProposal


@admin.register(ParameterProposal)
class ParameterProposalAdmin(AuditAdmin):
    """Who proposed and who approved which number."""

    list_display = [
        "number", "kind", "name", "region_code", "category", "value", "status", "body", "proposed_at",
        "decided_at",
    ]  # fmt: skip
    references = {"paper": _("文件")}
    list_filter = ["status", "kind", "region_code"]
    list_select_related = ["body"]
    search_fields = ["number", "name", "legal_basis"]
    date_hierarchy = "proposed_at"
    words = {"category": {"": _("全部类别"), **dict(CATEGORIES)}}
