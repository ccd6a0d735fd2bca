"""Challenges, their matters and papers, and who was told the answer."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from procurement.challenges.choices import ChallengeStatus, Effect, Outcome, Subject
from procurement.challenges.letters.models import Letter, LetterPaper, Matter
from procurement.projects.models import Package


class Challenge(Letter):
    """One challenge. `occasion` is what it is about; the time for it ran from `known_on` to `last_day`.

    `answer_by` is the last day for the answer. `content` is the answer as it was given.
    A founded challenge with an effect is closed when the effect has been carried out.
    """

    package = models.ForeignKey(Package, models.PROTECT, related_name="challenges", verbose_name=_("采购包"))
    number = models.CharField(_("质疑编号"), max_length=60, unique=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=ChallengeStatus.choices, default=ChallengeStatus.RECEIVED
    )
    subject = models.CharField(_("质疑对象"), max_length=10, choices=Subject.choices)
    occasion = models.CharField(_("质疑的环节"), max_length=80)
    known_on = models.DateField(_("应知受损害之日"))
    last_day = models.DateField(_("提出质疑的最后一天"))
    refused_because = models.CharField(_("不予受理的原因"), max_length=500, blank=True)
    answer_by = models.DateField(_("答复期限"), null=True, blank=True)
    is_term_provisional = models.BooleanField(_("暂定"), default=False)
    outcome = models.CharField(_("答复结论"), max_length=10, choices=Outcome.choices, blank=True)
    effect = models.CharField(_("怎样办理"), max_length=10, choices=Effect.choices, blank=True)
    panel_said = models.TextField(_("原评审小组协助答复的意见"), max_length=4000, blank=True)
    prepared_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("拟定人")
    )
    prepared_at = models.DateTimeField(_("拟定时间"), null=True, blank=True)
    opinion = models.CharField(_("退回意见"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("答复人")
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    content = models.JSONField(_("答复书内容"), default=dict, blank=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    report = models.JSONField(_("给财政部门的书面报告"), default=dict, blank=True)
    reported_at = models.DateTimeField(_("报告时间"), null=True, blank=True)
    reported_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("报告人")
    )

    class Meta:
        verbose_name = _("质疑")
        verbose_name_plural = _("质疑")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["status", "answer_by"], name="challenge_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("prepared_by")),
                name="challenge_answered_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["answered", "closed"])
                | (Q(answered_at__isnull=False) & ~Q(outcome="")),
                name="answered_challenge_has_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(refused_because=""), name="refused_challenge_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Its page in the workbench."""
        return reverse("challenges:detail", args=[self.number])

    @property
    def seal(self) -> str:
        """The seal of its ledger entries; it is never taken off."""
        return f"challenge:{self.number}"


class ChallengeMatter(Matter):
    """One matter of a challenge."""

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="matters")

    class Meta:
        verbose_name = _("质疑事项")
        verbose_name_plural = _("质疑事项")
        ordering = ["index"]
        constraints = [models.UniqueConstraint(fields=["challenge", "index"], name="challenge_matter_once")]

    def __str__(self) -> str:
        return f"{self.challenge_id} {self.index}"


class ChallengePaper(LetterPaper):
    """A file of a challenge."""

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="papers")

    class Meta:
        verbose_name = _("质疑材料")
        verbose_name_plural = _("质疑材料")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.challenge_id} {self.get_kind_display()}"


class AnswerCopy(models.Model):
    """A supplier that was told the answer: who challenged, and those whom it concerns."""

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="copies")
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("供应商"))
    sent_at = models.DateTimeField(_("发出时间"))

    class Meta:
        verbose_name = _("答复书送达")
        verbose_name_plural = _("答复书送达")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["challenge", "supplier"], name="answer_copy_once")]

    def __str__(self) -> str:
        return f"{self.challenge_id} {self.supplier_id}"
