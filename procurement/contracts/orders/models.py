"""The contract of an order, as it was signed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.award.framework.models import FrameworkOrder
from procurement.notices.models import Notice


class OrderContract(models.Model):
    """The contract of one order: its amount is the order's; entered by one person, published by another."""

    order = models.OneToOneField(
        FrameworkOrder, models.PROTECT, related_name="contract", verbose_name=_("第二阶段成交")
    )
    number = models.CharField(_("合同编号"), max_length=60, unique=True)
    signed_on = models.DateField(_("签订日期"))
    starts_on = models.DateField(_("服务开始"))
    ends_on = models.DateField(_("服务结束"))
    payment = models.CharField(_("付款条件"), max_length=200)
    terms = models.TextField(_("合同条款"), max_length=20000)
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("签订的合同"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    entered_at = models.DateTimeField(_("登记时间"))
    approved_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("复核人")
    )
    approved_at = models.DateTimeField(_("复核时间"), null=True, blank=True)
    notice = models.ForeignKey(
        Notice, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("合同公告")
    )

    class Meta:
        verbose_name = _("框架协议成交合同")
        verbose_name_plural = _("框架协议成交合同")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="order_contract_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("entered_by")),
                name="order_contract_needs_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.number
