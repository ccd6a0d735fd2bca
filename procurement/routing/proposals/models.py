"""What a finance department proposes to change in the law's numbers, and what became of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.routing.choices import Confidence, Unit
from procurement.routing.figures import written
from procurement.routing.models import RuleParameter
from procurement.routing.proposals.choices import ProposalKind, ProposalStatus
from procurement.routing.proposals.rules import Change, Subject


class ParameterProposal(models.Model):
    """One proposed change of a number: a new row, a row corrected in place, or a row that ends.

    `row` is the row to be corrected or ended, after the approval of a new number the row that was made.
    `before` keeps what the number said until then, so that nothing that was in force is lost.
    """

    number = models.CharField(_("编号"), max_length=40, unique=True)
    kind = models.CharField(_("办理事项"), max_length=10, choices=ProposalKind.choices)
    code = models.CharField(_("参数"), max_length=60)
    name = models.CharField(_("名称"), max_length=120)
    region_code = models.CharField(_("适用地区"), max_length=12)
    category = models.CharField(_("类别"), max_length=12, blank=True)
    unit = models.CharField(_("单位"), max_length=16, choices=Unit.choices)
    value = models.DecimalField(_("数值"), max_digits=18, decimal_places=4)
    legal_basis = models.CharField(_("依据"), max_length=300)
    confidence = models.CharField(_("核对情况"), max_length=6, choices=Confidence.choices)
    starts_on = models.DateField(_("施行日期"), null=True, blank=True)
    ends_on = models.DateField(_("最后一天"), null=True, blank=True)
    row = models.ForeignKey(
        RuleParameter, models.PROTECT, null=True, blank=True, related_name="proposals",
        verbose_name=_("法定参数"),
    )  # fmt: skip
    before = models.JSONField(_("变更前"), default=dict, blank=True)
    reason = models.TextField(_("理由"), max_length=1000)
    paper = models.ForeignKey(
        Upload, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("文件")
    )
    status = models.CharField(
        _("状态"), max_length=10, choices=ProposalStatus.choices, default=ProposalStatus.PROPOSED
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("提出单位"))
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("提出人"))
    proposed_at = models.DateTimeField(_("提出时间"))
    opinion = models.TextField(_("意见"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("办理人")
    )
    decided_at = models.DateTimeField(_("办理时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("法定参数提议")
        verbose_name_plural = _("法定参数提议")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["code", "region_code", "category"], name="proposal_by_number")]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "region_code", "category"],
                condition=Q(status=ProposalStatus.PROPOSED),
                name="one_proposal_waits_a_number",
            ),
            models.CheckConstraint(
                condition=Q(status=ProposalStatus.PROPOSED, decided_at__isnull=True)
                | (~Q(status=ProposalStatus.PROPOSED) & Q(decided_at__isnull=False)),
                name="proposal_decided_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status=ProposalStatus.APPROVED) | ~Q(decided_by=models.F("proposed_by")),
                name="proposal_approved_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def get_absolute_url(self) -> str:
        """Its page in the workbench."""
        return reverse("proposals:proposal_detail", args=[self.pk])

    @property
    def says(self) -> str:
        """The proposed value as a person writes it."""
        return written(self.value, self.unit, self.get_unit_display())

    @property
    def change(self) -> Change:
        """The proposal as the rules judge it."""
        return Change(
            kind=self.kind,
            subject=Subject(self.code, self.region_code, self.category),
            reason=self.reason,
            value=self.value,
            legal_basis=self.legal_basis,
            confidence=self.confidence,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            row=self.row_id,
        )
