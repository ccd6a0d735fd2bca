"""Entries of the pool, what experts declare about themselves, and their training."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.review.choices import RecusalReason
from procurement.review.experts.choices import EntryStatus, ExpertField


class PoolExpert(models.Model):
    """A person of the portal's own pool; statutory panels come from the finance department's library.

    `regions` are codes of divisions: 43 serves the whole province. `entered_by` is the person itself or a
    clerk, who keeps the signed application as `paper`. The term counts both of its days.
    """

    number = models.CharField(_("入库编号"), max_length=40, unique=True)
    user = models.OneToOneField(User, models.PROTECT, related_name="pool_entry", verbose_name=_("人员"))
    employer = models.CharField(_("工作单位"), max_length=120)
    post = models.CharField(_("职务或者职称"), max_length=80)
    professions = ArrayField(
        models.CharField(max_length=12, choices=ExpertField.choices), verbose_name=_("评审专业")
    )
    regions = ArrayField(models.CharField(max_length=6), verbose_name=_("服务区域"))
    experience = models.TextField(_("专业经历"), max_length=2000)
    status = models.CharField(
        _("状态"), max_length=10, choices=EntryStatus.choices, default=EntryStatus.WAITING
    )
    promised_on = models.DateField(_("承诺日期"))
    paper = models.ForeignKey(
        Upload, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("签字的申请表")
    )
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    entered_at = models.DateTimeField(_("登记时间"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("审核人")
    )
    decided_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    opinion = models.CharField(_("审核意见"), max_length=500, blank=True)
    starts_on = models.DateField(_("聘期开始"), null=True, blank=True)
    ends_on = models.DateField(_("聘期结束"), null=True, blank=True)
    left_on = models.DateField(_("出库日期"), null=True, blank=True)
    left_reason = models.CharField(_("出库原因"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("平台专家")
        verbose_name_plural = _("平台专家库")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=EntryStatus.ADMITTED)
                | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="admitted_expert_has_a_term",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("entered_by")),
                name="second_person_admits_an_expert",
            ),
            models.CheckConstraint(
                condition=~Q(status=EntryStatus.LEFT) | ~Q(left_reason=""), name="expert_left_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.user}"

    def get_absolute_url(self) -> str:
        """The page of the entry for whoever keeps the pool."""
        return reverse("experts:detail", args=[self.pk])

    @property
    def profession_words(self) -> str:
        """The fields in words."""
        return "、".join(str(ExpertField(field).label) for field in self.professions)

    def serves_on(self, day: date) -> bool:
        """Whether the term runs on a day."""
        return self.status == EntryStatus.ADMITTED and self.starts_on <= day <= self.ends_on


class DeclaredTie(models.Model):
    """What a person declares about itself and an organisation: work, office, share, kinship or another tie.

    The causes are those of recusal (Implementation Regulation, art. 9). `until` is empty while it lasts;
    `body` is filled where the name is that of a registered organisation.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="declared_ties", verbose_name=_("人员"))
    reason = models.CharField(_("关系"), max_length=12, choices=RecusalReason.choices)
    organisation = models.CharField(_("单位"), max_length=120)
    body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("登记的单位")
    )
    since = models.DateField(_("开始日期"), null=True, blank=True)
    until = models.DateField(_("结束日期"), null=True, blank=True)
    says = models.CharField(_("说明"), max_length=200, blank=True)
    at = models.DateTimeField(_("声明时间"))

    class Meta:
        verbose_name = _("任职和利害关系声明")
        verbose_name_plural = _("任职和利害关系声明")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="declared_tie_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.organisation}"


class ExpertTraining(models.Model):
    """A training that an expert of the pool attended."""

    expert = models.ForeignKey(PoolExpert, models.PROTECT, related_name="trainings")
    title = models.CharField(_("培训内容"), max_length=120)
    held_on = models.DateField(_("培训日期"))
    hours = models.PositiveSmallIntegerField(_("学时"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("专家培训")
        verbose_name_plural = _("专家培训")
        ordering = ["-held_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["expert", "title", "held_on"], name="training_once"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="training_has_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.expert_id} {self.title}"
