"""Editions of the guidance catalogue and their items."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.editions.choices import CatalogueOwner, EditionStatus


class CatalogueEdition(models.Model):
    """One edition; `is_reference` marks an edition that stands in until the official annex is imported."""

    owner = models.CharField(_("目录"), max_length=20, choices=CatalogueOwner.choices)
    title = models.CharField(_("名称"), max_length=200)
    document_number = models.CharField(_("文号"), max_length=60, blank=True)
    status = models.CharField(_("状态"), max_length=12, choices=EditionStatus.choices)
    in_force_from = models.DateField(_("生效日期"), null=True, blank=True)
    is_reference = models.BooleanField(_("参考版"), default=False)

    class Meta:
        verbose_name = _("目录版本")
        verbose_name_plural = _("目录版本")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=models.Q(status="in_force"), name="one_edition_in_force"
            )
        ]

    def __str__(self) -> str:
        return self.title


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
