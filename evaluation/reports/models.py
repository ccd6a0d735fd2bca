"""The monthly report as it was made."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from evaluation.reports import rules


class MonthlyReport(models.Model):
    """Purchases of one month by region, item and method, with the share of social organisations."""

    month = models.DateField(_("月份"), unique=True)
    figures = models.JSONField(_("数据"))
    pdf = models.FileField(_("报告"), upload_to="reports/%Y/")
    xlsx = models.FileField(_("表格"), upload_to="reports/%Y/")
    made_at = models.DateTimeField(_("生成时间"))

    class Meta:
        verbose_name = _("月度报告")
        verbose_name_plural = _("月度报告")
        ordering = ["-month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    @property
    def total(self) -> rules.Line:
        """How much was bought in the month."""
        return rules.total_of(self.figures)

    @property
    def target(self) -> rules.Target | None:
        """The indicator that the share was held against when the report was made."""
        return rules.target_of(self.figures)

    @property
    def is_below_target(self) -> bool:
        """Whether the share stays below that indicator."""
        return self.target is not None and rules.is_below(self.total.share, self.target.percent)
