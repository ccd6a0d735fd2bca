"""Applications for an account, and the calls by which they were confirmed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.accounts import proofs
from orgs.accounts.applications.choices import ApplicationStatus
from orgs.bodies.models import Body
from orgs.people.choices import Role
from orgs.people.models import User
from portal.kernel.uploads import Upload


class AccountApplication(models.Model):
    """Somebody applies in the name of an organisation; nothing opens before a registrar has approved."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("单位"))
    applicant_name = models.CharField(_("经办人姓名"), max_length=60)
    post = models.CharField(_("职务"), max_length=60)
    email = models.EmailField(_("邮箱"))
    phone = models.CharField(_("手机"), max_length=20)
    roles = ArrayField(models.CharField(max_length=30, choices=Role.choices), verbose_name=_("申请的身份"))
    way = models.CharField(_("证明方式"), max_length=20, default=proofs.DEFAULT)
    letter = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("申请函"))
    status = models.CharField(
        _("状态"), max_length=12, choices=ApplicationStatus.choices, default=ApplicationStatus.SUBMITTED
    )
    applied_at = models.DateTimeField(_("申请时间"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("办理人")
    )
    decided_at = models.DateTimeField(_("办理时间"), null=True, blank=True)
    reason = models.CharField(_("退回原因"), max_length=500, blank=True)
    user = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("开通的账号")
    )

    class Meta:
        verbose_name = _("账号申请")
        verbose_name_plural = _("账号申请")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=ApplicationStatus.APPROVED) | Q(user__isnull=False),
                name="approved_application_has_user",
            ),
            models.CheckConstraint(
                condition=~Q(status=ApplicationStatus.RETURNED) | ~Q(reason=""),
                name="returned_application_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.applicant_name}"

    def get_absolute_url(self) -> str:
        """Its page for those who decide."""
        return reverse("applications:detail", args=[self.pk])

    @property
    def role_names(self) -> str:
        """The roles as words."""
        return "、".join(str(Role(role).label) for role in self.roles)

    @property
    def way_says(self) -> str:
        """The way of proof as words."""
        return str(proofs.way(self.way).says)


class CallBack(models.Model):
    """One call to the organisation: which number, who spoke, what was said, whether it confirmed."""

    application = models.ForeignKey(
        AccountApplication, models.PROTECT, related_name="calls", verbose_name=_("账号申请")
    )
    number = models.CharField(_("拨打的电话"), max_length=40)
    spoke_with = models.CharField(_("接听人"), max_length=60)
    said = models.CharField(_("通话情况"), max_length=500)
    confirmed = models.BooleanField(_("单位已确认"))
    called_at = models.DateTimeField(_("记录时间"))
    called_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("核实人"))

    class Meta:
        verbose_name = _("回拨核实")
        verbose_name_plural = _("回拨核实")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.application} {self.number}"
