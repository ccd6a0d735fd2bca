"""Sealed submissions for auditors: none before the key of their opening has been released."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.kernel.admin import AuditAdmin
from procurement.bidding import queries
from procurement.bidding.models import OpeningKey, QuoteWindow, Submission


@admin.register(OpeningKey)
class OpeningKeyAdmin(AuditAdmin):
    """The public halves; the private ones are shown to nobody."""

    list_display = ["kid", "package", "kind", "created_at"]
    list_select_related = ["package"]
    list_filter = ["kind"]
    search_fields = ["kid", "package__number"]
    fields = ["package", "kind", "kid", "public_jwk", "created_at"]


@admin.register(QuoteWindow)
class QuoteWindowAdmin(AuditAdmin):
    """The windows for final quotes."""

    list_display = ["package", "opens_at", "closes_at", "is_closed"]
    list_select_related = ["package"]
    search_fields = ["package__number"]


@admin.register(Submission)
class SubmissionAdmin(AuditAdmin):
    """Submissions of released sessions; final quotes once the review is reported."""

    list_display = ["receipt_number", "package", "supplier", "kind", "status", "submitted_at"]
    list_select_related = ["package", "supplier"]
    list_filter = ["kind", "status"]
    search_fields = ["receipt_number", "package__number"]
    fields = [
        "package",
        "supplier",
        "kind",
        "status",
        "receipt_number",
        "ciphertext_sha256",
        "plaintext_sha256",
        "submitted_at",
        "ended_at",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Nothing that the phase still keeps secret."""
        return super().get_queryset(request).filter(pk__in=queries.disclosed().values("pk"))
