"""The yearly State Council notices and the days on which they depart from Monday-to-Friday."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.kernel.calendar.choices import ClockEffect, LoadingStatus
from portal.kernel.uploads import Upload


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


class HolidayLoading(models.Model):
    """One year's notice on its way into force: uploaded by one person, confirmed by another.

    `days` are rows of (day, is it worked, name); `replaced` the same of what stood before the confirmation.
    The clocks that it touches are listed once, at `recounted_at`.
    """

    number = models.CharField(_("编号"), max_length=30, unique=True)
    year = models.PositiveSmallIntegerField(_("年度"))
    source = models.CharField(_("通知的标题和文号"), max_length=200)
    days = models.JSONField(_("日子"), default=list)
    cautions = models.JSONField(_("提醒"), default=list, blank=True)
    replaced = models.JSONField(_("原来的日子"), default=list, blank=True)
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+", null=True, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=LoadingStatus.choices, default=LoadingStatus.UPLOADED
    )
    uploaded_by = models.BigIntegerField(_("上传人编号"))
    uploaded_by_name = models.CharField(_("上传人"), max_length=60)
    uploaded_at = models.DateTimeField(_("上传时间"))
    decided_by = models.BigIntegerField(_("办理人编号"), null=True, blank=True)
    decided_by_name = models.CharField(_("办理人"), max_length=60, blank=True)
    decided_at = models.DateTimeField(_("办理时间"), null=True, blank=True)
    opinion = models.CharField(_("退回原因"), max_length=500, blank=True)
    recounted_at = models.DateTimeField(_("期限重算时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("放假安排的载入")
        verbose_name_plural = _("放假安排的载入")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year"], condition=models.Q(status="uploaded"), name="one_open_loading_a_year"
            )
        ]

    def __str__(self) -> str:
        return self.source

    def get_absolute_url(self) -> str:
        """The page of the loading."""
        return reverse("calendar:loading", args=[self.number])


class RecountedClock(models.Model):
    """One running limit that a loaded notice touched: listed once, whatever becomes of the job."""

    loading = models.ForeignKey(HolidayLoading, models.PROTECT, related_name="clocks")
    key = models.CharField(_("期限标识"), max_length=80)
    says = models.CharField(_("期限"), max_length=60)
    subject = models.CharField(_("事项"), max_length=200)
    url = models.CharField(_("页面"), max_length=300, blank=True)
    before = models.DateField(_("原来的日期"))
    after = models.DateField(_("现在的日期"))
    counted = models.DateField(_("按新日历计算"))
    effect = models.CharField(_("结果"), max_length=10, choices=ClockEffect.choices)
    is_open = models.BooleanField(_("仍为暂定"), default=False)

    class Meta:
        verbose_name = _("重算的期限")
        verbose_name_plural = _("重算的期限")
        ordering = ["after", "pk"]
        constraints = [models.UniqueConstraint(fields=["loading", "key"], name="clock_recounted_once")]
        indexes = [models.Index(fields=["key", "-id"], name="recounted_by_key")]

    def __str__(self) -> str:
        return f"{self.says} {self.subject}"
