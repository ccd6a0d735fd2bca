"""What was asked of the library and what it drew, and experts selected by the purchaser itself."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.review.models import ReviewSession


class LibraryRequest(models.Model):
    """The organiser asked the library for experts."""

    session = models.ForeignKey(
        ReviewSession, models.PROTECT, related_name="library_requests", verbose_name=_("评审")
    )
    experts = models.PositiveSmallIntegerField(_("专家人数"))
    professions = models.CharField(_("评审专业"), max_length=200)
    avoided = models.CharField(_("要求回避的单位"), max_length=500, blank=True)
    asked_on = models.DateField(_("申请日期"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("专家抽取申请")
        verbose_name_plural = _("专家抽取申请")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(experts__gt=0), name="library_asked_for_experts")
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.asked_on}"


class LibrarySlip(models.Model):
    """What the library drew; `substitutes` are library numbers in their order, secret like the panel."""

    session = models.ForeignKey(ReviewSession, models.PROTECT, related_name="slips", verbose_name=_("评审"))
    number = models.CharField(_("抽取结果编号"), max_length=60)
    drawn_on = models.DateField(_("抽取日期"))
    is_supplement = models.BooleanField(_("补抽"), default=False)
    early_reason = models.CharField(_("提前抽取的原因"), max_length=300, blank=True)
    substitutes = ArrayField(
        models.CharField(max_length=40), verbose_name=_("候补专家"), default=list, blank=True
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("专家抽取结果")
        verbose_name_plural = _("专家抽取结果")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number


class SelfSelection(models.Model):
    """Random drawing was impossible; the supervising budget unit agreed that the purchaser selects."""

    session = models.OneToOneField(
        ReviewSession, models.PROTECT, related_name="self_selection", verbose_name=_("评审")
    )
    reason = models.TextField(_("为什么不能随机抽取"), max_length=1000)
    consent_by = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("主管预算单位"))
    consent_number = models.CharField(_("同意文件的文号"), max_length=80)
    consented_on = models.DateField(_("同意日期"))
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("同意文件"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("自行选定评审专家")
        verbose_name_plural = _("自行选定评审专家")

    def __str__(self) -> str:
        return f"{self.session_id} {self.consent_number}"
