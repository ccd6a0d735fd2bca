"""Sealed submissions for programs: the same verb as the page, the own submissions and nobody else's."""

from typing import ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from orgs.people import queries as people
from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.api import REFUSALS
from portal.kernel.api_views import ReadOnly
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted
from procurement.bidding import queries, workflow
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.models import Submission
from procurement.bidding.rules import Sealed


class SubmissionSerializer(serializers.ModelSerializer):
    """An own submission with its receipt (compact JWS)."""

    package = serializers.CharField(source="package.number")

    class Meta:
        model = Submission
        fields: ClassVar = [
            "receipt_number", "package", "kind", "status", "ciphertext_sha256", "plaintext_sha256",
            "submitted_at", "receipt",
        ]  # fmt: skip


class SealedSerializer(serializers.Serializer):
    """What a client of its own sends: docs/developers/sealed-bid-format.md says how it is made."""

    bidder = serializers.CharField(max_length=18, help_text=_("代表哪个单位：统一社会信用代码"))
    package = serializers.CharField(max_length=44)
    kind = serializers.ChoiceField(choices=SubmissionKind.choices)
    envelope = serializers.CharField(max_length=60_000, trim_whitespace=False)
    ciphertext_sha256 = serializers.RegexField(r"^[0-9a-f]{64}$")
    plaintext_sha256 = serializers.RegexField(r"^[0-9a-f]{64}$")

    def sealed(self) -> Sealed:
        """The envelope as the verb takes it."""
        data = self.validated_data
        return Sealed(data["envelope"], data["ciphertext_sha256"], data["plaintext_sha256"])


@extend_schema(tags=["submissions"])
class Submissions(ReadOnly):
    """The own submissions, newest first; sending one replaces the one before."""

    serializer_class = SubmissionSerializer
    permission_classes: ClassVar = [IsAuthenticated]
    lookup_field = "receipt_number"
    order = ("-submitted_at", "-pk")
    queryset = Submission.objects.none()

    def get_queryset(self) -> QuerySet[Submission]:
        """Those of the bodies for which the signed-in person bids."""
        bodies = [actor.body_id for actor in suppliers_of(self.request)]
        return Submission.objects.filter(supplier_id__in=bodies).select_related("package")

    @extend_schema(request=SealedSerializer, responses={201: SubmissionSerializer, **REFUSALS})
    def create(self, request: Request) -> Response:
        """Submit a sealed envelope; refused after the deadline by the database's clock."""
        posted = SealedSerializer(data=request.data)
        posted.is_valid(raise_exception=True)
        actor = bidder_of(request, posted.validated_data["bidder"])
        packages = queries.packages_for(actor)
        package = get_object_or_404(packages, number=posted.validated_data["package"])
        workflow.ensure_opening_keys(package.project_id, now=timezone.now())
        kind = posted.validated_data["kind"]
        submission = workflow.submit(package.pk, kind=kind, sealed=posted.sealed(), by=actor)
        return Response(SubmissionSerializer(submission).data, status=status.HTTP_201_CREATED)


def suppliers_of(request: Request) -> list[Actor]:
    """The supplier capacities of whoever the token belongs to."""
    memberships = people.memberships_of(request.user.pk, on=local_date(timezone.now()))
    actors = [people.actor_for(membership) for membership in memberships]
    return [actor for actor in actors if actor.has_role(*SUPPLIER_ROLES)]


def bidder_of(request: Request, credit_code: str) -> Actor:
    """The capacity for the named body; NotPermitted when the person does not bid for it."""
    memberships = people.memberships_of(request.user.pk, on=local_date(timezone.now()))
    for membership in memberships:
        actor = people.actor_for(membership)
        if membership.body.credit_code == credit_code and actor.has_role(*SUPPLIER_ROLES):
            return actor
    raise NotPermitted(_("这个账号不能代表该单位提交。"))
