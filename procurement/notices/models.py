"""Notices, the schedule that a notice sets, procurement documents and who obtained them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.editions.models import CatalogueItem
from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.search import SearchField, index
from procurement.notices.choices import CALLS, WITHOUT_PROJECT, NoticeStatus, NoticeType
from procurement.projects.intention.models import PurchaseIntention
from procurement.projects.models import Package, ProcurementProject


class NoticeQuerySet(models.QuerySet):
    """Reads of notices."""

    def calls(self) -> "NoticeQuerySet":
        """Those that ask suppliers in."""
        return self.filter(type__in=CALLS)

    def out(self) -> "NoticeQuerySet":
        """What binds: published, or sent to the invited."""
        return self.filter(status=NoticeStatus.PUBLISHED)

    def published(self) -> "NoticeQuerySet":
        """What the public may read; an invitation and its corrections reach only the invited."""
        return self.out().filter(is_for_invited=False)


class Notice(models.Model):
    """One notice. `body` holds the form's fields as ordered sections; immutable once published.

    `released_at` is when it was handed over for a first publication elsewhere, which `outside_number` and
    `outside_url` name.
    `published_at` is the first publication, from which periods count; `shown_at` when it became public here.
    `period_ends_on` is the last day of the notice period. `is_for_invited` keeps an invitation and its
    corrections from everybody else. Corrections are new rows linked by `corrects`. What comes before any
    project, or stands beside purchases, has an `issuer` instead (WITHOUT_PROJECT). Where a unit orders under
    a framework agreement of another, it is the `buyer` that brings its notices out and corrects them.
    """

    number = models.CharField(_("公告编号"), max_length=60, unique=True)
    type = models.CharField(_("公告类型"), max_length=20, choices=NoticeType.choices)
    project = models.ForeignKey(
        ProcurementProject, models.PROTECT, related_name="notices", null=True, blank=True
    )
    intention = models.ForeignKey(
        PurchaseIntention, models.PROTECT, related_name="notices", null=True, blank=True
    )
    issuer = models.ForeignKey(Body, models.PROTECT, related_name="+", null=True, blank=True)
    buyer = models.ForeignKey(
        Body, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("下单单位")
    )
    package = models.ForeignKey(Package, models.PROTECT, related_name="notices", null=True, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, related_name="corrections", null=True, blank=True)
    title = models.CharField(_("标题"), max_length=200)
    body = models.JSONField(_("内容"))
    status = models.CharField(
        _("状态"), max_length=10, choices=NoticeStatus.choices, default=NoticeStatus.DRAFT
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    shown_at = models.DateTimeField(_("本平台公开时间"), null=True, blank=True)
    period_ends_on = models.DateField(_("公告期满"), null=True, blank=True)
    is_period_provisional = models.BooleanField(_("暂定"), default=False)
    period_workdays = models.PositiveSmallIntegerField(_("公告期限"), default=0)
    is_for_invited = models.BooleanField(_("只发给受邀供应商"), default=False)
    released_at = models.DateTimeField(_("交付发布时间"), null=True, blank=True)
    outside_number = models.CharField(_("首次发布编号"), max_length=80, blank=True)
    outside_url = models.URLField(_("首次发布网址"), max_length=300, blank=True)
    sha256 = models.CharField(_("摘要"), max_length=64, blank=True)
    search = SearchField(verbose_name=_("检索词"))
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("公告")
        verbose_name_plural = _("公告")
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["status", "-published_at", "-id"], name="notice_list"),
            models.Index(fields=["type", "-published_at", "-id"], name="notice_by_type"),
            index("search", name="notice_search"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["outside_number"], name="outside_number_once", condition=~models.Q(outside_number="")
            ),
            models.CheckConstraint(
                condition=models.Q(project__isnull=False) ^ models.Q(issuer__isnull=False),
                name="notice_of_project_or_issuer",
            ),
            models.CheckConstraint(
                condition=models.Q(project__isnull=False) | models.Q(type__in=WITHOUT_PROJECT),
                name="notice_without_project_by_its_type",
            ),
            models.CheckConstraint(
                condition=~models.Q(type=NoticeType.INTENT) | models.Q(intention__isnull=False),
                name="intent_notice_of_an_intention",
            ),
            models.UniqueConstraint(
                fields=["intention", "type"], name="intention_told_once", condition=~models.Q(intention=None)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public page of the notice."""
        return reverse("notices:detail", args=[self.number])

    @property
    def purchaser(self) -> Body:
        """Whose notice it is: the purchaser of the project, or the body that issued it without one."""
        return self.project.purchaser if self.project_id else self.issuer

    @property
    def item(self) -> CatalogueItem | None:
        """The item of the catalogue, where there is one."""
        about = self.project if self.project_id else self.intention
        return about.catalogue_item if about else None

    @property
    def is_call(self) -> bool:
        """Whether it asks suppliers in."""
        return self.type in CALLS


class Schedule(models.Model):
    """The times that a notice sets for a project; a correction may move them, each move is in the ledger."""

    project = models.OneToOneField(ProcurementProject, models.PROTECT, related_name="schedule")
    documents_from = models.DateField(_("获取采购文件起"))
    documents_until = models.DateField(_("获取采购文件止"))
    response_deadline = models.DateTimeField(_("响应文件提交截止"))
    opening_place = models.CharField(_("开启地点"), max_length=200)

    class Meta:
        verbose_name = _("采购日程")
        verbose_name_plural = _("采购日程")

    def __str__(self) -> str:
        return str(self.project_id)


class ObtainInquiry(models.Model):
    """The one question that a clerk may ask when the documents' period ends: fewer than the law asks for?

    Yes or no and nothing more (Order 87, art. 18 and 28); once for each end that a notice or correction sets.
    """

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="obtain_inquiries")
    until = models.DateField(_("获取采购文件止"))
    is_fewer = models.BooleanField(_("少于法定家数"))
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("查询人"))
    asked_at = models.DateTimeField(_("查询时间"))

    class Meta:
        verbose_name = _("获取家数查询")
        verbose_name_plural = _("获取家数查询")
        constraints = [models.UniqueConstraint(fields=["project", "until"], name="inquiry_once_a_period")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.until}"


class ProcurementDocument(models.Model):
    """The procurement document of a project, by version; rendered once, kept as bytes with its digest."""

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="documents")
    version = models.PositiveSmallIntegerField(_("版本"))
    content = models.JSONField(_("内容"))
    file = models.FileField(_("文件"), upload_to="documents/%Y/")
    sha256 = models.CharField(_("摘要"), max_length=64)
    issued_at = models.DateTimeField(_("发出时间"))

    class Meta:
        verbose_name = _("采购文件")
        verbose_name_plural = _("采购文件")
        constraints = [models.UniqueConstraint(fields=["project", "version"], name="document_version_once")]

    def __str__(self) -> str:
        return f"{self.project_id} v{self.version}"


class DocumentObtained(models.Model):
    """A supplier obtained the documents. Secret from everybody until the deadline (Order 87, art. 28)."""

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="obtained")
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("供应商"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("采购文件获取")
        verbose_name_plural = _("采购文件获取")
        constraints = [models.UniqueConstraint(fields=["project", "supplier"], name="obtained_once")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.supplier_id}"
