"""What auditors opened: reading is recorded too."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessRecord(models.Model):
    """One page of the admin opened by one person; append-only."""

    user_id_number = models.BigIntegerField(_("人员编号"))
    user_name = models.CharField(_("人员"), max_length=60)
    path = models.CharField(_("页面"), max_length=300)
    record = models.CharField(_("记录"), max_length=200, blank=True)
    at = models.DateTimeField(_("时间"), db_index=True)

    class Meta:
        verbose_name = _("查阅记录")
        verbose_name_plural = _("查阅记录")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.path
