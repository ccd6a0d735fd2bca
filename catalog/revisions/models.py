"""Proposals with the items they would make, and what people say about a proposal or an edition."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.editions.models import Catalogue, CatalogueEdition, CatalogueItem
from catalog.revisions.choices import DECIDED, ProposalKind, ProposalStatus
from catalog.services.models import InstitutionService
from portal.kernel.hearing.models import ANSWERED_HAS_AN_ANSWER, CITIZEN_IS_NOT_NAMED, Opinion


class ProposalQuerySet(models.QuerySet):
    """Reads of proposals."""

    def public(self) -> "ProposalQuerySet":
        """What was put out for opinions, and what was decided."""
        consulted = Q(consultation_from__isnull=False) & ~Q(status=ProposalStatus.WITHDRAWN)
        return self.filter(consulted | Q(status__in=DECIDED))


class RevisionProposal(models.Model):
    """What a department would change in a catalogue; `draft` is the edition into which it was accepted.

    Bodies are known by name and credit code; people by their number and name at the time.
    """

    number = models.CharField(_("编号"), max_length=40, unique=True)
    catalogue = models.ForeignKey(Catalogue, models.PROTECT, related_name="proposals", verbose_name=_("目录"))
    kind = models.CharField(_("建议"), max_length=10, choices=ProposalKind.choices)
    title = models.CharField(_("事项"), max_length=600)
    old_items = models.ManyToManyField(CatalogueItem, related_name="proposals", verbose_name=_("原品目"))
    reason = models.TextField(_("理由"), max_length=2000)
    service = models.ForeignKey(
        InstitutionService, models.PROTECT, null=True, blank=True, related_name="proposals",
        verbose_name=_("公益二类服务转换事项"),
    )  # fmt: skip
    department_name = models.CharField(_("提出单位"), max_length=120)
    department_code = models.CharField(_("提出单位信用代码"), max_length=18)
    status = models.CharField(
        _("状态"), max_length=12, choices=ProposalStatus.choices, default=ProposalStatus.DRAFT
    )
    consultation_from = models.DateField(_("征求意见开始"), null=True, blank=True)
    consultation_to = models.DateField(_("征求意见截止"), null=True, blank=True)
    opinion = models.TextField(_("退回意见"), max_length=2000, blank=True)
    answer = models.TextField(_("办理答复"), max_length=2000, blank=True)
    draft = models.ForeignKey(
        CatalogueEdition, models.PROTECT, null=True, blank=True, related_name="proposals",
        verbose_name=_("列入的目录版本"),
    )  # fmt: skip
    drafted_by = models.BigIntegerField(_("起草人编号"))
    drafted_by_name = models.CharField(_("起草人"), max_length=120)
    drafted_at = models.DateTimeField(_("起草时间"))
    submitted_by = models.BigIntegerField(_("送审人编号"), null=True, blank=True)
    endorsed_by = models.BigIntegerField(_("审核人编号"), null=True, blank=True)
    endorsed_by_name = models.CharField(_("审核人"), max_length=120, blank=True)
    endorsed_at = models.DateTimeField(_("报送时间"), null=True, blank=True)
    declined_by = models.BigIntegerField(_("拟办人编号"), null=True, blank=True)
    decided_by = models.BigIntegerField(_("决定人编号"), null=True, blank=True)
    decided_by_name = models.CharField(_("决定人"), max_length=120, blank=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("目录修订建议")
        verbose_name_plural = _("目录修订建议")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["status", "id"], name="proposal_by_status")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=ProposalStatus.ACCEPTED, draft__isnull=False)
                | (~Q(status=ProposalStatus.ACCEPTED) & Q(draft__isnull=True)),
                name="accepted_proposal_has_its_draft",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=DECIDED) | (Q(decided_at__isnull=False) & ~Q(answer="")),
                name="decided_proposal_has_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(consultation_from__isnull=True, consultation_to__isnull=True)
                | Q(
                    consultation_from__isnull=False,
                    consultation_to__isnull=False,
                    consultation_to__gt=F("consultation_from"),
                ),
                name="proposal_consultation_has_two_days",
            ),
            models.CheckConstraint(
                condition=~Q(status=ProposalStatus.CONSULTATION) | Q(consultation_to__isnull=False),
                name="proposal_in_consultation_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """Its page in the workbench."""
        return reverse("revisions:proposal_detail", args=[self.pk])

    @property
    def public_url(self) -> str:
        """Its page for everybody."""
        return reverse("revisions:proposal_public", args=[self.pk])

    @property
    def is_decided(self) -> bool:
        """Whether the keeper has decided."""
        return self.status in DECIDED

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        is_withdrawn = self.status == ProposalStatus.WITHDRAWN
        return self.is_decided or (self.consultation_from is not None and not is_withdrawn)


class ProposedItem(models.Model):
    """An item as the proposal wants it; the keeper gives it its code with the decision.

    `place_code` is the item above it, or the general item of a departmental one.
    """

    proposal = models.ForeignKey(
        RevisionProposal, models.CASCADE, related_name="items", verbose_name=_("修订建议")
    )
    order = models.PositiveSmallIntegerField(_("次序"))
    name = models.CharField(_("名称"), max_length=120)
    description = models.TextField(_("说明"), max_length=1000, blank=True)
    place_code = models.CharField(_("上级或者对应品目"), max_length=20, blank=True)
    field_of_service = models.CharField(_("服务领域"), max_length=40, blank=True)
    code = models.CharField(_("编码"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("建议的品目")
        verbose_name_plural = _("建议的品目")
        ordering = ["proposal_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "order"], name="proposed_item_once"),
            models.UniqueConstraint(fields=["proposal", "name"], name="proposed_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ConsultationComment(Opinion):
    """What somebody says about an edition or a proposal in consultation, and what is answered."""

    edition = models.ForeignKey(
        CatalogueEdition, models.PROTECT, null=True, blank=True, related_name="comments",
        verbose_name=_("目录版本"),
    )  # fmt: skip
    proposal = models.ForeignKey(
        RevisionProposal, models.PROTECT, null=True, blank=True, related_name="comments",
        verbose_name=_("修订建议"),
    )  # fmt: skip
    item_code = models.CharField(_("关于哪个品目"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("征求到的意见")
        verbose_name_plural = _("征求到的意见")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(edition__isnull=True, proposal__isnull=False)
                | Q(edition__isnull=False, proposal__isnull=True),
                name="comment_on_one_subject",
            ),
            models.CheckConstraint(condition=CITIZEN_IS_NOT_NAMED, name="citizen_is_not_named"),
            models.CheckConstraint(condition=ANSWERED_HAS_AN_ANSWER, name="answered_comment_has_an_answer"),
            models.UniqueConstraint(
                fields=["edition", "proposal", "author_id", "device", "text_digest"],
                nulls_distinct=False,
                name="comment_once",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Where it is answered."""
        return reverse("revisions:comment_answer", args=[self.pk])

    @property
    def subject(self) -> CatalogueEdition | RevisionProposal:
        """What it is about."""
        return self.proposal or self.edition
