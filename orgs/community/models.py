"""Community social organisations, social-work stations, incubation bases."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.community import rules
from orgs.community.choices import (
    BaseService,
    Change,
    CommunityKind,
    Running,
    Standing,
    StationField,
    StationLevel,
)
from orgs.people.models import User
from orgs.regions.models import Division
from portal.kernel.errors import Refusal
from portal.kernel.money import MoneyField
from portal.kernel.search import SearchField, index


class CommunityOrganisationQuerySet(models.QuerySet):
    """Reads of community social organisations."""

    def living(self) -> "CommunityOrganisationQuerySet":
        """Those that have not been struck off."""
        return self.filter(struck_off_on=None)


class CommunityOrganisation(models.Model):
    """One of the five kinds: registered when it points to a body, else only on record with its township.

    One that was struck off stays readable; its name and its body are free for a new entry.
    """

    name = models.CharField(_("名称"), max_length=120)
    kind = models.CharField(_("类别"), max_length=20, choices=CommunityKind.choices)
    division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("乡镇（街道）"), related_name="+")
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        verbose_name=_("登记的社会组织"),
        related_name="community_organisations",
        null=True,
        blank=True,
    )
    hub = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("枢纽型组织"), related_name="members", null=True, blank=True
    )
    activities = models.CharField(_("活动内容"), max_length=300)
    recorded_on = models.DateField(_("备案（列入）日期"))
    recorded_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("经办人"), related_name="+", null=True, blank=True
    )
    struck_off_on = models.DateField(_("撤销日期"), null=True, blank=True)
    search = SearchField(verbose_name=_("检索词"))
    is_sample = models.BooleanField(_("示例"), default=False)

    objects = CommunityOrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("社区社会组织")
        verbose_name_plural = _("社区社会组织")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["division", "name"],
                condition=Q(struck_off_on__isnull=True),
                name="community_name_once",
            ),
            models.UniqueConstraint(
                fields=["body"], condition=Q(struck_off_on__isnull=True), name="community_body_once"
            ),
            models.CheckConstraint(
                condition=Q(struck_off_on__isnull=True) | Q(struck_off_on__gte=F("recorded_on")),
                name="community_dates_in_order",
            ),
            models.CheckConstraint(condition=~Q(hub=F("id")), name="community_hub_is_another"),
        ]
        indexes = [
            index("search", name="community_search"),
            models.Index(fields=["name", "id"], name="community_list"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("community:organisation_detail", args=[self.pk])

    @property
    def standing(self) -> Standing:
        """Struck off, registered, or only on record."""
        if self.struck_off_on:
            return Standing.STRUCK_OFF
        return Standing.REGISTERED if self.body_id else Standing.ON_RECORD

    def is_legal_person(self, on: date) -> bool:
        """Whether it has legal personality on a day: registered, and not struck off since."""
        registration = getattr(self.body, "registration", None)
        return registration is not None and registration.is_registered(on)

    def contract_refusals(self, on: date) -> list[Refusal]:
        """Why it may not contract; nothing for a legal person."""
        return rules.contract_refusals(is_registered=self.is_legal_person(on))

    def grant_refusals(self, on: date) -> list[Refusal]:
        """Why no small grant reaches it."""
        if self.struck_off_on and self.struck_off_on <= on:
            return rules.struck_off_refusals(self.struck_off_on)
        hub = self.hub.as_hub(on) if self.hub else None
        return rules.grant_refusals(is_registered=self.is_legal_person(on), hub=hub)

    def as_hub(self, on: date) -> rules.HubCase:
        """What the rules look at when it stands behind another."""
        return rules.HubCase(self.kind, self.is_legal_person(on) and self.struck_off_on is None)


class SocialWorkStation(models.Model):
    """A station of a township, or of a village in it. There may be any number in one township."""

    name = models.CharField(_("名称"), max_length=120)
    division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("所在地"), related_name="+")
    level = models.CharField(_("层级"), max_length=10, choices=StationLevel.choices)
    village = models.CharField(_("村（社区）"), max_length=60, blank=True, default="")
    operator_body = models.ForeignKey(
        Body, models.PROTECT, verbose_name=_("承接的社会组织"), related_name="stations", null=True, blank=True
    )
    fields = ArrayField(
        models.CharField(max_length=12, choices=StationField.choices), verbose_name=_("服务领域")
    )
    address = models.CharField(_("地址"), max_length=200, blank=True, default="")
    opened_on = models.DateField(_("启用日期"))
    closed_on = models.DateField(_("停止日期"), null=True, blank=True)
    search = SearchField(verbose_name=_("检索词"))
    is_sample = models.BooleanField(_("示例"), default=False)

    class Meta:
        verbose_name = _("社会工作服务站")
        verbose_name_plural = _("社会工作服务站")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["division", "name"], name="station_name_once"),
            models.CheckConstraint(
                condition=Q(level=StationLevel.VILLAGE) ^ Q(village=""), name="station_village_by_level"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="station_dates_in_order",
            ),
        ]
        indexes = [
            index("search", name="station_search"),
            models.Index(fields=["name", "id"], name="station_list"),
            models.Index(
                fields=["division", "level"], condition=Q(closed_on__isnull=True), name="station_counts"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("community:station_detail", args=[self.pk])

    @property
    def field_words(self) -> str:
        """The fields in words."""
        return "、".join(str(StationField(field).label) for field in self.fields)

    @property
    def running(self) -> Running:
        """Whether it has been closed."""
        return Running.OPEN if self.closed_on is None else Running.CLOSED


class IncubationBase(models.Model):
    """A base that helps social organisations to grow."""

    name = models.CharField(_("名称"), max_length=120)
    division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("所在地"), related_name="+")
    operator_body = models.ForeignKey(
        Body, models.PROTECT, verbose_name=_("运营单位"), related_name="bases_run", null=True, blank=True
    )
    services = ArrayField(
        models.CharField(max_length=12, choices=BaseService.choices), verbose_name=_("服务")
    )
    address = models.CharField(_("地址"), max_length=200, blank=True, default="")
    opened_on = models.DateField(_("启用日期"))
    closed_on = models.DateField(_("停止日期"), null=True, blank=True)
    search = SearchField(verbose_name=_("检索词"))
    is_sample = models.BooleanField(_("示例"), default=False)

    class Meta:
        verbose_name = _("社会组织孵化基地")
        verbose_name_plural = _("社会组织孵化基地")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="base_name_once"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="base_dates_in_order",
            ),
        ]
        indexes = [index("search", name="base_search"), models.Index(fields=["name", "id"], name="base_list")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("community:base_detail", args=[self.pk])

    @property
    def service_words(self) -> str:
        """The services in words."""
        return "、".join(str(BaseService(service).label) for service in self.services)

    @property
    def running(self) -> Running:
        """Whether it has been closed."""
        return Running.OPEN if self.closed_on is None else Running.CLOSED


class BaseSubsidy(models.Model):
    """The provincial subsidy of one year for a base."""

    base = models.ForeignKey(
        IncubationBase, models.PROTECT, verbose_name=_("孵化基地"), related_name="subsidies"
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    amount = MoneyField(_("补助金额"))
    document_number = models.CharField(_("文号"), max_length=60, blank=True, default="")

    class Meta:
        verbose_name = _("孵化基地补助")
        verbose_name_plural = _("孵化基地补助")
        ordering = ["base", "year"]
        constraints = [models.UniqueConstraint(fields=["base", "year"], name="base_subsidy_once_a_year")]

    def __str__(self) -> str:
        return f"{self.base} {self.year}"


class Incubation(models.Model):
    """A social organisation in a base, from entry until it leaves."""

    base = models.ForeignKey(
        IncubationBase, models.PROTECT, verbose_name=_("孵化基地"), related_name="incubations"
    )
    body = models.ForeignKey(Body, models.PROTECT, verbose_name=_("社会组织"), related_name="incubations")
    entered_on = models.DateField(_("入驻日期"))
    left_on = models.DateField(_("出驻日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("孵化记录")
        verbose_name_plural = _("孵化记录")
        ordering = ["-entered_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["base", "body"], condition=Q(left_on__isnull=True), name="incubated_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("entered_on")),
                name="incubation_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.base}"


class CommunityChange(models.Model):
    """What an entry said before it was corrected, struck off or closed; rows are added, never changed.

    `values` holds for each changed field what it said before and after, in words.
    """

    organisation = models.ForeignKey(
        CommunityOrganisation, models.PROTECT, related_name="changes", null=True, blank=True
    )
    station = models.ForeignKey(
        SocialWorkStation, models.PROTECT, related_name="changes", null=True, blank=True
    )
    base = models.ForeignKey(IncubationBase, models.PROTECT, related_name="changes", null=True, blank=True)
    change = models.CharField(_("方式"), max_length=12, choices=Change.choices)
    happened_on = models.DateField(_("日期"))
    values = models.JSONField(_("变化"), default=dict)
    reason = models.CharField(_("原因"), max_length=300)
    entered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("录入人")
    )
    entered_for = models.CharField(_("录入单位"), max_length=200)
    entered_at = models.DateTimeField(_("录入时间"))

    class Meta:
        verbose_name = _("登记变化")
        verbose_name_plural = _("登记变化")
        ordering = ["-entered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, station__isnull=True, base__isnull=True)
                | Q(organisation__isnull=True, station__isnull=False, base__isnull=True)
                | Q(organisation__isnull=True, station__isnull=True, base__isnull=False),
                name="community_change_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.get_change_display()}"

    @property
    def entry(self) -> CommunityOrganisation | SocialWorkStation | IncubationBase:
        """What was changed."""
        return self.organisation or self.station or self.base

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """Each changed field: its name, before, after."""
        fields = [field for field in self.entry._meta.concrete_fields if field.name in self.values]
        return [(str(field.verbose_name), *self.values[field.name]) for field in fields]
