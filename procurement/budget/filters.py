"""What lists of budget lines are narrowed by."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from procurement.budget.choices import FundSource, LineKind
from procurement.budget.models import BudgetLine


class LineFilter(django_filters.FilterSet):
    """By words, year and source."""

    q = django_filters.CharFilter(label=_("项目名称、编码或单位"), method="by_words", max_length=60)
    fiscal_year = django_filters.NumberFilter(label=_("预算年度"), min_value=2000, max_value=2099)
    fund_source = django_filters.ChoiceFilter(
        label=_("资金来源"), choices=FundSource.choices, empty_label=_("全部")
    )

    kind = django_filters.ChoiceFilter(label=_("指标类别"), choices=LineKind.choices, empty_label=_("全部"))

    class Meta:
        model = BudgetLine
        fields = ["q", "fiscal_year", "fund_source", "kind"]

    def by_words(self, lines: QuerySet[BudgetLine], _name: str, words: str) -> QuerySet[BudgetLine]:
        """Lines whose title, code or body contains the words."""
        return lines.filter(
            Q(title__icontains=words) | Q(code__icontains=words) | Q(body__name__icontains=words)
        )
