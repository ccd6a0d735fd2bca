"""The score calculator for programs."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.kernel.api import ErrorSerializer
from procurement.api.public import PublicAnswer
from procurement.review.price_scores.asking import facts_of
from procurement.review.price_scores.forms import METHODS, PriceScoreForm


class PriceScoresQuestionSerializer(serializers.Serializer):
    """The bids by name in yuan; `weight` in points and `deductions` in per cent, as texts.

    `weight` is left out where the lowest price decides (negotiation).
    """

    method = serializers.ChoiceField(choices=METHODS)
    weight = serializers.CharField(required=False)
    bids = serializers.DictField(child=serializers.CharField())
    deductions = serializers.DictField(child=serializers.CharField(), required=False)
    ceiling = serializers.CharField(required=False)
    date = serializers.DateField(required=False)


class PriceScoresSerializer(serializers.Serializer):
    """The base and everybody's points; where the lowest price decides, the places.

    `invalid` says why a bid does not count, `notes` what about the weight is not usual: both only if any.
    """

    base = serializers.CharField(allow_null=True)
    scores = serializers.DictField(child=serializers.CharField())
    places = serializers.DictField(child=serializers.IntegerField(), required=False)
    invalid = serializers.DictField(child=serializers.CharField(), required=False)
    notes = serializers.ListField(child=serializers.CharField(), required=False)


EXAMPLE = OpenApiExample(
    "磋商",
    value={
        "method": "competitive_consultation",
        "weight": "10",
        "bids": {"甲": "880000", "乙": "950000", "丙": "820000", "丁": "1050000"},
    },
    request_only=True,
)


class PriceScoresView(PublicAnswer):
    """Points for price by the rule of the review; nothing is kept."""

    @extend_schema(
        tags=["review"],
        auth=[],
        request=PriceScoresQuestionSerializer,
        examples=[EXAMPLE],
        responses={
            200: PriceScoresSerializer,
            400: ErrorSerializer,
            409: ErrorSerializer,
            429: ErrorSerializer,
        },
    )
    def post(self, request: Request) -> Response:
        form = PriceScoreForm(_mapping(request.data))
        if not form.is_valid():
            raise serializers.ValidationError(dict(form.errors))
        return Response(facts_of(form))


def _mapping(data: Any) -> dict[str, Any]:
    """The question as names with values, whatever was sent."""
    return {str(name): data[name] for name in data} if isinstance(data, dict) else {}
