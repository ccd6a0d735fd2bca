"""What lists of intentions are narrowed by."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from orgs.regions.choices import DivisionLevel
from orgs.regions.models import Division
from portal.kernel import search
from procurement.projects.intention.choices import IntentionStatus
from procurement.projects.intention.models import PurchaseIntention


def regions() -> list[tuple[str, str]]:
    """The prefectures, each with its own and its counties' intentions."""
    rows = Division.objects.filter(level=DivisionLevel.PREFECTURE).order_by("code")
    return list(rows.values_list("code", "name"))


class IntentionFilter(django_filters.FilterSet):
    """Words, place, year of the expected month."""

    q = django_filters.CharFilter(label=_("搜索"), method="by_words", max_length=60)
    region = django_filters.ChoiceFilter(
        label=_("地区"), choices=regions, method="by_region", empty_label=_("全省")
    )
    year = django_filters.NumberFilter(
        label=_("预计采购年度"), field_name="expected_month__year", min_value=2000, max_value=2099
    )

    class Meta:
        model = PurchaseIntention
        fields = ()
        form = forms.Form

    def by_words(self, intentions: QuerySet, _name: str, words: str) -> QuerySet:
        """Numbers, titles, purchasers and items."""
        return search.matches(intentions, "search", words)

    def by_region(self, intentions: QuerySet, _name: str, code: str) -> QuerySet:
        """Purchasers of a place and of all below it."""
        return intentions.filter(purchaser__division__code__startswith=code)


class WorkFilter(django_filters.FilterSet):
    """By words and status, in the workbench."""

    q = django_filters.CharFilter(
        label=_("项目名称"), field_name="title", lookup_expr="icontains", max_length=60
    )
    status = django_filters.ChoiceFilter(
        label=_("状态"), choices=IntentionStatus.choices, empty_label=_("全部")
    )

    class Meta:
        model = PurchaseIntention
        fields = ("q", "status")
