"""The register as auditors read it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from orgs.registry.models import CAUSES, CODES, DecidedNumber, RegistrationChange, RegistryFact
from portal.kernel.admin import AuditAdmin


@admin.register(RegistryFact)
class RegistryFactAdmin(AuditAdmin):
    """Every row, also those that no longer count."""

    list_display = ["body", "kind", "content", "happened_on", "change", "source", "entered_for", "entered_at"]
    list_filter = ["kind", "change", "code"]
    words = {
        "code": {code: word for words in CODES.values() for code, word in words.items()},
        "cause": {code: word for words in CAUSES.values() for code, word in words.items()},
    }
    list_select_related = ["body"]
    search_fields = ["body__name", "body__credit_code", "number", "source"]
    date_hierarchy = "entered_at"

    @admin.display(description=_("内容"))
    def content(self, fact: RegistryFact) -> str:
        """What the fact says, in words."""
        return fact.says


@admin.register(RegistrationChange)
class RegistrationChangeAdmin(AuditAdmin):
    """What was changed in registrations."""

    list_display = ["body", "content", "reason", "source", "entered_for", "entered_at"]
    list_select_related = ["body"]
    search_fields = ["body__name", "body__credit_code", "source"]
    date_hierarchy = "entered_at"
    exclude = ["values"]
    readonly_fields = ["content"]

    @admin.display(description=_("变更内容"))
    def content(self, change: RegistrationChange) -> str:
        """Each column with what it held and what it holds."""
        return "；".join(f"{label}：{before} → {after}" for label, before, after in change.shown)


@admin.register(DecidedNumber)
class DecidedNumberAdmin(AuditAdmin):
    """Numbers of the register that two people changed."""

    list_display = ["code", "value", "starts_on", "ends_on", "legal_basis", "confidence"]
    search_fields = ["code", "legal_basis"]
