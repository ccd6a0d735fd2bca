"""Eligibility as auditors read it; who took part stays hidden until the purchase's seal is lifted."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from orgs.eligibility.models import EligibilityEvidence, EligibilitySnapshot
from portal.kernel.admin import AuditAdmin


@admin.register(EligibilityEvidence)
class EligibilityEvidenceAdmin(AuditAdmin):
    """Statements, query pages and checks."""

    list_display = ["body", "rule", "kind", "is_clean", "checked_at", "given_for", "given_at"]
    list_filter = ["rule", "kind", "is_clean"]
    list_select_related = ["body"]
    search_fields = ["body__name", "body__credit_code"]
    date_hierarchy = "given_at"


@admin.register(EligibilitySnapshot)
class EligibilitySnapshotAdmin(AuditAdmin):
    """Frozen answers that may be shown."""

    list_display = ["reference", "occasion", "body", "on", "taken_at"]
    list_filter = ["occasion"]
    list_select_related = ["body"]
    search_fields = ["reference", "body__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[EligibilitySnapshot]:
        """Disclosed ones only."""
        return EligibilitySnapshot.objects.disclosed()
