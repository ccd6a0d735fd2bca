"""Notices for auditors; who obtained documents only after the deadline."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.notices import queries
from procurement.notices.models import (
    DocumentObtained,
    Notice,
    ObtainInquiry,
    ProcurementDocument,
    Schedule,
)
from procurement.notices.opportunities.models import OpportunityLook
from procurement.notices.questions.models import Question
from procurement.notices.searches.models import SavedSearch


@admin.register(Notice)
class NoticeAdmin(AuditAdmin):
    """All notices with their state."""

    list_display = ["number", "title", "type", "status", "published_at", "period_ends_on"]
    references = {"created_by": _("起草人"), "corrects": _("更正的公告")}
    list_filter = ["type", "status"]
    list_select_related = ["project"]
    search_fields = ["number", "title", "project__number"]
    date_hierarchy = "published_at"


@admin.register(Schedule)
class ScheduleAdmin(AuditAdmin):
    """The times that notices set."""

    list_display = ["project", "documents_from", "documents_until", "response_deadline", "opening_place"]
    list_select_related = ["project"]
    search_fields = ["project__number", "project__title"]


@admin.register(ProcurementDocument)
class ProcurementDocumentAdmin(AuditAdmin):
    """Procurement documents by version."""

    list_display = ["project", "version", "sha256", "issued_at"]
    list_select_related = ["project"]
    search_fields = ["project__number", "project__title", "sha256"]
    date_hierarchy = "issued_at"


@admin.register(DocumentObtained)
class DocumentObtainedAdmin(AuditAdmin):
    """Who obtained documents: nothing before the deadline (Order 87, art. 28)."""

    list_display = ["project", "supplier", "by", "at"]
    list_select_related = ["project", "supplier", "by"]
    search_fields = ["project__number", "supplier__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Only of projects whose deadline has passed, by the clock."""
        disclosed = queries.obtained_disclosed(at=timezone.now())
        return super().get_queryset(request).filter(pk__in=disclosed.values("pk"))


@admin.register(ObtainInquiry)
class ObtainInquiryAdmin(AuditAdmin):
    """The yes or no at the end of a documents' period; the answer only after the deadline."""

    list_display = ["project", "until", "asked_by", "asked_at"]
    list_select_related = ["project", "asked_by"]
    fields = ["project", "until", "asked_by", "asked_at"]
    search_fields = ["project__number"]
    date_hierarchy = "asked_at"


@admin.register(Question)
class QuestionAdmin(AuditAdmin):
    """Enquiries and their answers; who asked stays hidden."""

    list_display = ["project", "asked_at", "answer_by", "answered_at"]
    list_select_related = ["project"]
    fields = ["project", "asked_at", "answer_by", "public_text", "answer", "answered_by", "answered_at"]
    search_fields = ["project__number", "public_text"]
    date_hierarchy = "asked_at"


@admin.register(SavedSearch)
class SavedSearchAdmin(AuditAdmin):
    """That somebody keeps a search; for what stays with the person."""

    list_display = ["created_at", "mails", "told_until"]
    date_hierarchy = "created_at"
    fields = ["created_at", "mails", "told_until"]


@admin.register(OpportunityLook)
class OpportunityLookAdmin(AuditAdmin):
    """That somebody looked through the open calls; who and at which is not shown."""

    list_display = ["seen_at"]
    date_hierarchy = "seen_at"
    fields = ["seen_at"]
