"""Contracts as auditors read them."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.contracts.models import Contract, ContractFund, ContractSignature, Instalment


@admin.register(Contract)
class ContractAdmin(AuditAdmin):
    """Contracts by public number."""

    list_display = ["number", "supplier", "amount", "status", "sign_by", "signed_at", "published_at"]
    list_filter = ["status"]
    list_select_related = ["supplier"]
    search_fields = ["number", "supplier__name", "award__package__project__title"]
    date_hierarchy = "signed_at"


@admin.register(ContractFund)
class ContractFundAdmin(AuditAdmin):
    """Which money carries which contract."""

    list_display = ["contract", "allocation", "amount"]
    list_select_related = ["contract", "allocation__line"]
    search_fields = ["contract__number"]


@admin.register(Instalment)
class InstalmentAdmin(AuditAdmin):
    """Payments tied to milestones."""

    list_display = ["contract", "order", "milestone", "amount"]
    list_select_related = ["contract"]
    search_fields = ["contract__number"]


@admin.register(ContractSignature)
class ContractSignatureAdmin(AuditAdmin):
    """Signatures over the digest of the text."""

    list_display = ["contract", "side", "signed_by", "signed_at", "text_sha256"]
    list_filter = ["side"]
    list_select_related = ["contract", "signed_by"]
    search_fields = ["contract__number"]
    date_hierarchy = "signed_at"
