"""The columns that every kind of opinion has."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.kernel.hearing.choices import Verdict, Voice

# Of a citizen nothing is kept but the text and a salted digest of the device.
CITIZEN_IS_NOT_NAMED = Q(voice=Voice.CITIZEN, author_id__isnull=True, body_name="") | (
    ~Q(voice=Voice.CITIZEN) & Q(author_id__isnull=False)
)
ANSWERED_HAS_AN_ANSWER = Q(verdict="", answered_at__isnull=True) | (
    ~Q(verdict="") & ~Q(answer="") & Q(answered_at__isnull=False)
)


class OpinionQuerySet(models.QuerySet):
    """Reads of opinions."""

    def unanswered(self) -> "OpinionQuerySet":
        """What nobody has answered yet."""
        return self.filter(verdict="")


class Opinion(models.Model):
    """What somebody says about something that is put out for opinions, and what is answered.

    Of a citizen nothing is kept but the text and a salted digest of the device. Shown to everybody with
    the decision only, without names of persons; `withheld` says why the text is not shown even then.
    """

    voice = models.CharField(_("意见来自"), max_length=12, choices=Voice.choices)
    body_name = models.CharField(_("单位"), max_length=120, blank=True)
    author_id = models.BigIntegerField(_("经办人编号"), null=True, blank=True)
    device = models.CharField(_("设备摘要"), max_length=64, blank=True)
    text = models.TextField(_("意见"), max_length=1000)
    text_digest = models.CharField(_("意见摘要"), max_length=64)
    at = models.DateTimeField(_("提出时间"))
    verdict = models.CharField(_("处理"), max_length=12, choices=Verdict.choices, blank=True)
    answer = models.TextField(_("答复"), max_length=2000, blank=True)
    withheld = models.CharField(_("原文不公开的原因"), max_length=200, blank=True)
    answered_by = models.BigIntegerField(_("答复人编号"), null=True, blank=True)
    answered_by_name = models.CharField(_("答复人"), max_length=120, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.get_voice_display()} {self.pk}"

    @property
    def who(self) -> str:
        """Whose opinion it is, as everybody may read it."""
        return self.body_name or self.get_voice_display()
