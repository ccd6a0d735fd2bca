"""Terms for auditors."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.projects.terms.models import PurchaseTerms


@admin.register(PurchaseTerms)
class PurchaseTermsAdmin(AuditAdmin):
    """The terms of every purchase."""

    list_display = ["project", "organisation", "sme", "accepts_consortium", "allows_subcontract", "at"]
    references = {"by": _("经办人")}
    list_filter = ["organisation", "sme", "prefers_associations"]
    list_select_related = ["project"]
    search_fields = ["project__number", "project__title"]
    date_hierarchy = "at"
