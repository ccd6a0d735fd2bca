"""The short path for programs: offers that were compared, and what other platforms decided."""

from functools import reduce
from operator import or_
from typing import ClassVar

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers

from procurement.api.preparing import Readable, capacities
from procurement.award.direct import queries
from procurement.award.direct.models import Comparison, MallOrder, Offer, OutsideResult
from procurement.award.models import Award
from procurement.projects.models import Package


class OfferSerializer(serializers.ModelSerializer):
    """What one supplier offered; `struck_because` is empty unless it was entered by mistake."""

    paper_sha256 = serializers.CharField(source="paper.sha256")

    class Meta:
        model = Offer
        fields: ClassVar = [
            "supplier_name", "credit_code", "amount", "asked_by", "offered_on", "content", "paper_sha256",
            "struck_because", "entered_at",
        ]  # fmt: skip


class OutsideResultSerializer(serializers.ModelSerializer):
    """An order or a result of another platform."""

    paper_sha256 = serializers.CharField(source="paper.sha256")

    class Meta:
        model = OutsideResult
        fields: ClassVar = ["platform", "order_number", "decided_on", "address", "paper_sha256"]


class MallOrderSerializer(serializers.ModelSerializer):
    """How an order of the e-mall came about; a direct purchase has no time of quoting and no lowest quote."""

    class Meta:
        model = MallOrder
        fields: ClassVar = [
            "mode", "suppliers", "opened_at", "closed_at", "lowest", "is_rerun", "reason",
        ]  # fmt: skip


class ComparisonSerializer(serializers.ModelSerializer):
    """Which offer was chosen, by its credit code, and the reasons that were due."""

    credit_code = serializers.CharField(source="offer.credit_code")

    class Meta:
        model = Comparison
        fields: ClassVar = ["credit_code", "few_reason", "dear_reason"]


class DirectPurchaseSerializer(serializers.ModelSerializer):
    """A package that is bought without a notice here: self-procurement, or held on another platform."""

    project = serializers.CharField(source="project.number")
    is_elsewhere = serializers.BooleanField(source="project.is_elsewhere")
    predecessor = serializers.SlugRelatedField(slug_field="number", read_only=True)
    method = serializers.CharField(source="project.method")
    supplier = serializers.SerializerMethodField()
    amount = serializers.SerializerMethodField()
    offers = serializers.SerializerMethodField()
    comparison = serializers.SerializerMethodField()
    outside_result = serializers.SerializerMethodField()
    mall_order = serializers.SerializerMethodField()

    class Meta:
        model = Package
        fields: ClassVar = [
            "number", "project", "title", "method", "is_elsewhere", "budget_amount", "status", "supplier",
            "amount", "offers", "comparison", "outside_result", "mall_order", "predecessor",
        ]  # fmt: skip

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_supplier(self, package: Package) -> str | None:
        """Who supplies, once proposed or entered."""
        award = award_of(package)
        return award.supplier.name if award and award.supplier else None

    @extend_schema_field(serializers.DecimalField(max_digits=18, decimal_places=2, allow_null=True))
    def get_amount(self, package: Package) -> str | None:
        """For how much."""
        award = award_of(package)
        return f"{award.amount:.2f}" if award and award.amount is not None else None

    @extend_schema_field(OfferSerializer(many=True))
    def get_offers(self, package: Package) -> list[dict]:
        """What was offered, the lowest first."""
        award = award_of(package)
        return OfferSerializer(award.offers.all(), many=True).data if award else []

    @extend_schema_field(ComparisonSerializer(allow_null=True))
    def get_comparison(self, package: Package) -> dict | None:
        """Which one was chosen."""
        kept = getattr(award_of(package), "comparison", None)
        return ComparisonSerializer(kept).data if kept else None

    @extend_schema_field(OutsideResultSerializer(allow_null=True))
    def get_outside_result(self, package: Package) -> dict | None:
        """What another platform decided."""
        kept = getattr(award_of(package), "outside_result", None)
        return OutsideResultSerializer(kept).data if kept else None

    @extend_schema_field(MallOrderSerializer(allow_null=True))
    def get_mall_order(self, package: Package) -> dict | None:
        """How an order of the e-mall came about."""
        kept = getattr(award_of(package), "mall_order", None)
        return MallOrderSerializer(kept).data if kept else None


def award_of(package: Package) -> Award | None:
    """The award of a package as it was fetched with it; None before its first step."""
    return getattr(package, "award", None)


@extend_schema(tags=["direct"])
class DirectPurchases(Readable):
    """Packages on the short path with their offers and results, for those who read them in the workbench."""

    serializer_class = DirectPurchaseSerializer
    queryset = Package.objects.none()

    def get_queryset(self) -> QuerySet[Package]:
        found = [queries.visible_to(actor) for actor in capacities(self.request)]
        whole = reduce(or_, found, Package.objects.none())
        offers = Prefetch("award__offers", queryset=Offer.objects.select_related("paper"))
        return (
            Package.objects.filter(pk__in=whole.values("pk"))
            .select_related(
                "project",
                "predecessor",
                "award__supplier",
                "award__comparison__offer",
                "award__outside_result__paper",
                "award__mall_order",
            )
            .prefetch_related(offers)
        )
