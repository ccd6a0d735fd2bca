"""Published notices for programs."""

from typing import ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from orgs.bodies.models import Body
from procurement.api.public import PublicRecords, described
from procurement.notices import queries
from procurement.notices.filters import NoticeFilter
from procurement.notices.models import Notice


class PurchaserSerializer(serializers.ModelSerializer):
    """Who purchases."""

    class Meta:
        model = Body
        fields: ClassVar = ["credit_code", "name"]


class NoticeSerializer(serializers.ModelSerializer):
    """A published notice; `sha256` is the digest of its text as published."""

    type_says = serializers.CharField(source="get_type_display")
    project_number = serializers.CharField(source="project.number")
    purchaser = PurchaserSerializer(source="project.purchaser")
    catalogue_item = serializers.CharField(source="project.catalogue_item.code")
    body = serializers.JSONField()

    class Meta:
        model = Notice
        fields: ClassVar = [
            "number", "type", "type_says", "title", "project_number", "purchaser", "catalogue_item",
            "published_at", "period_ends_on", "is_period_provisional", "sha256", "body",
        ]  # fmt: skip


@described(NoticeSerializer, tag="notices")
class Notices(PublicRecords):
    """Everything that was published, newest first."""

    serializer_class = NoticeSerializer
    filterset_class = NoticeFilter
    lookup_field = "number"
    order = ("-published_at", "-pk")

    def get_queryset(self) -> QuerySet[Notice]:
        return queries.with_amount(queries.public())
