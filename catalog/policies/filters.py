"""Filters of the policy library."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from catalog.policies import queries
from catalog.policies.choices import Kind, Topic, Validity
from catalog.policies.models import PolicyPaper


class PaperFilter(django_filters.FilterSet):
    """Words, issuer, validity, topic, kind."""

    q = django_filters.CharFilter(label=_("名称、文号或首字母"), method="found", max_length=60)
    issuer = django_filters.AllValuesFilter(
        label=_("发文机关"), field_name="lead_issuer", empty_label=_("全部机关")
    )
    validity = django_filters.ChoiceFilter(
        label=_("效力"), choices=Validity.choices, empty_label=_("全部效力")
    )
    topic = django_filters.ChoiceFilter(label=_("主题"), choices=Topic.choices, empty_label=_("全部主题"))
    kind = django_filters.ChoiceFilter(label=_("类别"), choices=Kind.choices, empty_label=_("全部类别"))

    class Meta:
        model = PolicyPaper
        fields: tuple[str, ...] = ()

    def found(self, papers: QuerySet, _name: str, words: str) -> QuerySet:
        """Any characters of the title, the number or the initials."""
        return queries.search(papers, words)
