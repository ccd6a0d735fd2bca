"""Emergency purchases and their papers."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.projects.emergency.choices import EmergencyStatus
from procurement.review.models import MONEY


class EmergencyPurchase(models.Model):
    """One emergency purchase: the event, the reason, who decided; papers are handed in later."""

    number = models.CharField(_("登记编号"), max_length=40, unique=True)
    purchaser = models.ForeignKey(
        Body, models.PROTECT, related_name="emergency_purchases", verbose_name=_("采购人")
    )
    event = models.CharField(_("事件"), max_length=200)
    happened_on = models.DateField(_("发生日期"))
    reason = models.TextField(_("为什么来不及按正常程序采购"), max_length=2000)
    bought = models.TextField(_("采购内容"), max_length=2000)
    supplier_name = models.CharField(_("供应商"), max_length=120)
    amount = models.DecimalField(_("金额"), **MONEY)
    decider = models.CharField(_("决定人"), max_length=120)
    decided_on = models.DateField(_("决定日期"))
    status = models.CharField(
        _("状态"), max_length=10, choices=EmergencyStatus.choices, default=EmergencyStatus.ENTERED
    )
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    entered_at = models.DateTimeField(_("登记时间"))
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("确认人")
    )
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("紧急采购")
        verbose_name_plural = _("紧急采购")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="emergency_amount_positive"),
            models.CheckConstraint(
                condition=Q(decided_on__gte=F("happened_on")), name="emergency_decided_after_the_event"
            ),
            models.CheckConstraint(
                condition=Q(status=EmergencyStatus.ENTERED) | Q(confirmed_by__isnull=False),
                name="emergency_confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.event}"

    def get_absolute_url(self) -> str:
        """Its page in the workbench."""
        return reverse("emergency:detail", args=[self.pk])


class EmergencyPaper(models.Model):
    """A paper that was handed in afterwards."""

    purchase = models.ForeignKey(EmergencyPurchase, models.PROTECT, related_name="papers")
    title = models.CharField(_("材料名称"), max_length=120)
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("文件"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("上传人"))
    at = models.DateTimeField(_("上传时间"))

    class Meta:
        verbose_name = _("紧急采购材料")
        verbose_name_plural = _("紧急采购材料")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
