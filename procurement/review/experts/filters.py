"""What the pool is narrowed by."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from procurement.review.experts.choices import EntryStatus, ExpertField
from procurement.review.experts.models import PoolExpert


class ExpertFilter(django_filters.FilterSet):
    """By words, field and status."""

    q = django_filters.CharFilter(label=_("姓名、编号或单位"), method="by_words", max_length=60)
    field = django_filters.ChoiceFilter(
        label=_("评审专业"), choices=ExpertField.choices, method="by_field", empty_label=_("全部")
    )
    status = django_filters.ChoiceFilter(label=_("状态"), choices=EntryStatus.choices, empty_label=_("全部"))

    class Meta:
        model = PoolExpert
        fields = ["q", "field", "status"]

    def by_words(self, experts: QuerySet[PoolExpert], _name: str, words: str) -> QuerySet[PoolExpert]:
        """Whose name or employer holds the words, or whose number begins with them."""
        return experts.filter(
            Q(user__name__icontains=words) | Q(employer__icontains=words) | Q(number__startswith=words)
        )

    def by_field(self, experts: QuerySet[PoolExpert], _name: str, field: str) -> QuerySet[PoolExpert]:
        """Who knows the field."""
        return experts.filter(professions__contains=[field])
