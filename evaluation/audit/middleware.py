"""The admin reads only, and what an auditor opens is recorded."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.audit import workflow
from orgs.people.choices import Role

ADMIN = "/admin/"
READING = ("GET", "HEAD", "OPTIONS")
NOT_RECORDED = ("/admin/login/", "/admin/logout/", "/admin/jsi18n/")


class ReadOnlyAdmin:
    """Second lock of the admin: only reading, only by auditors and operators; each page is recorded."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ADMIN) or request.path in NOT_RECORDED:
            return self.get_response(request)
        if request.method not in READING:
            raise PermissionDenied(_("后台只供查阅，不能改动任何记录。"))
        if request.user.is_authenticated and not may_read(request):
            raise PermissionDenied(_("后台只对审计监督人员和平台管理员开放。"))
        response = self.get_response(request)
        if request.user.is_authenticated and response.status_code == 200:
            workflow.record_access(request.actor, path=request.path, now=timezone.now())
        return response


def may_read(request: HttpRequest) -> bool:
    """Whether the acting capacity is one that reads the admin."""
    return request.actor is not None and request.actor.has_role(Role.AUDITOR, Role.OPERATOR)
