"""Filters of the list of acceptances."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from procurement.delivery.choices import AcceptanceStatus
from procurement.delivery.models import Acceptance


class AcceptanceFilter(django_filters.FilterSet):
    """By words and state."""

    q = django_filters.CharFilter(label=_("名称或编号"), method="matching", max_length=60)
    status = django_filters.ChoiceFilter(
        label=_("状态"), choices=AcceptanceStatus.choices, empty_label=_("全部")
    )

    class Meta:
        model = Acceptance
        fields = ["q", "status"]

    def matching(self, acceptances: QuerySet[Acceptance], name: str, value: str) -> QuerySet[Acceptance]:
        """Acceptances by contract, project or supplier."""
        words = value.strip()
        return acceptances.filter(
            Q(contract__number__icontains=words)
            | Q(contract__award__package__project__title__icontains=words)
            | Q(contract__supplier__name__icontains=words)
        )
