"""Filters of the list of contracts."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from procurement.contracts.choices import ContractStatus
from procurement.contracts.models import Contract


class ContractFilter(django_filters.FilterSet):
    """By words, state and fiscal year."""

    q = django_filters.CharFilter(label=_("名称或编号"), method="matching", max_length=60)
    status = django_filters.ChoiceFilter(
        label=_("状态"), choices=ContractStatus.choices, empty_label=_("全部")
    )

    class Meta:
        model = Contract
        fields = ["q", "status"]

    def matching(self, contracts: QuerySet[Contract], name: str, value: str) -> QuerySet[Contract]:
        """Contracts by number, project or party."""
        words = value.strip()
        return contracts.filter(
            Q(number__icontains=words)
            | Q(award__package__project__title__icontains=words)
            | Q(supplier__name__icontains=words)
        )
