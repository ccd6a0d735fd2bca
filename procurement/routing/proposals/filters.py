"""What the list of proposals is narrowed by."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from procurement.routing.proposals.choices import ProposalStatus
from procurement.routing.proposals.models import ParameterProposal


class ProposalFilter(django_filters.FilterSet):
    """By words and status."""

    q = django_filters.CharFilter(label=_("名称、依据或编号"), method="found", max_length=60)
    status = django_filters.ChoiceFilter(
        label=_("状态"), choices=ProposalStatus.choices, empty_label=_("全部状态")
    )

    class Meta:
        model = ParameterProposal
        fields: tuple[str, ...] = ()

    def found(self, proposals: QuerySet, _name: str, words: str) -> QuerySet:
        """Every word in name, article or number."""
        for word in words.split()[:5]:
            proposals = proposals.filter(
                Q(name__icontains=word) | Q(legal_basis__icontains=word) | Q(number__icontains=word)
            )
        return proposals
