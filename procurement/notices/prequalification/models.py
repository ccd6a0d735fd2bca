"""A prequalification as drafted and as published, and who applied for it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.notices.models import Notice
from procurement.projects.models import ProcurementProject


class PrequalificationDraft(models.Model):
    """What a clerk wrote for a prequalification notice; a second person of the purchaser publishes it.

    It waits for its publication while `opinion` is empty; one that was sent back says why.
    """

    project = models.OneToOneField(ProcurementProject, models.PROTECT, related_name="prequalification_draft")
    apply_until = models.DateTimeField(_("申请截止时间"))
    examined_on = models.DateField(_("资格审查日期"))
    requirements = models.TextField(_("资格要求"), max_length=3000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("编制人"))
    at = models.DateTimeField(_("编制时间"))
    opinion = models.CharField(_("退回意见"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("资格预审公告草稿")
        verbose_name_plural = _("资格预审公告草稿")

    def __str__(self) -> str:
        return str(self.project)


class Prequalification(models.Model):
    """What a prequalification notice asks for, and the draw among those who qualified.

    `apply_until` is half-open: applications are taken while now < it, and nobody sees one before.
    """

    project = models.OneToOneField(ProcurementProject, models.PROTECT, related_name="prequalification")
    notice = models.OneToOneField(
        Notice, models.PROTECT, related_name="prequalification", verbose_name=_("资格预审公告")
    )
    apply_until = models.DateTimeField(_("申请截止时间"))
    examined_on = models.DateField(_("资格审查日期"))
    requirements = models.TextField(_("资格要求"), max_length=3000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("发布人"))
    drawn_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("抽取人")
    )
    drawn_at = models.DateTimeField(_("抽取时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("资格预审")
        verbose_name_plural = _("资格预审")

    def __str__(self) -> str:
        return str(self.project)


class PrequalificationApplication(models.Model):
    """A supplier's application: secret until the end of the time for it; judged with a reason."""

    prequalification = models.ForeignKey(Prequalification, models.PROTECT, related_name="applications")
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("供应商"))
    text = models.TextField(_("资格说明"), max_length=3000)
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("资格预审申请文件"))
    applied_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    applied_at = models.DateTimeField(_("申请时间"))
    is_fit = models.BooleanField(_("资格合格"), null=True, blank=True)
    reason = models.CharField(_("不合格的原因"), max_length=500, blank=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("审查人")
    )
    checked_at = models.DateTimeField(_("审查时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("资格预审申请")
        verbose_name_plural = _("资格预审申请")
        ordering = ["supplier__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["prequalification", "supplier"], name="applied_for_it_once"),
            models.CheckConstraint(
                condition=~Q(is_fit=False) | ~Q(reason=""), name="unfit_applicant_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prequalification_id} {self.supplier_id}"
