"""Purchase intentions, and what a project did about its own."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.editions.models import CatalogueItem
from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.search import SearchField, index
from procurement.projects.intention.choices import PUBLIC, ExceptionKind, IntentionStatus
from procurement.projects.models import ProcurementProject
from procurement.review.models import MONEY


class IntentionQuerySet(models.QuerySet):
    """Reads of intentions."""

    def public(self) -> "IntentionQuerySet":
        """What everybody may read."""
        return self.filter(status__in=PUBLIC)


class PurchaseIntention(models.Model):
    """What a purchaser is going to buy, roughly when and for how much; a later notice prevails over it.

    `expected_month` is the first day of the month. The clock of its purchase counts from `published_at`, the
    first publication; `released_at` is when it was handed over for one elsewhere, which `outside_number` and
    `outside_url` name. `leaving_at` and `leaving_because`: it is to be withdrawn, and the correction has not
    come out there yet; for everybody it is published as before.
    """

    number = models.CharField(_("意向编号"), max_length=40, unique=True)
    purchaser = models.ForeignKey(Body, models.PROTECT, related_name="intentions", verbose_name=_("采购人"))
    title = models.CharField(_("采购项目名称"), max_length=120)
    catalogue_item = models.ForeignKey(
        CatalogueItem, models.PROTECT, related_name="+", verbose_name=_("目录品目")
    )
    overview = models.TextField(_("采购需求概况"), max_length=2000)
    budget_amount = models.DecimalField(_("预算金额"), **MONEY)
    expected_month = models.DateField(_("预计采购时间"))
    remark = models.CharField(_("备注"), max_length=300, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=IntentionStatus.choices, default=IntentionStatus.DRAFT
    )
    opinion = models.CharField(_("退回意见"), max_length=500, blank=True)
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("编制人"))
    drafted_at = models.DateTimeField(_("编制时间"))
    published_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("公开人")
    )
    published_at = models.DateTimeField(_("公开时间"), null=True, blank=True)
    released_at = models.DateTimeField(_("交付发布时间"), null=True, blank=True)
    outside_number = models.CharField(_("首次发布编号"), max_length=80, blank=True)
    outside_url = models.URLField(_("首次发布网址"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    withdrawn_because = models.CharField(_("撤销原因"), max_length=500, blank=True)
    leaving_at = models.DateTimeField(_("撤销交付时间"), null=True, blank=True)
    leaving_because = models.CharField(_("拟撤销原因"), max_length=500, blank=True)
    search = SearchField(verbose_name=_("检索词"))

    objects = IntentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("采购意向")
        verbose_name_plural = _("采购意向")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(budget_amount__gt=0), name="intention_budget_positive"),
            models.CheckConstraint(
                condition=~Q(status__in=PUBLIC) | Q(published_at__isnull=False, published_by__isnull=False),
                name="public_intention_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(status=IntentionStatus.WITHDRAWN) | ~Q(withdrawn_because=""),
                name="withdrawn_intention_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="intention_list"),
            models.Index(fields=["purchaser", "-id"], name="intention_by_purchaser"),
            index("search", name="intention_search"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        """Its page for everybody."""
        return reverse("intentions:detail", args=[self.number])

    @property
    def work_url(self) -> str:
        """Its page in the workbench."""
        return reverse("intentions:work_detail", args=[self.pk])

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.status in PUBLIC


class ProjectIntention(models.Model):
    """Which intention a project was announced ahead by, or why it needs none."""

    project = models.OneToOneField(ProcurementProject, models.PROTECT, related_name="intention")
    intention = models.ForeignKey(
        PurchaseIntention,
        models.PROTECT,
        related_name="uses",
        null=True,
        blank=True,
        verbose_name=_("采购意向"),
    )
    exception = models.CharField(_("例外情形"), max_length=8, choices=ExceptionKind.choices, blank=True)
    reason = models.CharField(_("原因"), max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("项目的采购意向")
        verbose_name_plural = _("项目的采购意向")
        constraints = [
            models.CheckConstraint(
                condition=Q(intention__isnull=False, exception="")
                | (Q(intention__isnull=True) & ~Q(exception="") & ~Q(reason="")),
                name="intention_or_exception",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}"
