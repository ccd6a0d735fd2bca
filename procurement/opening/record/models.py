"""The opening record with the bidders' answers and the signatures."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from procurement.bidding.choices import SubmissionKind
from procurement.opening import numbers
from procurement.opening.models import OpeningSession
from procurement.opening.record.choices import RecordStatus, Signer


class OpeningRecord(models.Model):
    """What happened at one opening, frozen when it ended; `content` has no price where none is read out.

    Until `confirm_until` the bidders that came may confirm or object; who was absent agrees
    (Order 87, art. 42).
    """

    session = models.OneToOneField(OpeningSession, models.PROTECT, related_name="record")
    status = models.CharField(
        _("状态"), max_length=10, choices=RecordStatus.choices, default=RecordStatus.CONFIRMING
    )
    content = models.JSONField(_("记录内容"))
    drawn_at = models.DateTimeField(_("形成时间"))
    confirm_until = models.DateTimeField(_("确认截止"))
    signed_at = models.DateTimeField(_("签署完成"), null=True, blank=True)
    file = models.FileField(_("归档文件"), upload_to="openings/%Y/", blank=True)
    sha256 = models.CharField(_("文件摘要"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("开启记录")
        verbose_name_plural = _("开启记录")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="signed") | (Q(signed_at__isnull=False) & ~Q(sha256="")),
                name="signed_record_has_its_file",
            )
        ]

    def __str__(self) -> str:
        return str(self.session_id)

    @property
    def number(self) -> str:
        """The public number."""
        return numbers.of_record(self.content["package"], self.kind)

    @property
    def kind(self) -> str:
        """What was opened; the first records were of responses only and do not say so."""
        return self.content.get("kind", SubmissionKind.RESPONSE)

    @property
    def is_of_quotes(self) -> bool:
        """Whether final quotes were opened."""
        return self.kind == SubmissionKind.FINAL_QUOTE

    @property
    def hall_number(self) -> str:
        """Under which number its pages and the hall stand."""
        return numbers.of(self.content["package"], self.kind)


class RecordAnswer(models.Model):
    """A bidder confirms the record, or objects and is answered."""

    record = models.ForeignKey(OpeningRecord, models.PROTECT, related_name="answers")
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("供应商"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("答复人"))
    at = models.DateTimeField(_("时间"))
    agrees = models.BooleanField(_("没有异议"))
    objection = models.CharField(_("异议"), max_length=500, blank=True)
    reply = models.CharField(_("处理"), max_length=500, blank=True)
    replied_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("处理人")
    )
    replied_at = models.DateTimeField(_("处理时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("对开启记录的确认")
        verbose_name_plural = _("对开启记录的确认")
        constraints = [
            models.UniqueConstraint(fields=["record", "supplier"], name="record_answered_once"),
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(objection=""), name="objection_is_in_words"),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.supplier_id}"


class RecordSignature(models.Model):
    """The host's and the supervisor's signature: two different people."""

    record = models.ForeignKey(OpeningRecord, models.PROTECT, related_name="signatures")
    part = models.CharField(_("身份"), max_length=10, choices=Signer.choices)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("签署人"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("单位"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("开启记录的签署")
        verbose_name_plural = _("开启记录的签署")
        constraints = [
            models.UniqueConstraint(fields=["record", "part"], name="record_signed_once_a_part"),
            models.UniqueConstraint(fields=["record", "user"], name="record_signed_by_two"),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.part}"
