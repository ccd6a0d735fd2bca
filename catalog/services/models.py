"""Services of class-II public institutions that are suited to the market (Xiang Cai Zong 2022 No. 28)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.services.choices import ServiceStatus


class InstitutionService(models.Model):
    """One service: who does it for which money, in which edition it is to stand, and whether it is done.

    Bodies are known by name and credit code; people by their number and name at the time.
    """

    number = models.CharField(_("编号"), max_length=40, unique=True)
    department_name = models.CharField(_("主管部门"), max_length=120)
    department_code = models.CharField(_("主管部门信用代码"), max_length=18)
    name = models.CharField(_("服务名称"), max_length=120)
    content = models.TextField(_("服务内容"), max_length=2000)
    provider_name = models.CharField(_("现承担单位"), max_length=120)
    provider_code = models.CharField(_("现承担单位信用代码"), max_length=18)
    amount = models.DecimalField(_("年度经费"), max_digits=16, decimal_places=2)
    amount_year = models.PositiveSmallIntegerField(_("经费年度"))
    planned_title = models.CharField(_("计划列入的目录"), max_length=200)
    planned_year = models.PositiveSmallIntegerField(_("计划年度"))
    item_code = models.CharField(_("目录品目编码"), max_length=20, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=ServiceStatus.choices, default=ServiceStatus.ENTERED
    )
    opinion = models.TextField(_("财政意见"), max_length=1000, blank=True)
    entered_by = models.BigIntegerField(_("经办人编号"))
    entered_by_name = models.CharField(_("经办人"), max_length=120)
    entered_at = models.DateTimeField(_("登记时间"))
    confirmed_by_name = models.CharField(_("确认人"), max_length=120, blank=True)
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    moved_at = models.DateTimeField(_("列入目录时间"), null=True, blank=True)
    done_at = models.DateTimeField(_("完成时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("公益二类服务转换事项")
        verbose_name_plural = _("公益二类服务转换事项")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["planned_year", "id"], name="service_by_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["department_code", "name", "provider_code"], name="service_once_a_department"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="service_amount_positive"),
            models.CheckConstraint(
                condition=Q(status__in=("entered", "returned", "planned"), item_code="")
                | (Q(status__in=("moved", "done")) & ~Q(item_code="")),
                name="service_moved_to_an_item",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def get_absolute_url(self) -> str:
        """Its page in the workbench."""
        return reverse("services:service_detail", args=[self.pk])
