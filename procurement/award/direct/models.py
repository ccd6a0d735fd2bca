"""Offers that were compared, why one was chosen, and results of procedures held elsewhere."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.award.direct.choices import AskedBy, MallMode
from procurement.award.models import Award
from procurement.projects.models import Package
from procurement.review.models import MONEY


class Offer(models.Model):
    """What one supplier offered in a self-procurement. Entered by mistake it is struck; the row stays.

    `supplier` is the body of the credit code where it is registered here.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="offers")
    supplier_name = models.CharField(_("供应商"), max_length=120)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18)
    supplier = models.ForeignKey(
        Body, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("登记单位")
    )
    amount = models.DecimalField(_("报价"), **MONEY)
    asked_by = models.CharField(_("询价方式"), max_length=10, choices=AskedBy.choices)
    offered_on = models.DateField(_("报价日期"))
    content = models.TextField(_("报价内容"), max_length=2000, blank=True)
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("书面报价"))
    struck_because = models.CharField(_("作废原因"), max_length=200, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    entered_at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("自行采购报价")
        verbose_name_plural = _("自行采购报价")
        ordering = ["amount", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="offer_amount_positive"),
            models.UniqueConstraint(
                fields=["award", "credit_code"], condition=Q(struck_because=""), name="offer_once_a_supplier"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_name} {self.amount}"


class Comparison(models.Model):
    """Which offer was proposed, and why where fewer were asked or a lower one was left aside."""

    award = models.OneToOneField(Award, models.PROTECT, related_name="comparison")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+", verbose_name=_("选定报价"))
    few_reason = models.CharField(_("报价少于规定家数的原因"), max_length=500, blank=True)
    dear_reason = models.CharField(_("没有选最低报价的理由"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("比价记录")
        verbose_name_plural = _("比价记录")

    def __str__(self) -> str:
        return f"{self.award_id} {self.offer_id}"


class MovedPackage(models.Model):
    """A package whose responses were opened here and which another platform carries on from there."""

    package = models.OneToOneField(Package, models.PROTECT, related_name="move", verbose_name=_("采购包"))
    platform = models.CharField(_("办理平台"), max_length=120)
    reason = models.CharField(_("原因"), max_length=500)
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("说明或者批准材料"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("转到其他平台办理")
        verbose_name_plural = _("转到其他平台办理")

    def __str__(self) -> str:
        return f"{self.package_id} {self.platform}"


class OutsideResult(models.Model):
    """What another platform decided: an order on the e-mall, or the result of a procedure held there."""

    award = models.OneToOneField(Award, models.PROTECT, related_name="outside_result")
    platform = models.CharField(_("办理平台"), max_length=120)
    order_number = models.CharField(_("订单或者项目编号"), max_length=80)
    decided_on = models.DateField(_("成交日期"))
    address = models.URLField(_("网址"), max_length=300, blank=True)
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("订单或者成交通知书"))

    class Meta:
        verbose_name = _("其他平台结果")
        verbose_name_plural = _("其他平台结果")
        constraints = [
            models.UniqueConstraint(fields=["platform", "order_number"], name="outside_order_entered_once")
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.order_number}"


class OutsideEnd(models.Model):
    """By what another platform ended a procedure without a result; the package says for which cause."""

    award = models.OneToOneField(Award, models.PROTECT, related_name="outside_end")
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("其他平台的终止公告"))

    class Meta:
        verbose_name = _("其他平台终止")
        verbose_name_plural = _("其他平台终止")

    def __str__(self) -> str:
        return f"{self.award_id}"


class MallOrder(models.Model):
    """How an order of the e-mall came about; a direct purchase has no time of quoting and no lowest quote."""

    award = models.OneToOneField(Award, models.PROTECT, related_name="mall_order")
    mode = models.CharField(_("交易方式"), max_length=20, choices=MallMode.choices)
    suppliers = models.PositiveSmallIntegerField(_("报价家数"))
    opened_at = models.DateTimeField(_("报价开始时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("报价截止时间"), null=True, blank=True)
    lowest = models.DecimalField(_("最低报价"), null=True, blank=True, **MONEY)
    is_rerun = models.BooleanField(_("第二次竞价"), default=False)
    reason = models.CharField(_("理由"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("电子卖场订单")
        verbose_name_plural = _("电子卖场订单")

    def __str__(self) -> str:
        return f"{self.award_id} {self.get_mode_display()}"
