"""The heads of the negative list and the portal's own words, both as dated rows."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.negative.choices import Concern
from catalog.policies.choices import TO_BE_CONFIRMED, Confidence


class DatedRows(models.QuerySet):
    """Rows with a first day and, perhaps, a last one."""

    def in_force(self, *, on) -> "DatedRows":
        """Those in force on a day; `effective_to` is the last day of a row."""
        return self.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on), effective_from__lte=on)


class NegativeHead(models.Model):
    """One head of what may not be purchased as a service, in force from a day."""

    code = models.CharField(_("代码"), max_length=30)
    order = models.PositiveSmallIntegerField(_("次序"))
    text = models.CharField(_("内容"), max_length=200)
    examples = models.CharField(_("例如"), max_length=200, blank=True)
    legal_basis = models.CharField(_("依据"), max_length=300)
    confidence = models.CharField(_("可信度"), max_length=6, choices=Confidence.choices)
    effective_from = models.DateField(_("生效日期"))
    effective_to = models.DateField(_("失效日期"), null=True, blank=True)

    objects = DatedRows.as_manager()

    class Meta:
        verbose_name = _("负面清单事项")
        verbose_name_plural = _("负面清单事项")
        ordering = ["order", "effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "effective_from"], name="negative_head_once_a_day"),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="negative_head_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_to_be_confirmed(self) -> bool:
        """Whether pages must show 待确认 beside it."""
        return self.confidence in TO_BE_CONFIRMED


class ScreeningWord(models.Model):
    """A word that makes the portal mark a demand's text; its own list, not a text of law.

    A "…" in `text` stands for some characters; `unless` holds harmless phrases, parted by "|".
    """

    concern = models.CharField(_("提醒内容"), max_length=12, choices=Concern.choices)
    text = models.CharField(_("词语"), max_length=40)
    unless = models.CharField(_("不提醒的说法"), max_length=300, blank=True)
    effective_from = models.DateField(_("生效日期"))
    effective_to = models.DateField(_("失效日期"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=200)

    objects = DatedRows.as_manager()

    class Meta:
        verbose_name = _("文本提醒词")
        verbose_name_plural = _("文本提醒词")
        ordering = ["concern", "text", "effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "text", "effective_from"], name="screening_word_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="screening_word_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.text
