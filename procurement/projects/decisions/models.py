"""Minutes of collective decisions, and the purchaser's own confirmations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.models import ProcurementProject


class DecisionMinutes(models.Model):
    """The minutes of a meeting that decided together about a purchase."""

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="minutes")
    step = models.CharField(_("研究事项"), max_length=10, choices=DecisionStep.choices)
    held_on = models.DateField(_("会议日期"))
    attendees = models.CharField(_("参加人员"), max_length=500)
    decision = models.TextField(_("决定"), max_length=2000)
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("会议纪要"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("上传人"))
    at = models.DateTimeField(_("上传时间"))

    class Meta:
        verbose_name = _("集体研究纪要")
        verbose_name_plural = _("集体研究纪要")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.project_id} {self.get_step_display()}"


class PurchaserConfirmation(models.Model):
    """A purchaser confirms what its agency prepared; `digest` fixes the very text."""

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="confirmations")
    step = models.CharField(_("确认事项"), max_length=10, choices=DecisionStep.choices)
    digest = models.CharField(_("内容摘要"), max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("确认人"))
    at = models.DateTimeField(_("确认时间"))

    class Meta:
        verbose_name = _("采购人确认")
        verbose_name_plural = _("采购人确认")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.project_id} {self.get_step_display()}"
