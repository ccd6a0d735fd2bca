"""Filters of the three public lists."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from orgs.community.choices import (
    BaseService,
    CommunityKind,
    Running,
    Standing,
    StationField,
    StationLevel,
)
from orgs.community.models import CommunityOrganisation, IncubationBase, SocialWorkStation
from orgs.regions.filters import RegionFilter
from portal.kernel import search

WORDS = _("名称或首字母")


def found(records: QuerySet, _name: str, words: str) -> QuerySet:
    """Any characters of the name, or its initials."""
    return search.matches(records, "search", words)


def running(records: QuerySet, _name: str, value: str) -> QuerySet:
    """Open or closed ones."""
    return records.filter(closed_on__isnull=value == Running.OPEN)


def holding(records: QuerySet, name: str, value: str) -> QuerySet:
    """Records whose list holds the value."""
    return records.filter(**{f"{name}__contains": [value]})


class OrganisationFilter(django_filters.FilterSet):
    """Words, region, kind, standing."""

    q = django_filters.CharFilter(label=WORDS, method=found, max_length=60)
    region = RegionFilter()
    kind = django_filters.ChoiceFilter(
        label=_("类别"), choices=CommunityKind.choices, empty_label=_("全部类别")
    )
    standing = django_filters.ChoiceFilter(
        label=_("登记情况"), choices=Standing.choices, empty_label=_("全部"), method="standing_as"
    )

    class Meta:
        model = CommunityOrganisation
        fields: tuple[str, ...] = ()

    def standing_as(self, records: QuerySet, _name: str, value: str) -> QuerySet:
        """Registered, only on record, or struck off."""
        if value == Standing.STRUCK_OFF:
            return records.exclude(struck_off_on=None)
        return records.living().filter(body__isnull=value == Standing.ON_RECORD)


class StationFilter(django_filters.FilterSet):
    """Words, region, level, field, whether it works."""

    q = django_filters.CharFilter(label=WORDS, method=found, max_length=60)
    region = RegionFilter()
    level = django_filters.ChoiceFilter(
        label=_("层级"), choices=StationLevel.choices, empty_label=_("全部层级")
    )
    field = django_filters.ChoiceFilter(
        label=_("服务领域"),
        field_name="fields",
        choices=StationField.choices,
        empty_label=_("全部领域"),
        method=holding,
    )
    running = django_filters.ChoiceFilter(
        label=_("运行情况"), choices=Running.choices, empty_label=_("全部"), method=running
    )

    class Meta:
        model = SocialWorkStation
        fields: tuple[str, ...] = ()


class BaseFilter(django_filters.FilterSet):
    """Words, region, service, whether it works."""

    q = django_filters.CharFilter(label=WORDS, method=found, max_length=60)
    region = RegionFilter()
    service = django_filters.ChoiceFilter(
        label=_("服务"),
        field_name="services",
        choices=BaseService.choices,
        empty_label=_("全部服务"),
        method=holding,
    )
    running = django_filters.ChoiceFilter(
        label=_("运行情况"), choices=Running.choices, empty_label=_("全部"), method=running
    )

    class Meta:
        model = IncubationBase
        fields: tuple[str, ...] = ()
