"""People and capacities as auditors read them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from orgs.people.models import AgencyMandate, IncompatibleDuties, Membership, User
from portal.kernel.admin import AuditAdmin


@admin.register(User)
class UserAdmin(AuditAdmin):
    """People; never a password, not even its hash."""

    list_display = ["username", "name", "is_active", "is_staff", "is_sample", "date_joined"]
    list_filter = ["is_active", "is_staff", "is_sample"]
    search_fields = ["username", "name"]
    fields = ["username", "name", "is_active", "is_staff", "is_sample", "date_joined", "last_login"]


@admin.register(Membership)
class MembershipAdmin(AuditAdmin):
    """Who acts for whom."""

    list_display = ["user", "body", "capacities", "is_administrator", "starts_on", "ends_on", "lent_by"]
    fields = [*list_display, "paper"]
    list_filter = ["body__kind", "is_administrator"]
    list_select_related = ["user", "body", "lent_by"]
    search_fields = ["user__name", "body__name"]

    @admin.display(description=_("身份"))
    def capacities(self, membership: Membership) -> str:
        """The roles as words."""
        return membership.role_names


@admin.register(AgencyMandate)
class AgencyMandateAdmin(AuditAdmin):
    """Written mandates to agencies."""

    list_display = ["paper", "purchaser", "agency", "starts_on", "ends_on"]
    list_select_related = ["purchaser", "agency"]
    search_fields = ["paper", "purchaser__name", "agency__name"]


@admin.register(IncompatibleDuties)
class IncompatibleDutiesAdmin(AuditAdmin):
    """Pairs of duties with their legal basis."""

    list_display = ["first", "second", "basis", "confidence"]
