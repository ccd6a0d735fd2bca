"""Requests for deletion."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.accounts.erasure.choices import ErasureStatus
from orgs.people.models import User

OPEN = (ErasureStatus.SUBMITTED, ErasureStatus.PREPARED)


class ErasureRequest(models.Model):
    """One request; `answer` are the lines that the person was told, `checked` how the person was recognised.

    `name_until` is the day on which the name may be masked as seen at the decision; it is asked anew every
    night, since a purchase may end later.
    """

    number = models.CharField(_("申请编号"), max_length=40, unique=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    reason = models.CharField(_("说明"), max_length=500, blank=True)
    status = models.CharField(
        _("状态"), max_length=12, choices=ErasureStatus.choices, default=ErasureStatus.SUBMITTED
    )
    asked_at = models.DateTimeField(_("申请时间"))
    due_on = models.DateField(_("答复期限"))
    checked = models.CharField(_("怎样核实本人"), max_length=500, blank=True)
    prepared_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("核对人")
    )
    prepared_at = models.DateTimeField(_("核对时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("办理人")
    )
    decided_at = models.DateTimeField(_("办理时间"), null=True, blank=True)
    refusal = models.CharField(_("没有办理的原因"), max_length=500, blank=True)
    answer = models.JSONField(_("答复"), default=list, blank=True)
    name_until = models.DateField(_("姓名保存到"), null=True, blank=True)
    answered_at = models.DateTimeField(_("答复发出时间"), null=True, blank=True)
    finished_at = models.DateTimeField(_("全部遮盖时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("删除个人信息的申请")
        verbose_name_plural = _("删除个人信息的申请")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(status__in=OPEN), name="one_open_erasure_request"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ErasureStatus.CLOSED, ErasureStatus.FINISHED])
                | (
                    Q(prepared_by__isnull=False)
                    & Q(decided_by__isnull=False)
                    & ~Q(decided_by=F("prepared_by"))
                ),
                name="erasure_decided_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(status=ErasureStatus.RETURNED) | ~Q(refusal=""),
                name="returned_erasure_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Its page for those who decide."""
        return reverse("personal:request", args=[self.number])
