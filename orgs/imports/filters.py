"""Filters of the rows of an import."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from orgs.imports.choices import RowOutcome
from orgs.imports.models import RegisterImportRow


class RowFilter(django_filters.FilterSet):
    """Outcome, credit code and words of a row."""

    outcome = django_filters.ChoiceFilter(
        label=_("结果"), choices=RowOutcome.choices, empty_label=_("全部结果")
    )
    q = django_filters.CharFilter(label=_("名称或信用代码"), method="holding", max_length=60)

    class Meta:
        model = RegisterImportRow
        fields: tuple[str, ...] = ()

    def holding(self, rows: QuerySet, _name: str, words: str) -> QuerySet:
        """Words of the row, or the code of the organisation that its name led to."""
        return rows.filter(Q(text__icontains=words) | Q(credit_code=words.strip().upper()))
