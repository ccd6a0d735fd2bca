"""Units of joint purchases for auditors."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.projects.joint.models import JointUnit


@admin.register(JointUnit)
class JointUnitAdmin(AuditAdmin):
    """Units by purchase."""

    list_display = ["project", "body", "at"]
    references = {"by": _("经办人"), "paper": _("委托文件")}
    list_select_related = ["project", "body"]
    search_fields = ["project__number", "body__name"]
    date_hierarchy = "at"
