"""Project, packages, funds, route decision, approval, and who had which duty."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.editions.models import CatalogueItem
from orgs.bodies.models import Body
from orgs.people.choices import Duty
from orgs.people.models import AgencyMandate, User
from procurement.budget.models import BudgetLine
from procurement.projects.choices import ContentKind, PackageStatus, ProjectStatus
from procurement.review.choices import EndingCause
from procurement.review.models import MONEY, CriteriaScheme, ReviewSession
from procurement.routing.options import SELF_PROCUREMENT


class ProcurementProject(models.Model):
    """One purchase of services: what is needed, for whom, with which money, by which method.

    `decided_on` is the day whose law applies. `term_months` is the length of the contract. The procedure of
    a project that `is_elsewhere` is held on another platform; here its result is entered.
    """

    number = models.CharField(_("项目编号"), max_length=40, unique=True)
    title = models.CharField(_("项目名称"), max_length=120)
    purchaser = models.ForeignKey(Body, models.PROTECT, related_name="projects", verbose_name=_("采购人"))
    agency_mandate = models.ForeignKey(
        AgencyMandate, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("委托协议")
    )
    catalogue_item = models.ForeignKey(
        CatalogueItem, models.PROTECT, related_name="projects", verbose_name=_("目录品目")
    )
    content_kind = models.CharField(_("服务性质"), max_length=16, choices=ContentKind.choices)
    fiscal_year = models.PositiveSmallIntegerField(_("预算年度"))
    demand = models.TextField(_("服务内容和要求"), max_length=8000)
    recipients = models.CharField(_("服务对象"), max_length=200)
    service_area = models.CharField(_("服务地点"), max_length=200)
    term_months = models.PositiveSmallIntegerField(_("服务期限"))
    method = models.CharField(_("采购方式"), max_length=40, blank=True)
    method_reason = models.CharField(_("选择理由"), max_length=500, blank=True)
    is_elsewhere = models.BooleanField(_("在其他平台办理"), default=False)
    status = models.CharField(
        _("状态"), max_length=12, choices=ProjectStatus.choices, default=ProjectStatus.DRAFT
    )
    decided_on = models.DateField(_("适用规则日期"), null=True, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    created_at = models.DateTimeField(_("建立时间"))
    updated_at = models.DateTimeField(_("更新时间"))

    class Meta:
        verbose_name = _("采购项目")
        verbose_name_plural = _("采购项目")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["purchaser", "-id"], name="project_by_purchaser")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        """The purchase page in the workbench."""
        return reverse("site:purchase", args=[self.number])

    @property
    def is_direct(self) -> bool:
        """Whether the short path is taken: no notice, no review, only a result and what follows it."""
        return self.is_elsewhere or self.method == SELF_PROCUREMENT


class Package(models.Model):
    """A package of a project; receives responses, is reviewed and contracted on its own.

    `response_deadline` is set by the notice and moved only by a correction; half-open: open while now < it.
    `ended_because` says why it ended; empty on one that ended before causes were kept.
    From `moved_at` on another platform carries on what was opened here; its result is entered.
    `predecessor` ended and is done again in this one; done again twice, the second names the first.
    """

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="packages")
    number = models.CharField(_("包编号"), max_length=44, unique=True)
    index = models.PositiveSmallIntegerField(_("包号"))
    title = models.CharField(_("包名称"), max_length=120)
    content = models.TextField(_("服务内容"), max_length=4000)
    budget_amount = models.DecimalField(_("包预算"), **MONEY)
    ceiling_amount = models.DecimalField(_("最高限价"), **MONEY)
    scheme = models.ForeignKey(
        CriteriaScheme,
        models.PROTECT,
        related_name="packages",
        null=True,
        blank=True,
        verbose_name=_("评审标准"),
    )
    review = models.OneToOneField(
        ReviewSession, models.PROTECT, related_name="package", null=True, blank=True, verbose_name=_("评审")
    )
    status = models.CharField(
        _("状态"), max_length=18, choices=PackageStatus.choices, default=PackageStatus.PLANNED
    )
    ended_because = models.CharField(_("终止情形"), max_length=12, choices=EndingCause.choices, blank=True)
    response_deadline = models.DateTimeField(_("响应文件提交截止"), null=True, blank=True)
    moved_at = models.DateTimeField(_("转到其他平台办理的时间"), null=True, blank=True)
    predecessor = models.OneToOneField(
        "self",
        models.PROTECT,
        related_name="successor",
        null=True,
        blank=True,
        verbose_name=_("前次采购包"),
    )

    class Meta:
        verbose_name = _("采购包")
        verbose_name_plural = _("采购包")
        ordering = ["project", "index"]
        constraints = [
            models.UniqueConstraint(fields=["project", "index"], name="package_index_once"),
            models.CheckConstraint(condition=Q(budget_amount__gt=0), name="package_budget_positive"),
            models.CheckConstraint(
                condition=Q(ceiling_amount__gt=0) & Q(ceiling_amount__lte=models.F("budget_amount")),
                name="ceiling_within_budget",
            ),
            models.CheckConstraint(
                condition=Q(ended_because="") | Q(status=PackageStatus.TERMINATED),
                name="package_ended_with_its_cause",
            ),
            models.CheckConstraint(
                condition=Q(predecessor=None) | ~Q(predecessor=models.F("id")),
                name="package_not_its_own_predecessor",
            ),
        ]
        indexes = [models.Index(fields=["status", "response_deadline"], name="package_due")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        """The purchase page, at this package."""
        return f"{self.project.get_absolute_url()}#package-{self.index}"


class FundAllocation(models.Model):
    """How much of a project a budget line carries."""

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="funds")
    line = models.ForeignKey(
        BudgetLine, models.PROTECT, related_name="allocations", verbose_name=_("预算指标")
    )
    order = models.PositiveSmallIntegerField(_("次序"))
    amount = models.DecimalField(_("金额"), **MONEY)

    class Meta:
        verbose_name = _("资金安排")
        verbose_name_plural = _("资金安排")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "line"], name="line_once_a_project"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="allocation_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.amount}"


class RouteDecision(models.Model):
    """Which methods were lawful for a project on its day, and why, in words: one per submission.

    The publication on another day adds one by the law of that day (`on_publication`).
    """

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="route_decisions")
    decided_on = models.DateField(_("适用规则日期"))
    amount = models.DecimalField(_("项目金额"), **MONEY)
    region_code = models.CharField(_("预算级次区划"), max_length=12)
    chosen_method = models.CharField(_("选定方式"), max_length=40)
    explanation = models.JSONField(_("理由"))
    on_publication = models.BooleanField(_("公告时重新判断"), default=False)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("路径判断")
        verbose_name_plural = _("路径判断")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.project_id} {self.decided_on}"


class ProjectApproval(models.Model):
    """A decision on a submitted project, by a person who did not prepare it."""

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="approvals")
    approved = models.BooleanField(_("同意"))
    opinion = models.TextField(_("意见"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("审批人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("项目审批")
        verbose_name_plural = _("项目审批")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.project_id} {self.at:%Y-%m-%d}"


class Handling(models.Model):
    """Who exercised which duty in a project: what separation of duties is judged by."""

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="handlings")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("人员"))
    duty = models.CharField(_("职责"), max_length=30, choices=Duty.choices)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("职责记录")
        verbose_name_plural = _("职责记录")
        constraints = [models.UniqueConstraint(fields=["project", "user", "duty"], name="duty_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.get_duty_display()}"
