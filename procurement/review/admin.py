"""Reviews for auditors: who sat and what was scored appears with the result notice."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement import methods
from procurement.review import queries
from procurement.review.models import (
    Candidate,
    Consultation,
    CriteriaScheme,
    Criterion,
    DocumentChange,
    Examination,
    Expert,
    PanelMember,
    Qualification,
    ReportSignature,
    ReviewSession,
    Score,
    ScoreSheet,
)


class SecretUntilResult(AuditAdmin):
    """Rows of a review whose secrets have ended; `session_path` leads from the row to its review."""

    session_path = "session"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Nothing that the phase still keeps secret."""
        open_sessions = queries.past_secrecy().values("pk")
        return super().get_queryset(request).filter(**{f"{self.session_path}__in": open_sessions})


@admin.register(CriteriaScheme)
class CriteriaSchemeAdmin(AuditAdmin):
    """What is examined and scored."""

    list_display = ["title", "body", "method", "status"]
    list_filter = ["status"]
    words = {"method": methods.NAMES}
    list_select_related = ["body"]
    search_fields = ["title", "body__name"]


@admin.register(Criterion)
class CriterionAdmin(AuditAdmin):
    """Single criteria."""

    list_display = ["scheme", "order", "kind", "name", "maximum", "is_objective"]
    list_filter = ["kind", "is_objective"]
    list_select_related = ["scheme"]
    search_fields = ["scheme__title", "name"]


@admin.register(Expert)
class ExpertAdmin(AuditAdmin):
    """Experts as the portal knows them; not where they sit."""

    list_display = ["library_number", "user", "field_of_service", "employer"]
    list_select_related = ["user"]
    search_fields = ["library_number", "user__name"]


@admin.register(ReviewSession)
class ReviewSessionAdmin(AuditAdmin):
    """Reviews by the number of their package."""

    list_display = ["number", "title", "purchaser", "status", "reported_at", "disclosed_at"]
    list_filter = ["status", "method"]
    words = {"method": methods.NAMES}
    list_select_related = ["purchaser"]
    search_fields = ["number", "title", "purchaser__name"]
    date_hierarchy = "reported_at"
    fields = [
        "number",
        "title",
        "purchaser",
        "organiser",
        "method",
        "scheme",
        "ceiling_amount",
        "decided_on",
        "panel_size",
        "status",
        "termination_reason",
        "reported_at",
        "report_sha256",
        "disclosed_at",
        "signs",
    ]

    @admin.display(description=_("评分核查线索"))
    def signs(self, session: ReviewSession) -> str:
        """Where the scores of a finished review are looked at."""
        if session.disclosed_at is None or session.reported_at is None:
            return "—"
        return format_html(
            '<a href="{}">{}</a>', reverse("review:analysis", args=[session.pk]), _("查看线索")
        )


@admin.register(Candidate)
class CandidateAdmin(AuditAdmin):
    """Suppliers after the opening; their figures after the report."""

    list_display = ["session", "supplier", "reference"]
    list_filter = ["session__status"]
    list_select_related = ["session", "supplier"]
    search_fields = ["session__number", "supplier__name", "reference"]
    known = ["session", "supplier", "reference", "response", "response_digest"]
    figures = ["status", "reason", "final_quote", "price_points", "technical_points", "total_points", "rank"]

    def get_fields(self, request: HttpRequest, obj: Candidate | None = None) -> list[str]:
        """Quotes, points and places only once the report is signed."""
        shown = obj is not None and queries.past_report().filter(pk=obj.session_id).exists()
        return [*self.known, *self.figures] if shown else self.known


@admin.register(PanelMember)
class PanelMemberAdmin(SecretUntilResult):
    """Who sat."""

    list_display = ["session", "user", "seat", "is_chair", "status", "declared_at"]
    list_filter = ["seat", "status"]
    list_select_related = ["session", "user"]
    search_fields = ["session__number", "user__name"]


@admin.register(Examination)
class ExaminationAdmin(SecretUntilResult):
    """Findings on qualification and conformity."""

    session_path = "member__session"
    list_display = ["candidate", "criterion", "member", "passed", "reason", "at"]
    list_filter = ["passed"]
    list_select_related = ["candidate__supplier", "criterion", "member__user"]
    search_fields = ["member__session__number", "candidate__supplier__name"]


@admin.register(Qualification)
class QualificationAdmin(SecretUntilResult):
    """Findings of purchaser or agency on who qualifies."""

    session_path = "candidate__session"
    list_display = ["candidate", "criterion", "passed", "reason", "by", "at"]
    list_filter = ["passed"]
    list_select_related = ["candidate__supplier", "criterion", "by"]
    search_fields = ["candidate__session__number", "candidate__supplier__name"]


@admin.register(Consultation)
class ConsultationAdmin(SecretUntilResult):
    """Minutes."""

    session_path = "candidate__session"
    list_display = ["candidate", "started_at", "recorded_by"]
    list_select_related = ["candidate__supplier", "recorded_by"]
    search_fields = ["candidate__session__number"]


@admin.register(DocumentChange)
class DocumentChangeAdmin(SecretUntilResult):
    """Changes sent in writing."""

    list_display = ["session", "text", "proposed_by", "confirmed_by", "sent_at"]
    list_select_related = ["session", "proposed_by__user", "confirmed_by__user"]
    search_fields = ["session__number"]


@admin.register(ScoreSheet)
class ScoreSheetAdmin(SecretUntilResult):
    """Sheets."""

    session_path = "member__session"
    list_display = ["member", "submitted_at", "returned_at"]
    list_select_related = ["member__user"]
    search_fields = ["member__session__number"]


@admin.register(Score)
class ScoreAdmin(SecretUntilResult):
    """Single scores."""

    session_path = "sheet__member__session"
    list_display = ["candidate", "criterion", "sheet", "points", "reason"]
    list_select_related = ["candidate__supplier", "criterion", "sheet__member__user"]
    search_fields = ["sheet__member__session__number", "candidate__supplier__name"]


@admin.register(ReportSignature)
class ReportSignatureAdmin(SecretUntilResult):
    """Signatures and dissent."""

    session_path = "member__session"
    list_display = ["member", "agrees", "dissent", "signed_at"]
    list_filter = ["agrees"]
    list_select_related = ["member__user"]
    search_fields = ["member__session__number"]
