"""Bodies: everybody that can be a party to a purchase."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies import fields, rules
from orgs.bodies.choices import (
    AssessmentGrade,
    BodyKind,
    DirectRegistration,
    PartyOrganisation,
    ServiceField,
    SocialOrganisationType,
    StaffingType,
)
from orgs.bodies.rules import (
    CONTRACTOR_KINDS,
    PURCHASER_KINDS,
    PURCHASER_KINDS_BY_REFERENCE,
    Capacity,
)
from orgs.regions.models import Division
from portal.kernel.search import SearchField, index


class BodyQuerySet(models.QuerySet):
    """Reads of bodies."""

    def contractors(self) -> "BodyQuerySet":
        """Bodies that may contract, as `rules.capacity` says (Order 102, art. 6, 8)."""
        mass = Q(kind=BodyKind.MASS_ORGANISATION) & ~Q(staffing_type=StaffingType.ADMINISTRATIVE)
        return self.filter(Q(kind__in=CONTRACTOR_KINDS) | mass, is_fully_treasury_funded=False)

    def purchasers(self) -> "BodyQuerySet":
        """Bodies that may purchase, as `rules.capacity` says (Order 102, art. 5, 33)."""
        mass = Q(kind=BodyKind.MASS_ORGANISATION, staffing_type=StaffingType.ADMINISTRATIVE)
        return self.filter(Q(kind__in=PURCHASER_KINDS | PURCHASER_KINDS_BY_REFERENCE) | mass)

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
    staffing_type = models.CharField(
        _("编制类型"), max_length=16, choices=StaffingType.choices, blank=True, default=StaffingType.NONE
    )
    is_fully_treasury_funded = models.BooleanField(_("经费由财政全额保障"), default=False)
    is_sample = models.BooleanField(_("示例"), default=False)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("单位")
        verbose_name_plural = _("单位")
        ordering = ["pk"]
        indexes = [
            index("search", name="body_search"),
            models.Index(fields=["kind"], name="body_kind"),
            # A page of the directory is found without touching the rows themselves.
            models.Index(fields=["name"], include=["id", "kind", "division"], name="body_list"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The body's public page."""
        return reverse("site:organisation", args=[self.credit_code])

    @property
    def capacity(self) -> Capacity:
        """What the body may be in a purchase, with the article."""
        return rules.capacity(
            self.kind,
            staffing_type=self.staffing_type,
            is_fully_treasury_funded=self.is_fully_treasury_funded,
        )

    @property
    def may_purchase(self) -> bool:
        """Whether the body may purchase (Order 102, art. 5, 33)."""
        return self.capacity.may_purchase

    @property
    def may_contract(self) -> bool:
        """Whether the body may contract (Order 102, art. 6, 8)."""
        return self.capacity.may_contract

    @property
    def is_neither(self) -> bool:
        """Whether the law bars the body on both sides (Order 102, art. 6, 8)."""
        found = self.capacity
        return bool(found.basis) and not (found.may_purchase or found.may_contract)


class Registration(models.Model):
    """Registration of a social organisation as it stands.

    The fields of service are read from the business scope (orgs.bodies.fields) until the registrar says
    otherwise (orgs.registry.workflow.classify).

    `authority_division` is the division of the registration authority, None for the ministry. The three
    columns of the grade repeat the fact in orgs.registry that counts, so that long lists can filter by it;
    only orgs.registry.workflow writes them.
    """

    body = models.OneToOneField(Body, models.CASCADE, related_name="registration")
    type = models.CharField(_("组织类型"), max_length=1, choices=SocialOrganisationType.choices)
    authority = models.CharField(_("登记管理机关"), max_length=120)
    authority_division = models.ForeignKey(
        Division, models.PROTECT, verbose_name=_("登记机关区划"), related_name="+", null=True, blank=True
    )
    competent_unit = models.CharField(_("业务主管单位"), max_length=120, blank=True)
    direct_registration = models.CharField(
        _("直接登记"), max_length=12, choices=DirectRegistration.choices, blank=True, default=""
    )
    industry_unit = models.CharField(_("行业管理部门"), max_length=120, blank=True, default="")
    party_work_unit = models.CharField(_("党建工作机构"), max_length=120, blank=True, default="")
    founded_on = models.DateField(_("成立日期"), null=True, blank=True)
    registered_on = models.DateField(_("登记日期"))
    deregistered_on = models.DateField(_("注销日期"), null=True, blank=True)
    legal_representative = models.CharField(_("法定代表人"), max_length=60)
    chief_officer = models.CharField(_("主要负责人"), max_length=60, blank=True, default="")
    scope = models.TextField(_("业务范围"), max_length=2000)
    fields_of_service = ArrayField(
        models.CharField(max_length=16, choices=ServiceField.choices),
        verbose_name=_("服务领域"),
        default=list,
        blank=True,
    )
    is_association = models.BooleanField(_("行业协会商会"), default=False)
    party_organisation = models.CharField(
        _("党组织"), max_length=12, choices=PartyOrganisation.choices, blank=True, default=""
    )
    has_party_article = models.BooleanField(_("章程载明党的建设"), default=False)
    grade = models.CharField(_("评估等级"), max_length=2, choices=AssessmentGrade.choices, blank=True)
    grade_from = models.DateField(_("等级生效"), null=True, blank=True)
    grade_to = models.DateField(_("等级到期"), null=True, blank=True)

    class Meta:
        verbose_name = _("社会组织登记")
        verbose_name_plural = _("社会组织登记")
        constraints = [
            models.CheckConstraint(
                condition=Q(deregistered_on__isnull=True) | Q(deregistered_on__gte=F("registered_on")),
                name="registration_dates_in_order",
            )
        ]
        indexes = [
            models.Index(fields=["type"], name="registration_type"),
            models.Index(fields=["grade"], condition=~Q(grade=""), name="registration_grade"),
            GinIndex(fields=["fields_of_service"], name="registration_fields"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.get_type_display()}"

    @property
    def level(self) -> str:
        """Level of the registration authority in words: 全国, 省, 市州, 县市区."""
        return self.authority_division.get_level_display() if self.authority_division_id else _("全国")

    @property
    def field_words(self) -> str:
        """The fields of service in words."""
        return fields.in_words(self.fields_of_service)

    def is_registered(self, on: date) -> bool:
        """Whether the organisation had legal personality on a day."""
        ends_on = self.deregistered_on
        return self.registered_on <= on and (ends_on is None or on < ends_on)
