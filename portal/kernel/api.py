"""What every address under /api/v1/ shares: one form of error and keyset pages."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, pagination, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView, set_rollback

from portal.kernel import listing
from portal.kernel.errors import NotPermitted, Refusal, Refused

LARGEST_PAGE = 100


class RefusalSerializer(serializers.Serializer):
    """One reason why something cannot be done."""

    code = serializers.CharField()
    because = serializers.CharField()
    basis = serializers.CharField(allow_blank=True)
    remedy = serializers.CharField(allow_blank=True)


class ErrorSerializer(RefusalSerializer):
    """The one form of every error: what a person reads, what a program compares, and the fields concerned."""

    message = serializers.CharField()
    fields_ = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    refusals = RefusalSerializer(many=True)

    def get_fields(self) -> dict[str, serializers.Field]:
        """`fields` is a name that serializers use themselves."""
        declared = super().get_fields()
        return {name.rstrip("_"): field for name, field in declared.items()}


# For extend_schema(responses=...): what a writing address can answer besides success.
REFUSALS = {
    400: ErrorSerializer,
    401: ErrorSerializer,
    403: ErrorSerializer,
    404: ErrorSerializer,
    409: ErrorSerializer,
}


def exception_handler(exception: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an error; None for a bug, which is left to crash."""
    if isinstance(exception, Refused):
        set_rollback()
        return Response(_refused(exception.refusals), status=status.HTTP_409_CONFLICT)
    known = _as_api_exception(exception)
    if known is None:
        return None
    set_rollback()
    return Response(_error(known), status=known.status_code, headers=_headers(known))


def _as_api_exception(exception: Exception) -> exceptions.APIException | None:
    if isinstance(exception, NotPermitted | PermissionDenied):
        return exceptions.PermissionDenied(str(exception) or None)
    if isinstance(exception, Http404):
        return exceptions.NotFound()
    return exception if isinstance(exception, exceptions.APIException) else None


def _refused(refusals: Sequence[Refusal]) -> dict[str, Any]:
    reasons = [
        {"code": r.code, "because": str(r.because), "basis": str(r.basis), "remedy": str(r.remedy)}
        for r in refusals
    ]
    return {**_form(reasons[0]["code"], reasons[0]["because"]), **reasons[0], "refusals": reasons}


def _error(exception: exceptions.APIException) -> dict[str, Any]:
    if isinstance(exception, exceptions.ValidationError):
        fields = _fields(exception.detail)
        return {**_form("invalid", _("有内容需要改正。")), "fields": fields}
    return _form(exception.default_code, str(exception.detail))


def _form(code: str, message: str) -> dict[str, Any]:
    empty = {"because": "", "basis": "", "remedy": "", "fields": {}, "refusals": []}
    return {"code": code, "message": message, **empty, "because": message}


def _fields(detail: Any, path: str = "") -> dict[str, list[str]]:
    """Nested errors as one level: {"packages.0.amount": ["..."]}."""
    if isinstance(detail, dict):
        found: dict[str, list[str]] = {}
        for name, inner in detail.items():
            found |= _fields(inner, f"{path}.{name}" if path else str(name))
        return found
    if any(isinstance(item, dict | list) for item in detail):
        found = {}
        for number, inner in enumerate(detail):
            found |= _fields(inner, f"{path}.{number}" if path else str(number)) if inner else {}
        return found
    return {path or "non_field_errors": [str(item) for item in detail]}


def _headers(exception: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if getattr(exception, "auth_header", None):
        headers["WWW-Authenticate"] = exception.auth_header
    if getattr(exception, "wait", None):
        headers["Retry-After"] = str(int(exception.wait))
    return headers


class KeysetPages(pagination.BasePagination):
    """{"results": [...], "next": address or null} in the view's `order`; parameters `after` and `limit`."""

    page_size = listing.PAGE_SIZE

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: APIView | None = None) -> list:
        order = tuple(getattr(view, "order", ()) or ("-pk",))
        self.request = request
        self.page = listing.keyset_page(
            queryset, order=order, after=request.query_params.get("after", ""), size=self._size(request)
        )
        if self.page.notice:
            raise exceptions.ValidationError({"after": [_("翻页标记无效，请从第一页重新读取。")]})
        return self.page.items

    def get_paginated_response(self, data: Any) -> Response:
        address = self.request.build_absolute_uri()
        following = replace_query_param(address, "after", self.page.next) if self.page.next else None
        return Response({"results": data, "next": following})

    def get_paginated_response_schema(self, schema: dict) -> dict:
        return {
            "type": "object",
            "required": ["results", "next"],
            "properties": {
                "results": schema,
                "next": {"type": "string", "format": "uri", "nullable": True},
            },
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict]:
        return [
            {
                "name": "after",
                "in": "query",
                "required": False,
                "description": _("上一页给出的翻页标记"),
                "schema": {"type": "string"},
            },
            {
                "name": "limit",
                "in": "query",
                "required": False,
                "description": _("每页条数"),
                "schema": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": LARGEST_PAGE,
                    "default": self.page_size,
                },
            },
        ]

    def _size(self, request: Request) -> int:
        typed = request.query_params.get("limit", str(self.page_size))
        if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed[:9]) <= LARGEST_PAGE:
            message = _("每页条数须是 1 至 %(most)d 的整数。") % {"most": LARGEST_PAGE}
            raise exceptions.ValidationError({"limit": [message]})
        return int(typed)
