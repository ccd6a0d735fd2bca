"""What every public, reading address shares."""

from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.permissions import AllowAny
from rest_framework.throttling import AnonRateThrottle, UserRateThrottle
from rest_framework.views import APIView

from portal.kernel.api import ErrorSerializer
from portal.kernel.api_views import ReadOnly

CODE = "[0-9A-Za-z-]{1,60}"


class PublicAnswer(APIView):
    """A read that anybody may make."""

    permission_classes = (AllowAny,)
    throttle_classes = (AnonRateThrottle, UserRateThrottle)


class PublicRecords(ReadOnly):
    """Records that anybody may read, without sign-in."""

    permission_classes = (AllowAny,)
    throttle_classes = (AnonRateThrottle, UserRateThrottle)
    filter_backends = (DjangoFilterBackend,)
    lookup_value_regex = CODE


def described(serializer, *, tag: str):
    """Both answers of a set of public records with their errors, for the description of the interface."""
    errors = {429: ErrorSerializer}
    return extend_schema_view(
        list=extend_schema(
            tags=[tag], auth=[], responses={200: serializer(many=True), 400: ErrorSerializer, **errors}
        ),
        retrieve=extend_schema(
            tags=[tag], auth=[], responses={200: serializer, 404: ErrorSerializer, **errors}
        ),
    )
