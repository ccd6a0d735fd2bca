"""The records of the library for auditors, with the result."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from procurement.review.admin import SecretUntilResult
from procurement.review.library.models import LibraryRequest, LibrarySlip, SelfSelection


@admin.register(LibraryRequest)
class LibraryRequestAdmin(SecretUntilResult):
    """Requests by review."""

    list_display = ["session", "experts", "professions", "asked_on"]
    references = {"by": _("登记人"), "session": _("评审")}
    list_select_related = ["session"]
    search_fields = ["session__number", "professions"]
    date_hierarchy = "asked_on"


@admin.register(LibrarySlip)
class LibrarySlipAdmin(SecretUntilResult):
    """Slips by review."""

    list_display = ["number", "session", "drawn_on", "is_supplement", "early_reason"]
    references = {"by": _("登记人"), "session": _("评审")}
    list_filter = ["is_supplement"]
    list_select_related = ["session"]
    search_fields = ["number", "session__number"]
    date_hierarchy = "drawn_on"


@admin.register(SelfSelection)
class SelfSelectionAdmin(SecretUntilResult):
    """Experts selected without a draw."""

    list_display = ["session", "consent_by", "consent_number", "consented_on"]
    references = {
        "by": _("登记人"),
        "session": _("评审"),
        "consent_by": _("主管预算单位"),
        "paper": _("同意文件"),
    }
    list_select_related = ["session", "consent_by"]
    search_fields = ["session__number", "consent_number"]
    date_hierarchy = "consented_on"
