"""The outbox: a lost queue loses nothing, because the row was committed with the facts."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class OutboxJob(models.Model):
    """One job to be handed to the queue by name."""

    task = models.CharField(_("任务"), max_length=120)
    args = models.JSONField(_("参数"), default=list)
    created_at = models.DateTimeField(_("写入时间"))
    due_at = models.DateTimeField(_("最早执行"))
    sent_at = models.DateTimeField(_("送出时间"), null=True, blank=True)
    done_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    attempts = models.PositiveIntegerField(_("次数"), default=0)
    last_error = models.CharField(_("最近错误"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("待办任务")
        verbose_name_plural = _("待办任务")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["due_at"], name="outbox_open", condition=models.Q(done_at__isnull=True))
        ]

    def __str__(self) -> str:
        return gettext("任务 %(number)s") % {"number": self.pk}
