"""What the rows of an import are narrowed by."""

import django_filters
from django.utils.translation import gettext_lazy as _

from procurement.budget.imports.choices import RowOutcome
from procurement.budget.imports.models import BudgetImportRow


class RowFilter(django_filters.FilterSet):
    """By outcome."""

    outcome = django_filters.ChoiceFilter(label=_("结果"), choices=RowOutcome.choices, empty_label=_("全部"))

    class Meta:
        model = BudgetImportRow
        fields = ["outcome"]
