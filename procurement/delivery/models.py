"""Acceptance: each item of the contract judged, service recipients heard, result published."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.people.models import User
from procurement.contracts.models import Contract
from procurement.delivery.choices import AcceptanceStatus


class Acceptance(models.Model):
    """The acceptance of one contract (GPL art. 41; REG art. 45; K22 art. 24)."""

    contract = models.OneToOneField(Contract, models.PROTECT, related_name="acceptance")
    status = models.CharField(
        _("状态"), max_length=10, choices=AcceptanceStatus.choices, default=AcceptanceStatus.PLANNED
    )
    plan = models.TextField(_("验收方案"), max_length=4000)
    conclusion = models.TextField(_("验收意见"), max_length=4000, blank=True)
    passed = models.BooleanField(_("合格"), null=True, blank=True)
    organised_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("组织人"))
    started_at = models.DateTimeField(_("开始时间"))
    concluded_at = models.DateTimeField(_("完成时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("履约验收")
        verbose_name_plural = _("履约验收")
        constraints = [
            models.CheckConstraint(
                condition=Q(status="planned") | (Q(passed__isnull=False) & ~Q(conclusion="")),
                name="concluded_acceptance_is_complete",
            )
        ]

    def __str__(self) -> str:
        return str(self.contract)


class AcceptanceItem(models.Model):
    """One requirement of the contract, judged."""

    acceptance = models.ForeignKey(Acceptance, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField(_("次序"))
    requirement = models.CharField(_("合同要求"), max_length=300)
    passed = models.BooleanField(_("符合"), null=True, blank=True)
    finding = models.CharField(_("查验情况"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("验收事项")
        verbose_name_plural = _("验收事项")
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["acceptance", "order"], name="acceptance_item_once")]

    def __str__(self) -> str:
        return self.requirement


class RecipientVoice(models.Model):
    """What one invited service recipient said; named by a mask only."""

    acceptance = models.ForeignKey(Acceptance, models.CASCADE, related_name="voices")
    alias = models.CharField(_("服务对象"), max_length=20)
    is_satisfied = models.BooleanField(_("满意"))
    opinion = models.CharField(_("意见"), max_length=500)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("服务对象意见")
        verbose_name_plural = _("服务对象意见")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.alias
