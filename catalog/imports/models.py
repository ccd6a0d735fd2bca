"""Imports of annexes into draft editions."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.editions.models import CatalogueEdition
from catalog.imports.choices import AnnexStatus
from portal.kernel.uploads import Upload


class AnnexImport(models.Model):
    """One file as it was read for a draft: its items, what is wrong with it, what was passed over.

    `items`, `wrong` and `passed_over` hold the rows of `catalog.imports.rules` as JSON.
    """

    edition = models.ForeignKey(
        CatalogueEdition, models.PROTECT, related_name="annex_imports", verbose_name=_("目录版本")
    )
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("附件"))
    status = models.CharField(_("状态"), max_length=12, choices=AnnexStatus.choices, default=AnnexStatus.READ)
    items = models.JSONField(_("品目"), default=list)
    wrong = models.JSONField(_("有误的行"), default=list)
    passed_over = models.JSONField(_("略过的行"), default=list)
    read_by = models.BigIntegerField(_("导入人编号"))
    read_by_name = models.CharField(_("导入人"), max_length=120)
    read_at = models.DateTimeField(_("读取时间"))
    taken_over_at = models.DateTimeField(_("写入时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("附件导入")
        verbose_name_plural = _("附件导入")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.upload.name

    def get_absolute_url(self) -> str:
        """Its page for those who keep the catalogue."""
        return reverse("annexes:detail", args=[self.pk])
