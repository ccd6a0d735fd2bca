"""Paper copies for auditors, of openings whose locks are off."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.kernel.admin import AuditAdmin
from procurement.bidding.choices import SubmissionKind
from procurement.opening import queries as openings
from procurement.opening.paper.models import PaperCopy, PaperJoining


@admin.register(PaperCopy)
class PaperCopyAdmin(AuditAdmin):
    """Who took what when, and whether it was needed."""

    list_display = ["receipt_number", "package", "handed_at", "received_by", "checked_at", "failed_at"]
    list_select_related = ["package", "received_by"]
    search_fields = ["package__number", "receipt_number"]
    exclude = ["fields"]
    date_hierarchy = "handed_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Nothing that the phase still keeps secret."""
        disclosed = openings.disclosed().filter(session__kind=SubmissionKind.RESPONSE)
        return super().get_queryset(request).filter(package__in=disclosed.values("session__package"))


@admin.register(PaperJoining)
class PaperJoiningAdmin(AuditAdmin):
    """To which bid a copy belongs whose number is no bid's; nothing of it is secret after the release."""

    list_display = ["copy", "opened", "by", "body", "at"]
    list_select_related = ["copy", "opened__submission", "by", "body"]
    search_fields = ["copy__receipt_number", "reason"]
    date_hierarchy = "at"
