"""Encrypted files of a bid for programs: announced, sent in chunks, finished; the own ones only."""

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from portal.kernel.actors import Actor
from portal.kernel.api import REFUSALS
from procurement.api.bidding import bidder_of, suppliers_of
from procurement.bidding import queries
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.files import workflow
from procurement.bidding.files.models import SealedUpload
from procurement.bidding.files.views import DIGEST_HEADER, state_of


class AnnouncedSerializer(serializers.Serializer):
    """A file by its identifier and the size of its ciphertext."""

    bidder = serializers.CharField(max_length=18)
    package = serializers.CharField(max_length=44)
    kind = serializers.ChoiceField(choices=SubmissionKind.choices)
    file_id = serializers.CharField(max_length=22)
    sealed_size = serializers.IntegerField(min_value=0)


class StateSerializer(serializers.Serializer):
    """What has arrived of a file: numbers of chunks from zero, and whether it is whole."""

    id = serializers.CharField()
    sealed_size = serializers.IntegerField()
    chunks = serializers.IntegerField()
    received = serializers.ListField(child=serializers.IntegerField())
    is_whole = serializers.BooleanField()


class FinishedSerializer(serializers.Serializer):
    """The digest of all chunks one after another."""

    sealed_sha256 = serializers.RegexField(r"^[0-9a-f]{64}$")


@extend_schema(tags=["submissions"])
class Files(viewsets.GenericViewSet):
    """Uploads of the own bodies; docs/developers/sealed-bid-format.md says how a file is encrypted."""

    serializer_class = StateSerializer
    permission_classes = (IsAuthenticated,)
    lookup_field = "file_id"
    lookup_value_regex = "[A-Za-z0-9_-]{22}"
    queryset = SealedUpload.objects.none()

    def get_queryset(self):
        """Those of every body for which the signed-in person bids."""
        bodies = [actor.body_id for actor in suppliers_of(self.request)]
        return SealedUpload.objects.filter(supplier_id__in=bodies).select_related("supplier")

    @extend_schema(request=AnnouncedSerializer, responses={200: StateSerializer, **REFUSALS})
    def create(self, request: Request) -> Response:
        """Announce a file; the same one twice is the same file."""
        posted = AnnouncedSerializer(data=request.data)
        posted.is_valid(raise_exception=True)
        facts = posted.validated_data
        actor = bidder_of(request, facts["bidder"])
        package = get_object_or_404(queries.packages_for(actor), number=facts["package"])
        named = {name: facts[name] for name in ("kind", "file_id", "sealed_size")}
        return Response(state_of(workflow.begin(package.pk, by=actor, **named)))

    @extend_schema(responses={200: StateSerializer, **REFUSALS})
    def retrieve(self, request: Request, file_id: str) -> Response:
        """What has arrived of it."""
        return Response(state_of(self.get_object()))

    @extend_schema(responses={204: None, **REFUSALS})
    def destroy(self, request: Request, file_id: str) -> Response:
        """Take away a file that no submission holds."""
        workflow.discard(file_id, by=self.owner())
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=FinishedSerializer, responses={200: StateSerializer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def finish(self, request: Request, file_id: str) -> Response:
        """Close a file; refused with the missing chunks, if any."""
        actor = self.owner()
        posted = FinishedSerializer(data=request.data)
        posted.is_valid(raise_exception=True)
        return Response(state_of(workflow.finish(file_id, by=actor, **posted.validated_data)))

    @extend_schema(
        request={"application/octet-stream": OpenApiTypes.BINARY}, responses={204: None, **REFUSALS}
    )
    @action(detail=True, methods=["put"], url_path="(?P<index>[0-9]{1,4})")
    def chunk(self, request: Request, file_id: str, index: str) -> Response:
        """One chunk as the body; it is streamed to disk, and its digest stands in a header."""
        actor, digest = self.owner(), request.headers.get(DIGEST_HEADER, "")
        # The request beneath: that of the interface would read the body as a whole.
        workflow.receive(file_id, int(index), source=request._request, sha256=digest, by=actor)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def owner(self) -> Actor:
        """The capacity for the body whose file it is."""
        return bidder_of(self.request, self.get_object().supplier.credit_code)
