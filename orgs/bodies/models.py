"""Bodies: everybody that can be a party to a purchase."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies.choices import (
    CONTRACTOR_KINDS,
    PURCHASER_KINDS,
    AssessmentGrade,
    BodyKind,
    SocialOrganisationType,
)
from orgs.regions.models import Division
from portal.kernel.search import SearchField, index


class BodyQuerySet(models.QuerySet):
    """Reads of bodies."""

    def contractors(self) -> "BodyQuerySet":
        """Bodies of a kind that may contract (Order 102, art. 6, 8)."""
        return self.filter(kind__in=CONTRACTOR_KINDS, is_fully_treasury_funded=False)

    def social_organisations(self) -> "BodyQuerySet":
        """Social organisations with their registration facts."""
        return self.filter(kind=BodyKind.SOCIAL_ORGANISATION).select_related("registration")


class Body(models.Model):
    """A public body, social organisation, enterprise, agency or institution.

    `budget_division` is the budget level of a purchaser: its thresholds follow it, not the place of service.
    """

    name = models.CharField(_("名称"), max_length=120, unique=True)
    kind = models.CharField(_("类别"), max_length=30, choices=BodyKind.choices)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, unique=True)
    division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("所在地"), related_name="+")
    budget_division = models.ForeignKey(
        Division, models.PROTECT, verbose_name=_("预算级次"), related_name="+", null=True, blank=True
    )
    supervising_body = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("主管预算单位"), related_name="+", null=True, blank=True
    )
    address = models.CharField(_("地址"), max_length=200, blank=True)
    contact_name = models.CharField(_("联系人"), max_length=60, blank=True)
    phone = models.CharField(_("电话"), max_length=40, blank=True)
    pinyin_initials = models.CharField(_("首字母"), max_length=120, blank=True, db_index=True)
    search = SearchField(verbose_name=_("检索词"))
    is_fully_treasury_funded = models.BooleanField(_("经费由财政全额保障"), default=False)
    is_sample = models.BooleanField(_("示例"), default=False)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("单位")
        verbose_name_plural = _("单位")
        ordering = ["pk"]
        indexes = [index("search", name="body_search")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The body's public page."""
        return reverse("site:organisation", args=[self.credit_code])

    @property
    def may_purchase(self) -> bool:
        """Whether the kind is one of a purchaser (Order 102, art. 5)."""
        return self.kind in PURCHASER_KINDS

    @property
    def may_contract(self) -> bool:
        """Whether the kind is one of a contractor (Order 102, art. 6, 8)."""
        return self.kind in CONTRACTOR_KINDS and not self.is_fully_treasury_funded


class Registration(models.Model):
    """Registration facts of a social organisation."""

    body = models.OneToOneField(Body, models.CASCADE, related_name="registration")
    type = models.CharField(_("组织类型"), max_length=1, choices=SocialOrganisationType.choices)
    authority = models.CharField(_("登记管理机关"), max_length=120)
    competent_unit = models.CharField(_("业务主管单位"), max_length=120, blank=True)
    registered_on = models.DateField(_("登记日期"))
    legal_representative = models.CharField(_("法定代表人"), max_length=60)
    scope = models.TextField(_("业务范围"), max_length=2000)
    grade = models.CharField(_("评估等级"), max_length=2, choices=AssessmentGrade.choices, blank=True)
    grade_from = models.DateField(_("等级生效"), null=True, blank=True)
    grade_to = models.DateField(_("等级到期"), null=True, blank=True)

    class Meta:
        verbose_name = _("社会组织登记")
        verbose_name_plural = _("社会组织登记")

    def __str__(self) -> str:
        return f"{self.body} {self.get_type_display()}"
