"""Divisions as auditors read them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from orgs.regions.choices import DivisionKind
from orgs.regions.models import Division
from portal.kernel.admin import AuditAdmin


@admin.register(Division)
class DivisionAdmin(AuditAdmin):
    """Divisions by level, kind and edition."""

    list_display = ["code", "name", "level", "kind", "parent", "edition", "ended_on"]
    references = {"parent": _("上级区划")}
    words = {"kind": dict(DivisionKind.choices)}
    list_filter = ["level", "kind", "edition"]
    list_select_related = ["parent"]
    search_fields = ["code", "name", "initials"]
