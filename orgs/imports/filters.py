"""Filters of the rows of an import."""

import django_filters
from django.utils.translation import gettext_lazy as _

from orgs.imports.choices import RowOutcome
from orgs.imports.models import RegisterImportRow


class RowFilter(django_filters.FilterSet):
    """Outcome, credit code and words of a row."""

    outcome = django_filters.ChoiceFilter(
        label=_("结果"), choices=RowOutcome.choices, empty_label=_("全部结果")
    )
    q = django_filters.CharFilter(
        label=_("名称或信用代码"), field_name="text", lookup_expr="icontains", max_length=60
    )

    class Meta:
        model = RegisterImportRow
        fields: tuple[str, ...] = ()
