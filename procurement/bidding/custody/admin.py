"""Custody for auditors: keys and custodians; parts only once their submission may be seen."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.kernel.admin import AuditAdmin
from procurement.bidding import queries as bidding
from procurement.bidding.custody.models import (
    CustodianChoice,
    CustodianExchange,
    CustodyKey,
    CustodyPart,
    CustodyReplacement,
    PackageCustody,
)


@admin.register(CustodyKey)
class CustodyKeyAdmin(AuditAdmin):
    """The public halves; nobody here has the private ones."""

    list_display = ["kid", "body", "registered_at", "replaced_at", "lost_at"]
    list_select_related = ["body"]
    search_fields = ["kid", "body__name"]


@admin.register(PackageCustody)
class PackageCustodyAdmin(AuditAdmin):
    """Who keeps the second key of which package."""

    list_display = ["package", "key", "fixed_at"]
    list_select_related = ["package", "key__body"]
    search_fields = ["package__number", "key__kid"]


@admin.register(CustodyReplacement)
class CustodyReplacementAdmin(AuditAdmin):
    """Which lost key was replaced by which, for which package."""

    list_display = ["custody", "former", "key", "at"]
    list_select_related = ["custody__package", "custody__key__body", "former", "key"]
    search_fields = ["custody__package__number", "former__kid", "key__kid"]


@admin.register(CustodianExchange)
class CustodianExchangeAdmin(AuditAdmin):
    """Which custodian was to be exchanged for which, and who decided."""

    list_display = ["custody", "body", "reason", "proposed_at", "is_confirmed", "decided_at"]
    list_select_related = ["custody__package", "custody__key__body", "body"]
    search_fields = ["custody__package__number", "body__name"]


@admin.register(CustodianChoice)
class CustodianChoiceAdmin(AuditAdmin):
    """Whom an organiser chose, and why."""

    list_display = ["package", "body", "reason", "chosen_at", "chosen_by"]
    list_select_related = ["package", "body", "chosen_by"]
    search_fields = ["package__number", "body__name"]


@admin.register(CustodyPart)
class CustodyPartAdmin(AuditAdmin):
    """Digests of parts whose submission's phase is over."""

    list_display = ["submission", "key", "sha256"]
    list_select_related = ["submission", "key"]
    search_fields = ["submission__receipt_number"]
    fields = ["submission", "key", "sha256"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Nothing that the phase still keeps secret."""
        return super().get_queryset(request).filter(submission__in=bidding.disclosed().values("pk"))
