"""Published notices for programs."""

from typing import ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from orgs.bodies.models import Body
from procurement.api.public import PublicRecords, described
from procurement.notices import queries
from procurement.notices.filters import NoticeFilter
from procurement.notices.models import Notice
from procurement.projects.queries import is_statutory


class PurchaserSerializer(serializers.ModelSerializer):
    """Who purchases."""

    class Meta:
        model = Body
        fields: ClassVar = ["credit_code", "name"]


class NoticeSerializer(serializers.ModelSerializer):
    """A published notice; `sha256` is the digest of its text as published.

    `statutory` is false where a purchase below the threshold took a statutory method of free will, and where
    there is no project: then `project_number` is empty.
    """

    type_says = serializers.CharField(source="get_type_display")
    project_number = serializers.CharField(source="project.number", default="")
    purchaser = PurchaserSerializer()
    catalogue_item = serializers.CharField(source="item.code", default="")
    body = serializers.JSONField()
    statutory = serializers.SerializerMethodField()

    class Meta:
        model = Notice
        fields: ClassVar = [
            "number", "type", "type_says", "title", "project_number", "purchaser", "catalogue_item",
            "statutory", "published_at", "period_ends_on", "is_period_provisional", "sha256", "body",
        ]  # fmt: skip

    @extend_schema_field(serializers.BooleanField())
    def get_statutory(self, notice: Notice) -> bool:
        """Whether the law asks for the purchase's method."""
        return notice.project is not None and is_statutory(notice.project)


@described(NoticeSerializer, tag="notices")
class Notices(PublicRecords):
    """Everything that was published, newest first."""

    serializer_class = NoticeSerializer
    filterset_class = NoticeFilter
    lookup_field = "number"
    order = ("-published_at", "-pk")

    def get_queryset(self) -> QuerySet[Notice]:
        return queries.with_amount(queries.public()).prefetch_related("project__route_decisions")
