"""The page on which opinions are given; the floor above hands in its subject, its verb and its template."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.kernel import devices
from portal.kernel.verbs import Attempt

RATE = "give_opinion"


@dataclass(frozen=True)
class Asking:
    """What is asked: `scope` tells one device apart per subject, `give` takes the valid form and the device.

    `is_citizen` is false for whoever speaks for a body; `thanks` is said when the opinion was taken.
    """

    scope: str
    is_citizen: bool
    give: Callable[[Form, str], object]
    thanks: str


def page(
    request: HttpRequest, asking: Asking, form: Form, template: str, context: dict[str, Any]
) -> HttpResponse:
    """The form while opinions are taken; a citizen needs no account, only a browser that keeps a mark."""
    token, is_sent = devices.token_of(request), request.method == "POST"
    if is_sent and asking.is_citizen and not ratelimit.consume(request, action=RATE):
        return render(request, "components/opinion_limit.html", status=429)
    attempt = Attempt()
    if is_sent and form.is_valid() and (token or not asking.is_citizen):
        with attempt:
            asking.give(form, devices.digest(token, scope=asking.scope) if asking.is_citizen else "")
            messages.success(request, asking.thanks)
            return redirect(request.path)
    shown = {**context, "form": form, "no_cookie": is_sent and asking.is_citizen and not token}
    response = attempt.page(request, template, shown)
    devices.remember(request, response)
    return response
