"""How purchases are prepared, for programs: intentions and demands for all, projects for their readers."""

from functools import reduce
from operator import or_
from typing import ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from orgs.people import queries as people
from portal.kernel.actors import Actor
from portal.kernel.api_views import ReadOnly
from portal.kernel.clock import local_date
from procurement.api.notices import PurchaserSerializer
from procurement.api.public import CODE, PublicRecords, described
from procurement.projects import queries as projects
from procurement.projects.decisions.models import DecisionMinutes
from procurement.projects.demand import queries as demand
from procurement.projects.demand.models import DemandHearing, DemandOpinion
from procurement.projects.emergency import queries as emergencies
from procurement.projects.emergency.models import EmergencyPurchase
from procurement.projects.intention import queries as intentions
from procurement.projects.intention.filters import IntentionFilter
from procurement.projects.intention.models import PurchaseIntention
from procurement.projects.models import ProcurementProject
from procurement.projects.terms.models import PurchaseTerms


class IntentionSerializer(serializers.ModelSerializer):
    """A published intention; `expected_month` is the first day of the month."""

    purchaser = PurchaserSerializer()
    catalogue_item = serializers.CharField(source="catalogue_item.code")

    class Meta:
        model = PurchaseIntention
        fields: ClassVar = [
            "number", "title", "purchaser", "catalogue_item", "overview", "budget_amount", "expected_month",
            "remark", "status", "published_at", "withdrawn_at", "withdrawn_because",
        ]  # fmt: skip


@described(IntentionSerializer, tag="intentions")
class Intentions(PublicRecords):
    """Purchase intentions that were published, the newest first; withdrawn ones stay, with the reason."""

    serializer_class = IntentionSerializer
    filterset_class = IntentionFilter
    lookup_field = "number"
    order = ("-published_at", "-pk")

    def get_queryset(self) -> QuerySet[PurchaseIntention]:
        return intentions.public()


class DemandOpinionSerializer(serializers.ModelSerializer):
    """An answered opinion as everybody may read it; without its text where that is withheld."""

    who = serializers.CharField()
    text = serializers.SerializerMethodField()

    class Meta:
        model = DemandOpinion
        fields: ClassVar = ["who", "at", "text", "withheld", "verdict", "answer", "answered_at"]

    @extend_schema_field(serializers.CharField())
    def get_text(self, opinion: DemandOpinion) -> str:
        """The text, unless it is withheld."""
        return "" if opinion.withheld else opinion.text


class DemandHearingSerializer(serializers.ModelSerializer):
    """A demand that is put out for opinions; they follow with the outcome."""

    project_number = serializers.CharField(source="project.number")
    title = serializers.CharField(source="project.title")
    purchaser = PurchaserSerializer(source="project.purchaser")
    opinions = serializers.SerializerMethodField()

    class Meta:
        model = DemandHearing
        fields: ClassVar = [
            "project_number", "title", "purchaser", "text", "asked_at", "until", "concluded_at", "outcome",
            "opinions",
        ]  # fmt: skip

    @extend_schema_field(DemandOpinionSerializer(many=True))
    def get_opinions(self, hearing: DemandHearing) -> list[dict]:
        """The answered opinions, once it is concluded."""
        return DemandOpinionSerializer(demand.published_opinions(hearing), many=True).data


@described(DemandHearingSerializer, tag="demands")
class DemandHearings(PublicRecords):
    """Demands about which the public was asked, the newest first."""

    serializer_class = DemandHearingSerializer
    lookup_field = "project__number"
    lookup_url_kwarg = "number"
    order = ("-asked_at", "-pk")

    def get_queryset(self) -> QuerySet[DemandHearing]:
        return demand.public()


class MinutesSerializer(serializers.ModelSerializer):
    """The minutes of a meeting; of the paper its digest."""

    paper_sha256 = serializers.CharField(source="paper.sha256")

    class Meta:
        model = DecisionMinutes
        fields: ClassVar = ["step", "held_on", "attendees", "decision", "paper_sha256", "at"]


class TermsSerializer(serializers.ModelSerializer):
    """Consortium, subcontract, reservation, preference, organisation and fee."""

    class Meta:
        model = PurchaseTerms
        exclude: ClassVar = ["id", "project", "by"]


class ProjectSerializer(serializers.ModelSerializer):
    """A project; `statutory` is false where the method was chosen of free will below the threshold.

    Its terms and challenges then follow the purchaser's own rules, and finance takes no complaint.
    """

    purchaser = PurchaserSerializer()
    catalogue_item = serializers.CharField(source="catalogue_item.code")
    amount = serializers.SerializerMethodField()
    statutory = serializers.SerializerMethodField()
    intention = serializers.SerializerMethodField()
    terms = serializers.SerializerMethodField()
    minutes = MinutesSerializer(many=True)

    class Meta:
        model = ProcurementProject
        fields: ClassVar = [
            "number", "title", "purchaser", "catalogue_item", "content_kind", "fiscal_year", "method",
            "statutory", "amount", "status", "decided_on", "demand", "recipients", "service_area",
            "term_months", "intention", "terms", "minutes",
        ]  # fmt: skip

    @extend_schema_field(serializers.DecimalField(max_digits=18, decimal_places=2))
    def get_amount(self, project: ProcurementProject) -> str:
        """The sum of the packages' budgets, in yuan."""
        return f"{projects.amount_of(project):.2f}"

    @extend_schema_field(serializers.BooleanField())
    def get_statutory(self, project: ProcurementProject) -> bool:
        """Whether the law asks for the method."""
        return projects.is_statutory(project)

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_intention(self, project: ProcurementProject) -> str | None:
        """The number of its published intention."""
        kept = getattr(project, "intention", None)
        return kept.intention.number if kept and kept.intention else None

    @extend_schema_field(TermsSerializer(allow_null=True))
    def get_terms(self, project: ProcurementProject) -> dict | None:
        """What was agreed of its terms."""
        kept = getattr(project, "terms", None)
        return TermsSerializer(kept).data if kept else None


class Readable(ReadOnly):
    """Records for whoever may read them in the workbench, in any of the own capacities."""

    permission_classes: ClassVar = [IsAuthenticated]
    lookup_field = "number"
    lookup_value_regex = CODE


@extend_schema(tags=["projects"])
class Projects(Readable):
    """Projects of the own bodies, and of those that are watched over, the newest first."""

    serializer_class = ProjectSerializer
    queryset = ProcurementProject.objects.none()

    def get_queryset(self) -> QuerySet[ProcurementProject]:
        found = [projects.visible_to(actor) for actor in capacities(self.request)]
        whole = reduce(or_, found, ProcurementProject.objects.none())
        return (
            ProcurementProject.objects.filter(pk__in=whole.values("pk"))
            .select_related("purchaser", "catalogue_item", "intention__intention", "terms")
            .prefetch_related("packages", "route_decisions", "minutes__paper")
        )


class EmergencySerializer(serializers.ModelSerializer):
    """An emergency purchase of the register."""

    purchaser = PurchaserSerializer()

    class Meta:
        model = EmergencyPurchase
        fields: ClassVar = [
            "number", "purchaser", "event", "happened_on", "reason", "bought", "supplier_name", "amount",
            "decider", "decided_on", "status", "entered_at", "confirmed_at",
        ]  # fmt: skip


@extend_schema(tags=["emergencies"])
class Emergencies(Readable):
    """The register of emergency purchases, outside the statutory methods."""

    serializer_class = EmergencySerializer
    queryset = EmergencyPurchase.objects.none()

    def get_queryset(self) -> QuerySet[EmergencyPurchase]:
        found = [emergencies.visible_to(actor) for actor in capacities(self.request)]
        whole = reduce(or_, found, EmergencyPurchase.objects.none())
        return EmergencyPurchase.objects.filter(pk__in=whole.values("pk")).select_related("purchaser")


def capacities(request: Request) -> list[Actor]:
    """Everything as which the signed-in person acts today."""
    memberships = people.memberships_of(request.user.pk, on=local_date(timezone.now()))
    return [people.actor_for(membership) for membership in memberships]
