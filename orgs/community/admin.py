"""Community social organisations, stations and bases as auditors read them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from orgs.community.models import (
    BaseSubsidy,
    CommunityChange,
    CommunityOrganisation,
    Incubation,
    IncubationBase,
    SocialWorkStation,
)
from portal.kernel.admin import AuditAdmin


@admin.register(CommunityOrganisation)
class CommunityOrganisationAdmin(AuditAdmin):
    """Registered, or only on record."""

    list_display = ["name", "kind", "division", "body", "hub", "recorded_on", "struck_off_on"]
    list_filter = ["kind", ("body", admin.EmptyFieldListFilter), "is_sample"]
    list_select_related = ["division", "body", "hub", "recorded_by"]
    search_fields = ["name", "body__credit_code"]


@admin.register(SocialWorkStation)
class SocialWorkStationAdmin(AuditAdmin):
    """Stations of both levels."""

    list_display = ["name", "level", "division", "operator_body", "opened_on", "closed_on"]
    list_filter = ["level", "is_sample"]
    list_select_related = ["division", "operator_body"]
    search_fields = ["name", "village", "operator_body__name"]


@admin.register(IncubationBase)
class IncubationBaseAdmin(AuditAdmin):
    """Bases with their services."""

    list_display = ["name", "division", "operator_body", "services", "opened_on", "closed_on"]
    list_filter = ["is_sample"]
    list_select_related = ["division", "operator_body"]
    search_fields = ["name"]


@admin.register(BaseSubsidy)
class BaseSubsidyAdmin(AuditAdmin):
    """Subsidies by year."""

    list_display = ["base", "year", "amount", "document_number"]
    list_filter = ["year"]
    list_select_related = ["base"]
    search_fields = ["base__name", "document_number"]


@admin.register(Incubation)
class IncubationAdmin(AuditAdmin):
    """Who was incubated where."""

    list_display = ["body", "base", "entered_on", "left_on"]
    list_select_related = ["body", "base"]
    search_fields = ["body__name", "base__name"]


@admin.register(CommunityChange)
class CommunityChangeAdmin(AuditAdmin):
    """What entries said before."""

    list_display = ["entry", "change", "happened_on", "reason", "entered_for", "entered_at"]
    list_filter = ["change"]
    list_select_related = ["organisation", "station", "base"]
    search_fields = ["organisation__name", "station__name", "base__name", "reason"]
    date_hierarchy = "entered_at"

    @admin.display(description=_("登记"))
    def entry(self, change: CommunityChange) -> str:
        """What was changed."""
        return str(change.entry)
