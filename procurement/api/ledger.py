"""The ledger's signed heads and proofs for programs; nothing of an entry but hashes."""

from typing import ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from portal.kernel import keys
from portal.kernel.api import ErrorSerializer
from portal.kernel.ledger.tree import queries
from portal.kernel.ledger.tree.models import TreeHead
from procurement.api.public import PublicAnswer, PublicRecords, described


class HeadSerializer(serializers.ModelSerializer):
    """A signed head; `statement` is the compact JWS that everything else here repeats."""

    tree_size = serializers.IntegerField(source="size")
    root_hash = serializers.CharField(source="root")
    timestamp = serializers.DateTimeField(source="at")

    class Meta:
        model = TreeHead
        fields: ClassVar = ["tree_size", "root_hash", "timestamp", "statement"]


class InclusionSerializer(serializers.Serializer):
    """The way from a leaf to the root of a signed head (RFC 9162, 2.1.3)."""

    format = serializers.CharField()
    leaf_hash = serializers.CharField()
    leaf_index = serializers.IntegerField()
    path = serializers.ListField(child=serializers.CharField())
    head = serializers.CharField(help_text="JWS")


class ConsistencySerializer(serializers.Serializer):
    """That the second head only added to the first (RFC 9162, 2.1.4)."""

    format = serializers.CharField()
    path = serializers.ListField(child=serializers.CharField())
    first = serializers.CharField(help_text="JWS")
    second = serializers.CharField(help_text="JWS")


class SizeSerializer(serializers.Serializer):
    """The size of a head."""

    size = serializers.IntegerField(min_value=1, max_value=2**63 - 1, required=False)


class KeysSerializer(serializers.Serializer):
    """The public keys, those of before among them."""

    keys = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))


SIZE = OpenApiParameter("size", int, required=False)


@described(HeadSerializer, tag="ledger")
class Heads(PublicRecords):
    """The signed heads of the ledger's tree, newest first. Keep them: a second body should."""

    serializer_class = HeadSerializer
    lookup_field = "size"
    lookup_url_kwarg = "tree_size"
    lookup_value_regex = "[0-9]{1,18}"
    order = ("-size",)

    def get_queryset(self) -> QuerySet[TreeHead]:
        """All of them."""
        return TreeHead.objects.all()

    @extend_schema(
        tags=["ledger"],
        auth=[],
        parameters=[SIZE],
        responses={200: ConsistencySerializer, 400: ErrorSerializer, 404: ErrorSerializer},
    )
    @action(detail=True)
    def consistency(self, request: Request, tree_size: str) -> Response:
        """The proof from this head to a later one, the newest unless `size` names it."""
        first = self.get_object()
        return Response(queries.consistency_proof(first, head_asked(request, least=first.size)))


class InclusionView(PublicAnswer):
    """The proof for an entry whose hash the reader holds; 404 until it is in a head."""

    @extend_schema(
        tags=["ledger"],
        auth=[],
        parameters=[SIZE],
        responses={200: InclusionSerializer, 400: ErrorSerializer, 404: ErrorSerializer},
    )
    def get(self, request: Request, leaf_hash: str) -> Response:
        """Under the first head that holds the entry, unless `size` names a later one."""
        leaf = queries.leaf_with(leaf_hash)
        if leaf is None:
            raise NotFound
        asked = request.query_params.get("size")
        head = head_asked(request, least=leaf.number + 1) if asked else queries.head_of(leaf)
        return Response(queries.inclusion_proof(leaf, head))


class KeysView(PublicAnswer):
    """The keys that sign heads and receipts."""

    @extend_schema(tags=["ledger"], auth=[], responses={200: KeysSerializer})
    def get(self, request: Request) -> Response:
        """As a JWK set."""
        return Response(keys.public_jwks())


def head_asked(request: Request, *, least: int) -> TreeHead:
    """The head that `size` names, else the newest; it must hold at least so many leaves."""
    asked = SizeSerializer(data=request.query_params)
    asked.is_valid(raise_exception=True)
    heads = TreeHead.objects.filter(size__gte=least)
    if size := asked.validated_data.get("size"):
        return get_object_or_404(heads, size=size)
    return heads.latest("size")
