"""Running public numbers: one counter a scope, no number twice, no gap that a failed request leaves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberCounter(models.Model):
    """The last number given out in a scope such as "430100-2026"."""

    scope = models.CharField(_("范围"), max_length=60, primary_key=True)
    last = models.PositiveIntegerField(_("最后编号"), default=0)

    class Meta:
        verbose_name = _("编号计数")
        verbose_name_plural = _("编号计数")

    def __str__(self) -> str:
        return f"{self.scope} {self.last}"


def next_number(scope: str) -> int:
    """The next number of a scope; the counter's row stays locked until the caller's transaction ends."""
    NumberCounter.objects.bulk_create([NumberCounter(scope=scope)], ignore_conflicts=True)
    counter = NumberCounter.objects.select_for_update().get(scope=scope)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
