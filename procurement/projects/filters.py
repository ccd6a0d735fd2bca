"""What lists of projects are narrowed by."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from procurement.projects.choices import ProjectStatus
from procurement.projects.models import ProcurementProject


class ProjectFilter(django_filters.FilterSet):
    """By words, status and year."""

    q = django_filters.CharFilter(label=_("项目名称、编号或采购人"), method="by_words", max_length=60)
    status = django_filters.ChoiceFilter(
        label=_("状态"), choices=ProjectStatus.choices, empty_label=_("全部")
    )
    fiscal_year = django_filters.NumberFilter(label=_("预算年度"), min_value=2000, max_value=2099)

    class Meta:
        model = ProcurementProject
        fields = ["q", "status", "fiscal_year"]

    def by_words(
        self, projects: QuerySet[ProcurementProject], _name: str, words: str
    ) -> QuerySet[ProcurementProject]:
        """Projects whose title or purchaser holds the words, or whose number begins with them."""
        return projects.filter(
            Q(title__icontains=words) | Q(number__startswith=words) | Q(purchaser__name__icontains=words)
        )
