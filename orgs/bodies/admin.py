"""Bodies as auditors read them."""

from django.contrib import admin
from unfold.admin import StackedInline

from orgs.bodies.models import Body, Registration
from portal.kernel.admin import AuditAdmin


class RegistrationInline(StackedInline):
    """The registration of a social organisation beside the body."""

    model = Registration
    extra = 0
    can_delete = False


@admin.register(Body)
class BodyAdmin(AuditAdmin):
    """Bodies by kind and place."""

    list_display = ["name", "kind", "staffing_type", "credit_code", "division", "budget_division"]
    list_filter = ["kind", "staffing_type", "is_sample", "registration__type", "registration__grade"]
    list_select_related = ["division", "budget_division"]
    search_fields = ["name", "credit_code", "pinyin_initials"]
    inlines = [RegistrationInline]


@admin.register(Registration)
class RegistrationAdmin(AuditAdmin):
    """Registration facts of social organisations."""

    list_display = ["body", "type", "authority", "registered_on", "deregistered_on", "grade", "grade_to"]
    list_filter = ["type", "grade", "direct_registration", "is_association", "party_organisation"]
    list_select_related = ["body", "authority_division"]
    search_fields = ["body__name", "body__credit_code", "legal_representative"]
    date_hierarchy = "registered_on"
