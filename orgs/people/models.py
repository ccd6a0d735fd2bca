"""People, their memberships, and the table of duties that exclude each other."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.choices import Duty, Role


class User(AbstractUser):
    """A person who signs in; what the person may do comes from memberships only."""

    first_name = None
    last_name = None
    name = models.CharField(_("姓名"), max_length=60)
    phone = models.CharField(_("手机"), max_length=20, blank=True)
    is_sample = models.BooleanField(_("示例"), default=False)
    last_seen_at = models.DateTimeField(_("上次办理"), null=True, blank=True)

    REQUIRED_FIELDS = ["name"]

    class Meta(AbstractUser.Meta):
        verbose_name = _("用户")
        verbose_name_plural = _("用户")

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """The name as it stands on records."""
        return self.name

    def get_short_name(self) -> str:
        """The same name; Chinese names are not shortened."""
        return self.name


class MembershipQuerySet(models.QuerySet):
    """Reads of memberships."""

    def active(self, *, on) -> "MembershipQuerySet":
        """Memberships in force on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


class Membership(models.Model):
    """A person acts for a body in some roles from a day to a day.

    `lent_by` with `paper`: a missing second person lent by another body by written mandate with an end date;
    never for award and payment. `is_administrator`: runs the organisation's own people and papers.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name=_("人员"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships", verbose_name=_("单位"))
    roles = ArrayField(models.CharField(max_length=30, choices=Role.choices), verbose_name=_("身份"))
    starts_on = models.DateField(_("起始日期"))
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)
    lent_by = models.ForeignKey(
        Body, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("借出单位")
    )
    paper = models.CharField(_("授权文件"), max_length=200, blank=True)
    is_administrator = models.BooleanField(_("本单位管理员"), default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "body"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(lent_by__isnull=True) | (Q(ends_on__isnull=False) & ~Q(paper="")),
                name="membership_lent_has_end_and_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.body}"

    @property
    def role_names(self) -> str:
        """The roles as words."""
        return "、".join(str(Role(role).label) for role in self.roles)


class AgencyMandate(models.Model):
    """A written mandate of a purchaser to an agency."""

    purchaser = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("采购人"))
    agency = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("代理机构"))
    paper = models.CharField(_("委托协议"), max_length=200)
    starts_on = models.DateField(_("起始日期"))
    ends_on = models.DateField(_("结束日期"))

    class Meta:
        verbose_name = _("委托协议")
        verbose_name_plural = _("委托协议")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="mandate_dates_in_order")
        ]

    def __str__(self) -> str:
        return self.paper


class IncompatibleDuties(models.Model):
    """Two duties that one person may not both have in one purchase; data with its legal basis."""

    first = models.CharField(_("职责一"), max_length=30, choices=Duty.choices)
    second = models.CharField(_("职责二"), max_length=30, choices=Duty.choices)
    basis = models.CharField(_("依据"), max_length=200)
    confidence = models.CharField(_("可信度"), max_length=4)
    may_be_lent = models.BooleanField(_("可借用人员"), default=False)

    class Meta:
        verbose_name = _("不相容职责")
        verbose_name_plural = _("不相容职责")
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="incompatible_pair_once")]

    def __str__(self) -> str:
        return f"{self.get_first_display()}–{self.get_second_display()}"
