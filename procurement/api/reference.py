"""The catalogue, divisions and legal parameters for programs."""

from typing import ClassVar

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from catalog.editions import queries as catalogue
from catalog.editions.filters import CatalogueFilter
from catalog.editions.models import CatalogueItem
from orgs.regions import queries as regions
from orgs.regions.choices import DivisionLevel
from orgs.regions.models import Division
from portal.kernel.clock import local_date
from procurement.api.public import PublicRecords, described
from procurement.routing.filters import ParameterFilter
from procurement.routing.models import RuleParameter
from procurement.routing.proposals import queries as proposals
from procurement.routing.proposals.models import ParameterProposal


class CatalogueItemSerializer(serializers.ModelSerializer):
    """An item; `is_reference` says that its edition stands in until the official annex is imported."""

    owner = serializers.CharField(source="edition.catalogue.code")
    edition = serializers.CharField(source="edition.title")
    is_reference = serializers.BooleanField(source="edition.is_reference")
    parent = serializers.CharField(source="parent.code", default=None, allow_null=True)
    general_item = serializers.CharField(source="general_item.code", default=None, allow_null=True)

    class Meta:
        model = CatalogueItem
        fields: ClassVar = [
            "code", "name", "name_en", "level", "owner", "edition", "is_reference", "parent", "general_item",
            "field_of_service", "source",
        ]  # fmt: skip


@described(CatalogueItemSerializer, tag="catalogue")
class CatalogueItems(PublicRecords):
    """Items of the guidance catalogues in force."""

    serializer_class = CatalogueItemSerializer
    filterset_class = CatalogueFilter
    lookup_field = "code"
    order = ("code", "pk")

    def get_queryset(self) -> QuerySet[CatalogueItem]:
        return catalogue.in_force(on=local_date(timezone.now()))


class DivisionFilter(django_filters.FilterSet):
    """Words, level, the division above, kind."""

    q = django_filters.CharFilter(label=_("名称、拼音或代码"), method="found", max_length=60)
    level = django_filters.ChoiceFilter(label=_("级别"), choices=DivisionLevel.choices)
    parent = django_filters.CharFilter(label=_("上级区划代码"), field_name="parent__code", max_length=12)
    kind = django_filters.CharFilter(label=_("类别"), max_length=30)

    class Meta:
        model = Division
        fields: tuple[str, ...] = ()

    def found(self, divisions: QuerySet, _name: str, words: str) -> QuerySet:
        """By name, pinyin, initials or code."""
        return regions.search(divisions, words)


class DivisionSerializer(serializers.ModelSerializer):
    """A division; statistical zones carry that kind and are no divisions in law."""

    parent = serializers.CharField(source="parent_id", allow_null=True)

    class Meta:
        model = Division
        fields: ClassVar = ["code", "gb_code", "level", "name", "kind", "parent", "pinyin", "edition"]


@described(DivisionSerializer, tag="divisions")
class Divisions(PublicRecords):
    """Administrative divisions of Hunan."""

    serializer_class = DivisionSerializer
    filterset_class = DivisionFilter
    lookup_field = "code"
    order = ("code",)

    def get_queryset(self) -> QuerySet[Division]:
        return regions.current()


class ParameterSerializer(serializers.ModelSerializer):
    """A legal number; `is_to_be_confirmed` must be shown beside it."""

    is_to_be_confirmed = serializers.BooleanField()

    class Meta:
        model = RuleParameter
        fields: ClassVar = [
            "id", "code", "name", "region_code", "category", "value", "unit", "effective_from",
            "effective_to", "legal_basis", "confidence", "is_to_be_confirmed",
        ]  # fmt: skip


@described(ParameterSerializer, tag="parameters")
class Parameters(PublicRecords):
    """Legal numbers as dated rows; `on` leaves those in force on a day."""

    serializer_class = ParameterSerializer
    filterset_class = ParameterFilter
    lookup_value_regex = "[0-9]{1,18}"
    order = ("code", "region_code", "category", "effective_from", "pk")
    queryset = RuleParameter.objects.all()


class ParameterChangeSerializer(serializers.ModelSerializer):
    """A change of a legal number that two people of a finance department made; `before` is what stood."""

    body = serializers.CharField(source="body.name")

    class Meta:
        model = ParameterProposal
        fields: ClassVar = [
            "number", "kind", "code", "name", "region_code", "category", "value", "unit", "starts_on",
            "ends_on", "legal_basis", "confidence", "reason", "before", "body", "decided_at",
        ]  # fmt: skip


class ParameterChangeFilter(django_filters.FilterSet):
    """The code of a number, the code of a region."""

    code = django_filters.CharFilter(label=_("参数"), max_length=60)
    region_code = django_filters.CharFilter(label=_("适用地区"), max_length=12)

    class Meta:
        model = ParameterProposal
        fields: tuple[str, ...] = ()


@described(ParameterChangeSerializer, tag="parameters")
class ParameterChanges(PublicRecords):
    """Approved changes of legal numbers, the newest first."""

    serializer_class = ParameterChangeSerializer
    filterset_class = ParameterChangeFilter
    lookup_field = "number"
    lookup_value_regex = "SZ-[0-9]{4}-[0-9]{4,8}"
    order = ("-pk",)

    def get_queryset(self) -> QuerySet[ParameterProposal]:
        return proposals.public()
