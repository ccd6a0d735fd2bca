"""The yearly State Council notices and the days on which they depart from Monday-to-Friday."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HolidayNotice(models.Model):
    """The notice that arranges one year's holidays; a year without one is provisional."""

    year = models.PositiveSmallIntegerField(_("年度"), primary_key=True)
    source = models.CharField(_("来源"), max_length=200)
    digest = models.CharField(_("内容摘要"), max_length=64)
    loaded_at = models.DateTimeField(_("载入时间"), auto_now=True)

    class Meta:
        verbose_name = _("放假安排通知")
        verbose_name_plural = _("放假安排通知")
        ordering = ["year"]

    def __str__(self):
        return self.source


class CalendarDay(models.Model):
    """A weekday that is off or a weekend day that is worked. A notice may name days of the year before."""

    date = models.DateField(_("日期"), primary_key=True)
    is_workday = models.BooleanField(_("是否工作日"))
    name = models.CharField(_("名称"), max_length=40)
    notice = models.ForeignKey(
        HolidayNotice, on_delete=models.PROTECT, related_name="days", verbose_name=_("放假安排通知")
    )

    class Meta:
        verbose_name = _("日历日")
        verbose_name_plural = _("日历日")
        ordering = ["date"]

    def __str__(self):
        return f"{self.date:%Y-%m-%d} {self.name}"

    @property
    def source(self) -> str:
        return self.notice.source
