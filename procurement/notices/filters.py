"""What the public list of notices can be narrowed by."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.editions import queries as catalogue
from orgs.regions.choices import DivisionLevel
from orgs.regions.models import Division
from portal.kernel import search
from portal.kernel.clock import local_date
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice

OPEN, CLOSED = "open", "closed"
STATES = ((OPEN, _("征集响应中")), (CLOSED, _("已截止")))


def regions() -> list[tuple[str, str]]:
    """The prefectures, each with its own and its counties' notices."""
    rows = Division.objects.filter(level=DivisionLevel.PREFECTURE).order_by("code")
    return list(rows.values_list("code", "name"))


def fields_of_service() -> list[tuple[str, str]]:
    """The second-level items of the catalogue, by their codes."""
    rows = catalogue.general(on=local_date(timezone.now())).filter(level=2)
    return list(rows.order_by("code").values_list("code", "name"))


class NoticeFilter(django_filters.FilterSet):
    """Words, type, place, field, open or closed."""

    q = django_filters.CharFilter(label=_("搜索"), method="by_words", max_length=60)
    type = django_filters.ChoiceFilter(
        label=_("公告类型"), choices=NoticeType.choices, empty_label=_("全部类型")
    )
    region = django_filters.ChoiceFilter(
        label=_("地区"), choices=regions, method="by_region", empty_label=_("全省")
    )
    field = django_filters.ChoiceFilter(
        label=_("服务领域"), choices=fields_of_service, method="by_field", empty_label=_("全部领域")
    )
    state = django_filters.ChoiceFilter(
        label=_("状态"), choices=STATES, method="by_state", empty_label=_("全部")
    )

    class Meta:
        model = Notice
        fields = ()
        form = forms.Form

    def by_words(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Numbers, titles, purchasers, fields and places."""
        return search.matches(queryset, "search", value)

    def by_region(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Purchasers of a place and of all below it."""
        return queryset.filter(project__purchaser__division__code__startswith=value)

    def by_field(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Items below a second-level item."""
        item = "project__catalogue_item"
        return queryset.filter(
            Q(**{f"{item}__code__startswith": value})
            | Q(**{f"{item}__general_item__code__startswith": value})
        )

    def by_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Whether responses are still taken, by the clock."""
        now = timezone.now()
        is_open = {"project__schedule__response_deadline__gt": now, "project__status": "announced"}
        return queryset.filter(**is_open) if value == OPEN else queryset.exclude(**is_open)
