"""The units for which a superior purchases."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.projects.models import ProcurementProject


class JointUnit(models.Model):
    """A unit whose superior purchases for it as well; its paper says that its budget lines may carry it."""

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="joint_units")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("单位"))
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("委托文件"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("统一组织的单位")
        verbose_name_plural = _("统一组织的单位")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["project", "body"], name="joint_unit_once")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.body}"
