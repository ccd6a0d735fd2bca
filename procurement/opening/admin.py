"""Openings for auditors: what was opened appears when the law discloses it."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.opening import queries
from procurement.opening.models import KeyRelease, OpenedSubmission, OpeningSession


@admin.register(OpeningSession)
class OpeningSessionAdmin(AuditAdmin):
    """The sessions with their times."""

    list_display = ["package", "kind", "status", "due_at", "released_at", "concluded_at"]
    list_select_related = ["package"]
    list_filter = ["kind", "status"]
    search_fields = ["package__number"]
    date_hierarchy = "due_at"


@admin.register(KeyRelease)
class KeyReleaseAdmin(AuditAdmin):
    """Who released which key, and when."""

    list_display = ["session", "officer", "body", "roles", "at"]
    list_select_related = ["session__package", "officer", "body"]
    search_fields = ["session__package__number", "officer__name"]
    date_hierarchy = "at"


@admin.register(OpenedSubmission)
class OpenedSubmissionAdmin(AuditAdmin):
    """Opened responses after the session, final quotes after the report."""

    list_display = ["submission", "session", "status", "unlocked_at", "reason"]
    list_select_related = ["submission", "session__package"]
    list_filter = ["status"]
    search_fields = ["submission__receipt_number", "session__package__number"]
    fields = ["session", "submission", "status", "plaintext", "reason", "unlocked_at", "attached"]

    @admin.display(description=_("附件"))
    def attached(self, opened: OpenedSubmission) -> str:
        """Where its files are listed."""
        address = reverse("opening:file_list", args=[opened.submission.receipt_number])
        return format_html('<a href="{}">{}</a>', address, _("查看附件"))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Nothing that the phase still keeps secret."""
        return super().get_queryset(request).filter(pk__in=queries.disclosed().values("pk"))
