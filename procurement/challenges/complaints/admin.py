"""Complaints for auditors, with matters, files, papers, parties, pauses and decisions."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.challenges.complaints.models import (
    Complaint,
    ComplaintDecision,
    ComplaintMatter,
    ComplaintPaper,
    ComplaintParty,
    ComplaintPause,
    DepartmentPaper,
)


@admin.register(Complaint)
class ComplaintAdmin(AuditAdmin):
    """A complaint from the letter to its end."""

    list_display = ["number", "subject", "sender_name", "department", "status", "received_on", "examined"]
    references = {"department": _("财政部门"), "challenge": _("质疑")}
    list_select_related = ["package", "department"]
    list_filter = ["status", "subject", "examined", "via"]
    search_fields = ["number", "package__number", "sender_name"]
    date_hierarchy = "received_on"


@admin.register(ComplaintMatter)
class ComplaintMatterAdmin(AuditAdmin):
    """What was complained of, and what was found."""

    list_display = ["complaint", "index", "matter", "finding", "answer"]
    list_select_related = ["complaint"]
    list_filter = ["finding"]
    search_fields = ["complaint__number", "matter"]


@admin.register(ComplaintPaper)
class ComplaintPaperAdmin(AuditAdmin):
    """Files that came with a complaint."""

    list_display = ["complaint", "kind", "upload"]
    list_select_related = ["complaint", "upload"]
    list_filter = ["kind"]
    search_fields = ["complaint__number"]


@admin.register(DepartmentPaper)
class DepartmentPaperAdmin(AuditAdmin):
    """What the department wrote, and who signed it."""

    list_display = ["number", "complaint", "kind", "status", "prepared_at", "judged_at"]
    references = {"prepared_by": _("拟稿人"), "judged_by": _("审签人")}
    list_select_related = ["complaint"]
    list_filter = ["kind", "status"]
    search_fields = ["number", "complaint__number"]
    date_hierarchy = "prepared_at"


@admin.register(ComplaintPause)
class ComplaintPauseAdmin(AuditAdmin):
    """When the clock of a decision stood still."""

    list_display = ["complaint", "kind", "to_whom", "sent_on", "replied_on"]
    references = {"by": _("登记人")}
    list_select_related = ["complaint"]
    list_filter = ["kind"]
    search_fields = ["complaint__number", "to_whom"]
    date_hierarchy = "sent_on"


@admin.register(ComplaintParty)
class ComplaintPartyAdmin(AuditAdmin):
    """Who got a copy, and what was explained."""

    list_display = ["complaint", "body", "is_respondent", "told_at", "explain_by", "explained_at"]
    references = {"explained_by": _("说明人"), "file": _("证据和依据")}
    list_select_related = ["complaint", "body"]
    list_filter = ["is_respondent"]
    search_fields = ["complaint__number", "body__name"]
    date_hierarchy = "told_at"


@admin.register(ComplaintDecision)
class ComplaintDecisionAdmin(AuditAdmin):
    """What was decided and ordered."""

    list_display = ["complaint", "outcome", "ground", "stage", "is_enough"]
    references = {"paper": _("文书"), "notice": _("公告"), "carried_out_by": _("落实人")}
    list_select_related = ["complaint"]
    list_filter = ["outcome", "ground", "stage"]
    search_fields = ["complaint__number", "facts"]
