"""Administrative divisions, statistics edition."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.regions.choices import DivisionLevel


class Division(models.Model):
    """One division; `code` has 2, 4, 6 or 9 digits by level, `kind` keeps statistical zones apart."""

    code = models.CharField(_("区划代码"), max_length=12, primary_key=True)
    level = models.CharField(_("级别"), max_length=10, choices=DivisionLevel.choices)
    name = models.CharField(_("名称"), max_length=60)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(_("类别"), max_length=30)
    pinyin = models.CharField(_("拼音"), max_length=160)
    initials = models.CharField(_("首字母"), max_length=40, db_index=True)
    edition = models.CharField(_("版本"), max_length=10)
    ended_on = models.DateField(_("终止日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("行政区划")
        verbose_name_plural = _("行政区划")
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "code"], name="division_level")]

    def __str__(self) -> str:
        return self.name

    @property
    def gb_code(self) -> str:
        """The six-digit code as written on documents: 430000, 430100, 430111."""
        return self.code[:6].ljust(6, "0")
