"""Challenges for auditors, with their matters, papers and who was told."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from portal.kernel.admin import AuditAdmin
from procurement.challenges import queries
from procurement.challenges.models import AnswerCopy, Challenge, ChallengeMatter, ChallengePaper


@admin.register(Challenge)
class ChallengeAdmin(AuditAdmin):
    """A challenge from the letter to its end."""

    list_display = [
        "number",
        "subject",
        "sender_name",
        "status",
        "received_on",
        "answer_by",
        "outcome",
        "effect",
    ]
    list_select_related = ["package", "sender"]
    list_filter = ["status", "subject", "outcome", "effect", "via"]
    search_fields = ["number", "package__number", "sender_name"]
    date_hierarchy = "received_on"


@admin.register(ChallengeMatter)
class ChallengeMatterAdmin(AuditAdmin):
    """What was said, and what was answered."""

    list_display = ["challenge", "index", "matter", "is_founded", "answer"]
    list_select_related = ["challenge"]
    list_filter = ["is_founded"]
    search_fields = ["challenge__number", "matter"]


@admin.register(ChallengePaper)
class ChallengePaperAdmin(AuditAdmin):
    """Files that came with a challenge."""

    list_display = ["challenge", "kind", "upload"]
    list_select_related = ["challenge", "upload"]
    list_filter = ["kind"]
    search_fields = ["challenge__number"]


@admin.register(AnswerCopy)
class AnswerCopyAdmin(AuditAdmin):
    """Who was told the answer, and when: of a document nothing before the deadline (Order 87, art. 28)."""

    list_display = ["challenge", "supplier", "sent_at"]
    list_select_related = ["challenge", "supplier"]
    search_fields = ["challenge__number", "supplier__name"]
    date_hierarchy = "sent_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Only copies that name nobody before the deadline, by the clock."""
        disclosed = queries.copies_disclosed(at=timezone.now())
        return super().get_queryset(request).filter(pk__in=disclosed.values("pk"))
