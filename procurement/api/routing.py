"""The route decision for programs."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle, UserRateThrottle
from rest_framework.views import APIView

from portal.kernel.api import ErrorSerializer, RefusalSerializer
from procurement.routing.asking import answer_to
from procurement.routing.explaining import answer
from procurement.routing.forms import RouteForm


class FigureSerializer(serializers.Serializer):
    """The row of the legal number that decided."""

    code = serializers.CharField()
    name = serializers.CharField()
    region_code = serializers.CharField()
    category = serializers.CharField(allow_blank=True)
    unit = serializers.CharField()
    effective_from = serializers.DateField(allow_null=True)
    is_start_to_be_confirmed = serializers.BooleanField()
    legal_basis = serializers.CharField()
    confidence = serializers.CharField()
    is_to_be_confirmed = serializers.BooleanField()


class ComparedSerializer(serializers.Serializer):
    """The project's amount beside the legal number; an equal amount reaches it. A switch is on or off."""

    amount = serializers.CharField()
    figure = serializers.CharField()
    relation = serializers.ChoiceField(choices=["below", "reaches", "on", "off"])
    parameter = FigureSerializer()


class RouteSerializer(serializers.Serializer):
    """One route; `statutory` is false where the law asks for no method.

    `on_approval`: not lawful yet, but with the approval of the finance department.
    """

    code = serializers.CharField()
    name = serializers.CharField()
    lawful = serializers.BooleanField()
    default = serializers.BooleanField()
    statutory = serializers.BooleanField()
    on_approval = serializers.BooleanField()
    reason = serializers.CharField()
    needs = serializers.CharField(allow_blank=True)
    article = serializers.CharField()
    compared = ComparedSerializer()
    also_compared = ComparedSerializer(many=True)
    would_change = serializers.CharField()
    to_be_confirmed = serializers.BooleanField()


class DecisionSerializer(serializers.Serializer):
    """Every route, the proposed one first; what stands against all of them; how the region was understood."""

    routes = RouteSerializer(many=True)
    refusals = RefusalSerializer(many=True)
    notes = serializers.ListField(child=serializers.CharField())


class RouteDecisionView(APIView):
    """Which routes are lawful for an amount, budget level, item and day, and why."""

    permission_classes = (AllowAny,)
    throttle_classes = (AnonRateThrottle, UserRateThrottle)

    @extend_schema(
        tags=["routing"],
        auth=[],
        parameters=[
            OpenApiParameter("amount", str, required=True, description="各采购包合计，元，例如 799999.99"),
            OpenApiParameter("category", str, enum=["services", "goods", "works"], default="services"),
            OpenApiParameter("region", str, description="预算级次的代码或者名称", default="430000"),
            OpenApiParameter("item", str, description="目录品目代码，可以不填"),
            OpenApiParameter("date", str, description="按哪一天的标准，例如 2026-03-02；不填写时按今天"),
            OpenApiParameter("framework", bool, description="该品目已有可以使用的框架协议"),
            OpenApiParameter("collects", bool, description="由集中采购机构或者主管预算单位采购"),
        ],
        responses={200: DecisionSerializer, 400: ErrorSerializer, 429: ErrorSerializer},
    )
    def get(self, request: Request) -> Response:
        form = RouteForm(request.query_params)
        if not form.is_valid():
            raise serializers.ValidationError(dict(form.errors))
        return Response(answer(*answer_to(form), notes=form.notes))
