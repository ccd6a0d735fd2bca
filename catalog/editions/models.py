"""Catalogues, their editions, the items, and what became of each item in the next edition."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.editions import rules
from catalog.editions.choices import CatalogueKind, EditionState, EditionStatus, SuccessionKind

IN_PREPARATION = (EditionStatus.DRAFT, EditionStatus.CONSULTATION)
PUBLIC = (EditionStatus.CONSULTATION, EditionStatus.APPROVED)


class Catalogue(models.Model):
    """Whose catalogue it is. The body that keeps it is known by its credit code, empty until one is named."""

    code = models.SlugField(_("代号"), max_length=40, unique=True)
    kind = models.CharField(_("种类"), max_length=20, choices=CatalogueKind.choices)
    name = models.CharField(_("名称"), max_length=120)
    owner_name = models.CharField(_("编制单位"), max_length=120)
    owner_code = models.CharField(_("编制单位统一社会信用代码"), max_length=18, blank=True)

    class Meta:
        verbose_name = _("目录")
        verbose_name_plural = _("目录")
        ordering = ["-kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind=CatalogueKind.GENERAL), name="one_general_catalogue"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_general(self) -> bool:
        """Whether it is the province's, which all departments' catalogues stay within."""
        return self.kind == CatalogueKind.GENERAL


class EditionQuerySet(models.QuerySet):
    """Reads of editions."""

    def in_force(self, *, on: date) -> "EditionQuerySet":
        """The editions in force on a day: at most one of each catalogue."""
        begun = Q(in_force_from=None) | Q(in_force_from__lte=on)
        not_ended = Q(in_force_to=None) | Q(in_force_to__gt=on)
        return self.filter(begun & not_ended, status=EditionStatus.APPROVED)

    def public(self) -> "EditionQuerySet":
        """What everybody may read: approved editions, drafts in consultation (Order 102, art. 11 to 13)."""
        return self.filter(status__in=PUBLIC)


class CatalogueEdition(models.Model):
    """One edition; `is_reference` marks an edition that stands in until the official annex is imported.

    In force from `in_force_from` (empty: of a reference edition, not known) until the day before
    `in_force_to`. People are kept by number and name: this floor does not know their records.
    """

    catalogue = models.ForeignKey(Catalogue, models.PROTECT, related_name="editions", verbose_name=_("目录"))
    title = models.CharField(_("名称"), max_length=200)
    document_number = models.CharField(_("文号"), max_length=60, blank=True)
    status = models.CharField(
        _("状态"), max_length=12, choices=EditionStatus.choices, default=EditionStatus.DRAFT
    )
    in_force_from = models.DateField(_("生效日期"), null=True, blank=True)
    in_force_to = models.DateField(_("失效日期"), null=True, blank=True)
    is_reference = models.BooleanField(_("参考版"), default=False)
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("在哪一版上修改")
    )
    reason = models.TextField(_("修订理由"), max_length=2000, blank=True)
    consultation_from = models.DateField(_("征求意见开始"), null=True, blank=True)
    consultation_to = models.DateField(_("征求意见截止"), null=True, blank=True)
    opinion = models.TextField(_("审批意见"), max_length=2000, blank=True)
    departure_reason = models.TextField(_("项数不同的理由"), max_length=2000, blank=True)
    items_digest = models.CharField(_("品目摘要"), max_length=64, blank=True)
    drafted_by = models.BigIntegerField(_("起草人编号"), null=True, blank=True)
    drafted_by_name = models.CharField(_("起草人"), max_length=120, blank=True)
    submitted_by = models.BigIntegerField(_("提交人编号"), null=True, blank=True)
    submitted_by_name = models.CharField(_("提交人"), max_length=120, blank=True)
    approved_by = models.BigIntegerField(_("审批人编号"), null=True, blank=True)
    approved_by_name = models.CharField(_("审批人"), max_length=120, blank=True)
    drafted_at = models.DateTimeField(_("起草时间"), null=True, blank=True)
    approved_at = models.DateTimeField(_("批准时间"), null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("目录版本")
        verbose_name_plural = _("目录版本")
        ordering = ["pk"]
        constraints = [
            # Ranges of numbers and days share one kind of index, so that no extension is needed.
            ExclusionConstraint(
                name="one_edition_in_force_a_day",
                expressions=[
                    (
                        Func(F("catalogue"), F("catalogue"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(F("in_force_from"), F("in_force_to"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(status=EditionStatus.APPROVED),
            ),
            models.UniqueConstraint(
                fields=["catalogue"],
                condition=Q(status__in=IN_PREPARATION),
                name="one_edition_in_preparation",
            ),
            models.CheckConstraint(
                condition=~Q(status=EditionStatus.APPROVED)
                | Q(is_reference=True)
                | Q(in_force_from__isnull=False),
                name="approved_edition_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The edition's public page."""
        return reverse("editions:edition_detail", args=[self.pk])

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.status in PUBLIC

    def state_on(self, day: date) -> EditionState:
        """What the edition is on a day."""
        return rules.state_of(self.status, self.in_force_from, self.in_force_to, on=day)

    def is_in_force_on(self, day: date) -> bool:
        """Whether purchases of a day are bought under it."""
        return self.state_on(day) == EditionState.IN_FORCE


class CatalogueItem(models.Model):
    """One item; third-level items of the general catalogue and departmental items may be purchased."""

    edition = models.ForeignKey(CatalogueEdition, models.PROTECT, related_name="items")
    code = models.CharField(_("编码"), max_length=20)
    level = models.PositiveSmallIntegerField(_("级次"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    general_item = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="departmental_items",
        verbose_name=_("对应通用目录品目"),
    )  # fmt: skip
    name = models.CharField(_("名称"), max_length=120)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    description = models.TextField(_("说明"), max_length=1000, blank=True)
    field_of_service = models.CharField(_("服务领域"), max_length=40, blank=True)
    source = models.CharField(_("来源"), max_length=400)
    pinyin = models.CharField(_("拼音"), max_length=400, blank=True)
    pinyin_initials = models.CharField(_("首字母"), max_length=120, blank=True, db_index=True)

    class Meta:
        verbose_name = _("目录品目")
        verbose_name_plural = _("目录品目")
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="item_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        """The item's public page."""
        return reverse("site:catalogue_item", args=[self.code])


class ItemSuccession(models.Model):
    """What became of an item in the next edition; `new` is empty for one that was retired.

    Splits and mergers are noted in the draft, the rest is written when the edition is approved.
    """

    edition = models.ForeignKey(
        CatalogueEdition, models.CASCADE, related_name="successions", verbose_name=_("新版本")
    )
    old = models.ForeignKey(
        CatalogueItem, models.CASCADE, related_name="successors", verbose_name=_("原品目")
    )
    new = models.ForeignKey(
        CatalogueItem, models.CASCADE, null=True, blank=True, related_name="predecessors",
        verbose_name=_("新品目"),
    )  # fmt: skip
    how = models.CharField(_("变化"), max_length=10, choices=SuccessionKind.choices)

    class Meta:
        verbose_name = _("品目沿革")
        verbose_name_plural = _("品目沿革")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "old", "new"], nulls_distinct=False, name="succession_once"
            ),
            models.CheckConstraint(
                condition=Q(how=SuccessionKind.RETIRED, new__isnull=True)
                | (~Q(how=SuccessionKind.RETIRED) & Q(new__isnull=False)),
                name="only_a_retired_item_has_no_successor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} {self.get_how_display()}"


class ProcurementCategory(models.Model):
    """A service category (C codes) of 《政府采购品目分类目录（2022年版）》."""

    code = models.CharField(_("品目编码"), max_length=12, unique=True)
    name = models.CharField(_("品目名称"), max_length=120)
    items = models.ManyToManyField(
        CatalogueItem, through="CategoryLink", related_name="categories", verbose_name=_("目录品目")
    )

    class Meta:
        verbose_name = _("政府采购品目")
        verbose_name_plural = _("政府采购品目")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class CategoryLink(models.Model):
    """Which procurement category an item falls under, and whether anybody has verified it."""

    item = models.ForeignKey(CatalogueItem, models.CASCADE, related_name="category_links")
    category = models.ForeignKey(ProcurementCategory, models.PROTECT, related_name="links")
    source = models.CharField(_("来源"), max_length=200)
    is_verified = models.BooleanField(_("已与正式文件核对"), default=False)

    class Meta:
        verbose_name = _("政府采购品目对照")
        verbose_name_plural = _("政府采购品目对照")
        ordering = ["category__code"]
        constraints = [models.UniqueConstraint(fields=["item", "category"], name="category_link_once")]

    def __str__(self) -> str:
        return f"{self.item.code} {self.category.code}"
