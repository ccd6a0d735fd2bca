"""What lists of services to be moved are narrowed by."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from catalog.services import queries
from catalog.services.choices import OPEN_TO_PUBLIC, ServiceStatus
from catalog.services.models import InstitutionService


class ServiceFilter(django_filters.FilterSet):
    """By words, status and planned year."""

    q = django_filters.CharFilter(label=_("服务、单位或编号"), method="found", max_length=60)
    status = django_filters.ChoiceFilter(
        label=_("状态"), choices=ServiceStatus.choices, empty_label=_("全部状态")
    )
    planned_year = django_filters.NumberFilter(label=_("计划年度"), min_value=2000, max_value=2099)

    class Meta:
        model = InstitutionService
        fields: tuple[str, ...] = ()

    def found(self, services: QuerySet, _name: str, words: str) -> QuerySet:
        """Every word somewhere in the entry."""
        return queries.search(services, words)


class PublicServiceFilter(ServiceFilter):
    """The same among what is public."""

    status = django_filters.ChoiceFilter(
        label=_("状态"),
        choices=[(status.value, status.label) for status in OPEN_TO_PUBLIC],
        empty_label=_("全部状态"),
    )
