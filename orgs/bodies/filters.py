"""Filters of the public list of organisations."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from orgs.bodies import queries
from orgs.bodies.choices import AssessmentGrade, BodyKind, ServiceField, SocialOrganisationType
from orgs.bodies.models import Body
from orgs.regions.filters import RegionFilter

KINDS = [choice for choice in BodyKind.choices if choice[0] not in queries.UNLISTED]
GRADES = [choice for choice in AssessmentGrade.choices if choice[0]][::-1]


class BodyFilter(django_filters.FilterSet):
    """Words, kind, type of social organisation, region, field of service and grade."""

    q = django_filters.CharFilter(label=_("名称、首字母或信用代码"), method="found", max_length=60)
    kind = django_filters.ChoiceFilter(label=_("类别"), choices=KINDS, empty_label=_("全部类别"))
    type = django_filters.ChoiceFilter(
        label=_("组织类型"),
        field_name="registration__type",
        choices=SocialOrganisationType.choices,
        empty_label=_("全部类型"),
    )
    region = RegionFilter(label=_("所在地"))
    field = django_filters.ChoiceFilter(
        label=_("服务领域"), choices=ServiceField.choices, empty_label=_("全部领域"), method="serving"
    )
    grade = django_filters.ChoiceFilter(
        label=_("评估等级"), field_name="registration__grade", choices=GRADES, empty_label=_("全部等级")
    )

    class Meta:
        model = Body
        fields: tuple[str, ...] = ()

    def found(self, bodies: QuerySet, _name: str, words: str) -> QuerySet:
        """Any characters of the name, its initials, or the beginning of the credit code."""
        return queries.search(bodies, words)

    def serving(self, bodies: QuerySet, _name: str, field: str) -> QuerySet:
        """Social organisations of a field of service."""
        return bodies.filter(registration__fields_of_service__contains=[field])
