"""What a program needs before it seals, and what it unlocks at the opening: of the own bodies only."""

from functools import reduce
from operator import or_
from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from orgs.bodies.models import Body
from portal.kernel.actors import Actor
from portal.kernel.api import REFUSALS
from portal.kernel.api_views import ReadOnly
from portal.kernel.money import AmountField
from procurement.api.bidding import bidder_of, suppliers_of
from procurement.api.public import CODE
from procurement.bidding import envelope, pages, queries, workflow
from procurement.bidding.choices import SubmissionKind
from procurement.opening import workflow as unlocking
from procurement.opening.models import OpenedSubmission
from procurement.projects.models import Package

KINDS: tuple[tuple[type[forms.Field], str], ...] = (
    (AmountField, "amount"),
    (forms.BooleanField, "statement"),
    (forms.ChoiceField, "choice"),
    (forms.Field, "text"),
)


class OwnPackageSerializer(serializers.ModelSerializer):
    """A package in which an own body takes part."""

    project_number = serializers.CharField(source="project.number")
    predecessor = serializers.SlugRelatedField(slug_field="number", read_only=True)

    class Meta:
        model = Package
        fields: ClassVar = [
            "number", "title", "project_number", "ceiling_amount", "response_deadline", "predecessor",
        ]  # fmt: skip


class SealFieldSerializer(serializers.Serializer):
    """One member of `fields`; a statement is made with the value `on`, an amount has two decimals.

    `asks` is what it answers: a line of the demand, a criterion's standard, or a hint; `choices` the values
    of a choice.
    """

    name = serializers.CharField()
    says = serializers.CharField()
    kind = serializers.ChoiceField(choices=[kind for _field, kind in KINDS])
    required = serializers.BooleanField()
    max_length = serializers.IntegerField(allow_null=True)
    asks = serializers.CharField(allow_blank=True)
    choices = serializers.ListField(child=serializers.CharField())


class CheckSerializer(serializers.Serializer):
    """One rule of eligibility."""

    rule = serializers.CharField()
    passed = serializers.BooleanField()
    basis = serializers.CharField()
    remedy = serializers.CharField()


class CustodianSerializer(serializers.Serializer):
    """Who keeps the second key of the package, and the key that the phrase is sealed to."""

    name = serializers.CharField(source="key.body.name")
    kid = serializers.CharField(source="key.kid")
    public_jwk = serializers.JSONField(source="key.public_jwk")


class SealingSerializer(serializers.Serializer):
    """What is sealed, to which keys, until when, and whether it would be taken."""

    package = serializers.CharField()
    kind = serializers.ChoiceField(choices=SubmissionKind.choices)
    bidder = serializers.CharField()
    opening_key = serializers.JSONField()
    custodian = CustodianSerializer(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    may_submit = serializers.BooleanField()
    checks = CheckSerializer(many=True)
    fields_ = SealFieldSerializer(many=True)

    def get_fields(self) -> dict[str, serializers.Field]:
        """`fields` is a name that serializers use themselves."""
        return {name.rstrip("_"): field for name, field in super().get_fields().items()}


class AskedSerializer(serializers.Serializer):
    """For which submission, and in whose name; without a bidder the own body that has the document."""

    kind = serializers.ChoiceField(choices=SubmissionKind.choices, default=SubmissionKind.RESPONSE)
    bidder = serializers.CharField(max_length=18, required=False)


@extend_schema(tags=["submissions"])
class OwnPackages(ReadOnly):
    """The packages whose document an own body has obtained; one of them says what to seal."""

    serializer_class = OwnPackageSerializer
    permission_classes: ClassVar = [IsAuthenticated]
    lookup_field = "number"
    lookup_value_regex = CODE
    queryset = Package.objects.none()

    def get_queryset(self) -> QuerySet[Package]:
        """Those of every body for which the signed-in person bids."""
        found = [queries.packages_for(actor) for actor in suppliers_of(self.request)]
        whole = reduce(or_, found, Package.objects.none())
        return Package.objects.filter(pk__in=whole.values("pk")).select_related("project")

    @extend_schema(parameters=[AskedSerializer], responses={200: SealingSerializer, **REFUSALS})
    def retrieve(self, request: Request, number: str) -> Response:
        """Opening key, fields and eligibility, as the page for sealing shows them."""
        asked = AskedSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        actor = self.actor_for(number, asked.validated_data.get("bidder"))
        package = get_object_or_404(queries.packages_for(actor), number=number)
        now = timezone.now()
        workflow.ensure_opening_keys(package.project_id, now=now)
        context = pages.seal_context(package, asked.validated_data["kind"], actor=actor, now=now)
        return Response(SealingSerializer(to_seal(package, context, actor)).data)

    def actor_for(self, number: str, credit_code: str | None) -> Actor | None:
        """The named capacity, or the first that takes part in the package."""
        if credit_code:
            return bidder_of(self.request, credit_code)
        taking_part = (
            actor
            for actor in suppliers_of(self.request)
            if queries.packages_for(actor).filter(number=number).exists()
        )
        return next(taking_part, None)


def to_seal(package: Package, context: dict, actor: Actor) -> dict:
    """The page's facts as a program takes them."""
    return {
        "package": package.number,
        "kind": context["kind"],
        "bidder": Body.objects.get(pk=actor.body_id).credit_code,
        "opening_key": queries.opening_key(package.pk, context["kind"]).public_jwk,
        "custodian": context["custody"],
        "closes_at": context["closes_at"],
        "may_submit": context["may_submit"],
        "checks": context["checks"],
        "fields": [described(name, field) for name, field in context["form"].fields.items()],
    }


def described(name: str, field: forms.Field) -> dict:
    """One field of the form."""
    return {
        "name": name,
        "says": str(field.label),
        "kind": next(kind for known, kind in KINDS if isinstance(field, known)),
        "required": field.required,
        "max_length": getattr(field, "max_length", None),
        "asks": str(getattr(field, "asked", "") or field.help_text),
        "choices": [value for value, _says in getattr(field, "choices", ()) if value],
    }


class OpeningSerializer(serializers.ModelSerializer):
    """An own submission in its opening: what is left of it is the inner lock."""

    receipt_number = serializers.CharField(source="submission.receipt_number")
    unlock_until = serializers.DateTimeField(source="session.unlock_until")

    class Meta:
        model = OpenedSubmission
        fields: ClassVar = ["receipt_number", "status", "inner", "reason", "unlock_until", "unlocked_at"]


class UnlockedSerializer(serializers.Serializer):
    """The opened bytes in base64url; the phrase stays with the bidder."""

    plaintext = serializers.CharField(max_length=envelope.MAX_POSTED)


@extend_schema(tags=["submissions"])
class Openings(ReadOnly):
    """The own submissions whose outer lock is off."""

    serializer_class = OpeningSerializer
    permission_classes: ClassVar = [IsAuthenticated]
    lookup_field = "submission__receipt_number"
    lookup_url_kwarg = "receipt_number"
    lookup_value_regex = CODE
    queryset = OpenedSubmission.objects.none()

    def get_queryset(self) -> QuerySet[OpenedSubmission]:
        """Those of every body for which the signed-in person bids."""
        bodies = [actor.body_id for actor in suppliers_of(self.request)]
        found = OpenedSubmission.objects.filter(submission__supplier_id__in=bodies)
        return found.select_related("submission__supplier", "session")

    @extend_schema(request=UnlockedSerializer, responses={200: OpeningSerializer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def unlock(self, request: Request, receipt_number: str) -> Response:
        """Hand in what the phrase has opened; refused unless it is what the receipt fixed."""
        opened = self.get_object()
        posted = UnlockedSerializer(data=request.data)
        posted.is_valid(raise_exception=True)
        actor = bidder_of(request, opened.submission.supplier.credit_code)
        unlocking.unlock(opened.pk, encoded=posted.validated_data["plaintext"], by=actor)
        return Response(OpeningSerializer(self.get_object()).data)
