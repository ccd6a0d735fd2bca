"""Complaints, what is complained of, the department's papers, who explains, what stopped the clock."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.challenges.choices import Subject
from procurement.challenges.complaints.choices import (
    ComplaintStatus,
    DismissGround,
    Examined,
    Finding,
    Order,
    Outcome,
    PaperKind,
    PaperStatus,
    PauseKind,
    Scope,
    Stage,
)
from procurement.challenges.letters.models import Letter, LetterPaper, Matter
from procurement.challenges.models import Challenge
from procurement.notices.models import Notice
from procurement.projects.models import Package


class Complaint(Letter):
    """One complaint to the finance department of the purchaser's budget level (Order 94, art. 6).

    Its sender complains. What was challenged and answered is copied from the challenge, or typed from the
    enclosed papers where the challenge was never here. `corrected_at` is when the corrected letter came in.
    """

    number = models.CharField(_("投诉编号"), max_length=40, unique=True)
    package = models.ForeignKey(Package, models.PROTECT, related_name="complaints", verbose_name=_("采购包"))
    challenge = models.ForeignKey(
        Challenge, models.PROTECT, related_name="complaints", null=True, blank=True, verbose_name=_("质疑")
    )
    department = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("财政部门"))
    status = models.CharField(
        _("状态"), max_length=14, choices=ComplaintStatus.choices, default=ComplaintStatus.SUBMITTED
    )
    subject = models.CharField(_("投诉对象"), max_length=10, choices=Subject.choices)
    challenged_on = models.DateField(_("提出质疑日期"), null=True, blank=True)
    answer_due = models.DateField(_("质疑答复期满"), null=True, blank=True)
    answered_on = models.DateField(_("收到质疑答复日期"), null=True, blank=True)
    examined = models.CharField(_("审查结果"), max_length=10, choices=Examined.choices, blank=True)
    examined_at = models.DateTimeField(_("审查时间"), null=True, blank=True)
    correct_until = models.DateField(_("补正期限"), null=True, blank=True)
    corrected_at = models.DateTimeField(_("收到补正时间"), null=True, blank=True)
    admitted_at = models.DateTimeField(_("决定受理时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("办结时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("投诉")
        verbose_name_plural = _("投诉")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["department", "-id"], name="complaint_by_department")]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge"],
                name="one_open_complaint_a_challenge",
                condition=~Q(status__in=["not_admitted", "transferred", "withdrawn"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.sender_name}"

    def get_absolute_url(self) -> str:
        """Its page in the workbench."""
        return reverse("complaints:detail", args=[self.number])

    @property
    def seal(self) -> str:
        """The seal of its ledger entries until the result is public."""
        return f"complaint:{self.number}"


class ComplaintMatter(Matter):
    """One thing that is complained of; `finding` and the answer are what the department found."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="matters")
    scope = models.CharField(_("范围"), max_length=12, choices=Scope.choices, default=Scope.CHALLENGED)
    finding = models.CharField(_("认定"), max_length=12, choices=Finding.choices, blank=True)

    class Meta:
        verbose_name = _("投诉事项")
        verbose_name_plural = _("投诉事项")
        ordering = ["complaint", "index"]
        constraints = [
            models.UniqueConstraint(fields=["complaint", "index"], name="complaint_matter_index_once")
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.index}"


class ComplaintPaper(LetterPaper):
    """A file that came with a complaint."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="papers")

    class Meta:
        verbose_name = _("投诉材料")
        verbose_name_plural = _("投诉材料")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.get_kind_display()}"


class DepartmentPaper(models.Model):
    """One paper of the finance department about a complaint; what it brings about happens when it is sent.

    `until` is the time given for a correction, or the last day of a suspension.
    """

    number = models.CharField(_("文书编号"), max_length=60, unique=True)
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="documents", verbose_name=_("投诉"))
    kind = models.CharField(_("文书"), max_length=12, choices=PaperKind.choices)
    status = models.CharField(
        _("状态"), max_length=10, choices=PaperStatus.choices, default=PaperStatus.PREPARED
    )
    text = models.TextField(_("内容"), max_length=4000)
    until = models.DateField(_("期限"), null=True, blank=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("拟稿人"))
    prepared_at = models.DateTimeField(_("拟稿时间"))
    judged_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("审签人")
    )
    judged_at = models.DateTimeField(_("审签时间"), null=True, blank=True)
    remark = models.CharField(_("退回意见"), max_length=500, blank=True)
    sha256 = models.CharField(_("内容摘要"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("投诉处理文书")
        verbose_name_plural = _("投诉处理文书")
        ordering = ["complaint", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], name="one_complaint_paper_to_sign", condition=Q(status="prepared")
            ),
            models.CheckConstraint(
                condition=Q(status__in=["prepared", "void"])
                | (Q(judged_by__isnull=False, judged_at__isnull=False) & ~Q(judged_by=F("prepared_by"))),
                name="complaint_paper_needs_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ComplaintPause(models.Model):
    """A time that does not count for the decision: others have the papers (Order 94, art. 27)."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="pauses", verbose_name=_("投诉"))
    kind = models.CharField(_("原因"), max_length=10, choices=PauseKind.choices)
    to_whom = models.CharField(_("送给谁"), max_length=120)
    reason = models.CharField(_("说明"), max_length=500, blank=True)
    sent_on = models.DateField(_("发出文书日期"))
    replied_on = models.DateField(_("收到反馈日期"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("不计入处理期限的时间")
        verbose_name_plural = _("不计入处理期限的时间")
        ordering = ["complaint", "sent_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True) | Q(replied_on__gte=F("sent_on")),
                name="complaint_pause_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["complaint", "kind"],
                name="one_open_pause_a_kind",
                condition=Q(replied_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.get_kind_display()}"


class ComplaintParty(models.Model):
    """Who got a copy and may explain: the respondents and the suppliers concerned (Order 94, art. 21, 22)."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="parties", verbose_name=_("投诉"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("单位"))
    is_respondent = models.BooleanField(_("被投诉人"))
    told_at = models.DateTimeField(_("收到副本时间"), null=True, blank=True)
    explain_by = models.DateField(_("说明期限"), null=True, blank=True)
    explained_at = models.DateTimeField(_("说明时间"), null=True, blank=True)
    explained_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("说明人")
    )
    text = models.TextField(_("说明"), max_length=4000, blank=True)
    file = models.ForeignKey(
        Upload, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("证据和依据")
    )

    class Meta:
        verbose_name = _("投诉当事人")
        verbose_name_plural = _("投诉当事人")
        ordering = ["complaint", "-is_respondent", "pk"]
        constraints = [models.UniqueConstraint(fields=["complaint", "body"], name="complaint_party_once")]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.body}"


class ComplaintDecision(models.Model):
    """The decision as it was prepared with its paper; it stands when the paper is sent.

    `orders` is what the law orders by outcome and stage. Where and until when one may go on is told in it.
    """

    complaint = models.OneToOneField(
        Complaint, models.PROTECT, related_name="decision", verbose_name=_("投诉")
    )
    paper = models.OneToOneField(
        DepartmentPaper, models.PROTECT, related_name="decision", verbose_name=_("文书")
    )
    outcome = models.CharField(_("处理决定"), max_length=10, choices=Outcome.choices)
    ground = models.CharField(_("驳回的情形"), max_length=16, choices=DismissGround.choices, blank=True)
    stage = models.CharField(_("采购进行到哪里"), max_length=10, choices=Stage.choices)
    is_enough = models.BooleanField(_("合格供应商符合法定数量"))
    orders = ArrayField(models.CharField(max_length=20, choices=Order.choices), verbose_name=_("处理"))
    facts = models.TextField(_("查明的事实"), max_length=4000)
    law = models.CharField(_("法律依据"), max_length=500)
    review_organ = models.CharField(_("行政复议机关"), max_length=120)
    court = models.CharField(_("可以起诉的法院"), max_length=120)
    notice = models.ForeignKey(
        Notice, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("公告")
    )
    carried_out = models.TextField(_("落实情况"), max_length=2000, blank=True)
    carried_out_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("落实人")
    )
    carried_out_at = models.DateTimeField(_("落实时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("投诉处理决定")
        verbose_name_plural = _("投诉处理决定")
        constraints = [
            models.CheckConstraint(
                condition=(Q(outcome="dismissed") & ~Q(ground="")) | (~Q(outcome="dismissed") & Q(ground="")),
                name="complaint_dismissed_on_a_ground",
            )
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.get_outcome_display()}"
