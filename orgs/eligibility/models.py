"""Evidence that people put forward, and answers as they were frozen; both append-only by a trigger."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.eligibility.choices import EvidenceKind, Occasion, Rule
from orgs.people.models import User
from portal.kernel.ledger.models import LedgerUnsealing
from portal.kernel.uploads import Upload


class EligibilityEvidence(models.Model):
    """A statement of the body, a saved query page of a credit site, or what a clerk found."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="evidence", verbose_name=_("单位"))
    rule = models.CharField(_("条件"), max_length=16, choices=Rule.choices)
    kind = models.CharField(_("类别"), max_length=16, choices=EvidenceKind.choices)
    is_clean = models.BooleanField(_("没有不良记录"))
    says = models.CharField(_("内容"), max_length=300)
    upload = models.ForeignKey(
        Upload,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="eligibility_evidence",
        verbose_name=_("文件"),
    )
    checked_at = models.DateTimeField(_("查询或者承诺时间"))
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("提交人"))
    given_for = models.CharField(_("提交单位"), max_length=200)
    given_at = models.DateTimeField(_("提交时间"))

    class Meta:
        verbose_name = _("资格证据")
        verbose_name_plural = _("资格证据")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.body} {self.get_rule_display()}"


class EligibilitySnapshotQuerySet(models.QuerySet):
    """Reads of frozen answers."""

    def disclosed(self) -> "EligibilitySnapshotQuerySet":
        """What may be shown: never who took part before the seal of the purchase is lifted."""
        return self.filter(Q(seal="") | Q(seal__in=LedgerUnsealing.objects.values("seal")))


class EligibilitySnapshot(models.Model):
    """The answers about a body as they stood at a moment; `reference` is the package or contract."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("单位"))
    occasion = models.CharField(_("时点"), max_length=16, choices=Occasion.choices)
    reference = models.CharField(_("编号"), max_length=80)
    on = models.DateField(_("基准日"))
    answers = models.JSONField(_("逐条结果"))
    seal = models.CharField(_("密封"), max_length=80, blank=True)
    taken_at = models.DateTimeField(_("固定时间"))

    objects = EligibilitySnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("资格快照")
        verbose_name_plural = _("资格快照")
        constraints = [
            models.UniqueConstraint(fields=["body", "occasion", "reference"], name="eligibility_frozen_once")
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.get_occasion_display()}"
