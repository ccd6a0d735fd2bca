"""Draws, the organisations whose people may not be drawn, and every expert of the frozen list."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from orgs.regions.models import Division
from procurement.review.draws.choices import DrawPurpose, DrawStatus, Outcome
from procurement.review.experts.choices import ExpertField
from procurement.review.experts.models import PoolExpert


class Draw(models.Model):
    """One draw of `wanted` experts and two substitutes.

    `seed` is secret until the draw; `seed_sha256` is in the ledger before. `words` are written by the second
    person at the draw, so that neither portal nor purchaser alone decides. `order` are the codes of the
    frozen list as drawn.
    """

    number = models.CharField(_("抽取编号"), max_length=40, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("抽取单位"))
    purpose = models.CharField(_("用途"), max_length=10, choices=DrawPurpose.choices)
    matter = models.CharField(_("事项"), max_length=200)
    profession = models.CharField(_("评审专业"), max_length=12, choices=ExpertField.choices)
    region = models.ForeignKey(Division, models.PROTECT, related_name="+", verbose_name=_("服务区域"))
    wanted = models.PositiveSmallIntegerField(_("抽取人数"))
    meets_at = models.DateTimeField(_("评审时间"))
    place = models.CharField(_("评审地点"), max_length=200)
    status = models.CharField(_("状态"), max_length=10, choices=DrawStatus.choices, default=DrawStatus.FROZEN)
    list_sha256 = models.CharField(_("名单摘要"), max_length=64)
    seed = models.CharField(_("种子"), max_length=64)
    seed_sha256 = models.CharField(_("种子摘要"), max_length=64)
    words = models.CharField(_("现场写下的文字"), max_length=60, blank=True)
    order = ArrayField(models.CharField(max_length=64), verbose_name=_("抽取次序"), default=list, blank=True)
    frozen_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("固定名单"))
    frozen_at = models.DateTimeField(_("固定时间"))
    drawn_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("抽取人")
    )
    drawn_at = models.DateTimeField(_("抽取时间"), null=True, blank=True)
    published_at = models.DateTimeField(_("姓名公开时间"), null=True, blank=True)
    cancelled_reason = models.CharField(_("取消原因"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("专家抽取")
        verbose_name_plural = _("专家抽取")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(wanted__gt=0), name="draw_wants_somebody"),
            models.CheckConstraint(
                condition=Q(drawn_by__isnull=True) | ~Q(drawn_by=F("frozen_by")),
                name="second_person_draws",
            ),
            models.CheckConstraint(
                condition=~Q(status=DrawStatus.CANCELLED) | ~Q(cancelled_reason=""),
                name="draw_cancelled_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.matter}"

    def get_absolute_url(self) -> str:
        """Its page in the workbench."""
        return reverse("draws:detail", args=[self.pk])

    @property
    def is_public(self) -> bool:
        """Whether the names may be read by everybody."""
        return self.status == DrawStatus.PUBLISHED


class DrawParty(models.Model):
    """An organisation that the matter is about: who has a tie to it is passed over."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="parties")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("单位"))

    class Meta:
        verbose_name = _("抽取时避开的单位")
        verbose_name_plural = _("抽取时避开的单位")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["draw", "body"], name="draw_party_once")]

    def __str__(self) -> str:
        return str(self.body)


class ListedExpert(models.Model):
    """One expert of the frozen list: the public sees `code`, after the result the name and `salt`.

    `place` is the place in the drawn order, from 1. `reason` of being passed over, absent or recused is
    for supervision only.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="listed")
    expert = models.ForeignKey(PoolExpert, models.PROTECT, related_name="draws", verbose_name=_("平台专家"))
    code = models.CharField(_("代号"), max_length=64)
    salt = models.CharField(_("盐"), max_length=32)
    place = models.PositiveIntegerField(_("抽取次序"), null=True, blank=True)
    outcome = models.CharField(_("结果"), max_length=12, choices=Outcome.choices, default=Outcome.NOT_REACHED)
    reason = models.CharField(_("原因"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("本人确认参加"), null=True, blank=True)

    class Meta:
        verbose_name = _("抽取名单中的专家")
        verbose_name_plural = _("抽取名单中的专家")
        ordering = ["place", "code"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "expert"], name="expert_listed_once"),
            models.UniqueConstraint(fields=["draw", "code"], name="code_listed_once"),
            models.UniqueConstraint(fields=["draw", "place"], name="place_drawn_once"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["passed_over", "absent", "recused"]) | ~Q(reason=""),
                name="listed_expert_gone_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draw_id} {self.code[:8]}"
