"""Filters of the list of evaluations."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from evaluation.performance.choices import Band, EvaluationStatus
from evaluation.performance.models import PerformanceEvaluation


class EvaluationFilter(django_filters.FilterSet):
    """By words, state and band."""

    q = django_filters.CharFilter(label=_("名称或编号"), method="matching", max_length=60)
    status = django_filters.ChoiceFilter(
        label=_("状态"), choices=EvaluationStatus.choices, empty_label=_("全部")
    )
    band = django_filters.ChoiceFilter(label=_("等次"), choices=Band.choices, empty_label=_("全部"))

    class Meta:
        model = PerformanceEvaluation
        fields = ["q", "status", "band"]

    def matching(self, found: QuerySet, name: str, value: str) -> QuerySet[PerformanceEvaluation]:
        """Evaluations by contract, project or supplier."""
        words = value.strip()
        return found.filter(
            Q(contract__number__icontains=words)
            | Q(contract__award__package__project__title__icontains=words)
            | Q(contract__supplier__name__icontains=words)
        )
