"""Revisions as auditors read them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog.revisions.models import ConsultationComment, ProposedItem, RevisionProposal
from portal.kernel.admin import AuditAdmin


@admin.register(RevisionProposal)
class RevisionProposalAdmin(AuditAdmin):
    """What departments propose, and what became of it."""

    list_display = ["number", "kind", "catalogue", "department_name", "status", "draft", "decided_at"]
    references = {"service": _("公益二类服务转换事项")}
    list_filter = ["status", "kind", "catalogue"]
    list_select_related = ["catalogue", "draft"]
    search_fields = ["number", "department_name", "items__name"]


@admin.register(ProposedItem)
class ProposedItemAdmin(AuditAdmin):
    """The items that proposals would make."""

    list_display = ["name", "code", "place_code", "proposal"]
    list_select_related = ["proposal"]
    search_fields = ["name", "code", "proposal__number"]


@admin.register(ConsultationComment)
class ConsultationCommentAdmin(AuditAdmin):
    """What was said in consultations, and what was answered."""

    list_display = ["at", "voice", "body_name", "proposal", "edition", "verdict", "answered_by_name"]
    list_filter = ["voice", "verdict"]
    list_select_related = ["proposal", "edition"]
    search_fields = ["text", "body_name", "proposal__number"]
