"""Filters of the list of legal parameters."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from procurement.routing.choices import Confidence
from procurement.routing.models import RuleParameter

CATEGORIES = (("services", _("服务")), ("goods", _("货物")), ("works", _("工程")))


class ParameterFilter(django_filters.FilterSet):
    """Words, category, the day on which a row is in force, what is to be confirmed."""

    q = django_filters.CharFilter(label=_("名称或依据"), method="found", max_length=60)
    category = django_filters.ChoiceFilter(
        label=_("类别"), choices=CATEGORIES, empty_label=_("全部类别"), method="for_category"
    )
    on = django_filters.DateFilter(
        label=_("在哪一天施行"), method="in_force", widget=forms.DateInput(attrs={"type": "date"})
    )
    confidence = django_filters.ChoiceFilter(
        label=_("核对情况"), choices=Confidence.choices, empty_label=_("全部")
    )

    class Meta:
        model = RuleParameter
        fields: tuple[str, ...] = ()

    def found(self, parameters: QuerySet, _name: str, words: str) -> QuerySet:
        """Words of the name or of the article."""
        for word in words.split()[:5]:
            parameters = parameters.filter(Q(name__icontains=word) | Q(legal_basis__icontains=word))
        return parameters

    def for_category(self, parameters: QuerySet, _name: str, category: str) -> QuerySet:
        """Rows of the category and rows for all categories."""
        return parameters.filter(category__in=("", category))

    def in_force(self, parameters: QuerySet, _name: str, day) -> QuerySet:
        """Rows in force on a day."""
        return parameters.filter(
            Q(effective_to__isnull=True) | Q(effective_to__gte=day), effective_from__lte=day
        )
