"""What happens around every request: the content security policy, and refusals as pages."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.kernel.errors import NotPermitted, Refused


class ContentSecurityPolicy(CSPMiddleware):
    """The strict policy everywhere; the admin alone may evaluate: its theme cannot be used without."""

    def get_policy_parts(self, request: HttpRequest, response: HttpResponse, report_only: bool = False):
        """Loosen scripts and styles below /admin/ only."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith("/admin/"):
            parts.update = {
                **(parts.update or {}),
                "script-src": ["'unsafe-eval'"],
                "style-src": ["'unsafe-inline'"],
            }
        return parts


class RefusalPages:
    """Turns a refusal that a view did not show itself into a page with its article (409)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Only refusals are caught; a bug is left to crash and be logged."""
        if isinstance(exception, Refused):
            return render(request, "refused.html", {"refusals": exception.refusals}, status=409)
        if isinstance(exception, NotPermitted):
            raise PermissionDenied(str(exception)) from exception
        return None
