"""Sealed submissions for programs: the same verb as the page, the own submissions and nobody else's."""

import json
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from orgs.people import queries as people
from orgs.people.choices import SUPPLIER_ROLES
from orgs.people.models import Membership
from portal.kernel.actors import Actor
from portal.kernel.api import REFUSALS
from portal.kernel.api_views import ReadOnly
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted
from procurement.bidding import queries, workflow
from procurement.bidding.choices import SubmissionKind, SubmissionStatus
from procurement.bidding.models import Submission
from procurement.bidding.rules import Sealed, SealedFile, read_files


class TokenField(serializers.CharField):
    """Ciphertext: the verb refuses what is not, so its characters are not looked at one by one before."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        one_by_one = ProhibitSurrogateCharactersValidator
        self.validators = [one for one in self.validators if not isinstance(one, one_by_one)]


class SubmissionSerializer(serializers.Serializer):
    """An own submission with its receipt (compact JWS).

    Its fields are written down, not derived from the model: that would take longer than receiving a bid.
    """

    receipt_number = serializers.CharField()
    package = serializers.CharField(source="package.number")
    kind = serializers.ChoiceField(choices=SubmissionKind.choices)
    status = serializers.ChoiceField(choices=SubmissionStatus.choices)
    ciphertext_sha256 = serializers.CharField()
    plaintext_sha256 = serializers.CharField()
    submitted_at = serializers.DateTimeField()
    receipt = serializers.CharField()


class SealedFileSerializer(serializers.Serializer):
    """An encrypted file as it was uploaded."""

    id = serializers.CharField()
    sealed_size = serializers.IntegerField()
    sealed_sha256 = serializers.CharField()


class SealedSerializer(serializers.Serializer):
    """What a client of its own sends: docs/developers/sealed-bid-format.md says how it is made."""

    bidder = serializers.CharField(max_length=18, help_text=_("代表哪个单位：统一社会信用代码"))
    package = serializers.CharField(max_length=44)
    kind = serializers.ChoiceField(choices=SubmissionKind.choices)
    envelope = TokenField(max_length=60_000, trim_whitespace=False)
    ciphertext_sha256 = serializers.RegexField(r"^[0-9a-f]{64}$")
    plaintext_sha256 = serializers.RegexField(r"^[0-9a-f]{64}$")

    files = SealedFileSerializer(many=True, default=list)
    custody = TokenField(max_length=8000, allow_blank=True, trim_whitespace=False, default="")

    def validate_files(self, listed: list[dict]) -> tuple[SealedFile, ...]:
        """The same rule as for the page."""
        try:
            return read_files(json.dumps(listed))
        except ValueError:
            raise serializers.ValidationError(_("附件清单不符合格式。")) from None


# Made once: to make one anew takes longer than all that it does for a bid.
POSTED, ANSWERED = SealedSerializer(), SubmissionSerializer()


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
        return Submission.objects.filter(supplier_id__in=bodies).select_related("package", "supplier")

    @extend_schema(request=SealedSerializer, responses={201: SubmissionSerializer, **REFUSALS})
    def create(self, request: Request) -> Response:
        """Submit a sealed envelope; refused after the deadline by the database's clock."""
        posted = POSTED.run_validation(request.data)
        today = local_date(timezone.now())
        found = queries.capacity(request.user.pk, posted["bidder"], posted["package"], on=today)
        actor = supplier_of(found)
        if found.taking_part is None:
            raise Http404
        sealed = Sealed(**{name: posted[name] for name in Sealed.__dataclass_fields__})
        submission = workflow.submit(found.taking_part, kind=posted["kind"], sealed=sealed, by=actor)
        return Response(ANSWERED.to_representation(submission), status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={200: SubmissionSerializer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, receipt_number: str) -> Response:
        """Take it back before the deadline; it stays as ciphertext and is never opened."""
        kept = self.get_object()
        actor = bidder_of(request, kept.supplier.credit_code)
        submission = workflow.withdraw(kept.receipt_number, by=actor)
        return Response(SubmissionSerializer(submission).data)


def suppliers_of(request: Request) -> list[Actor]:
    """The supplier capacities of whoever the token belongs to."""
    memberships = people.memberships_of(request.user.pk, on=local_date(timezone.now()))
    actors = [people.actor_for(membership) for membership in memberships]
    return [actor for actor in actors if actor.has_role(*SUPPLIER_ROLES)]


def bidder_of(request: Request, credit_code: str) -> Actor:
    """The capacity for the named body; NotPermitted when the person does not bid for it."""
    memberships = people.memberships_of(request.user.pk, on=local_date(timezone.now()))
    return supplier_of(next((one for one in memberships if one.body.credit_code == credit_code), None))


def supplier_of(membership: Membership | None) -> Actor:
    """The capacity that a membership gives, if it is one of a supplier; else NotPermitted."""
    actor = people.actor_for(membership) if membership else None
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        raise NotPermitted(_("这个账号不能代表该单位提交。"))
    return actor
