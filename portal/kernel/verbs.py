"""The page of a verb: who may open it, the try, and the page again with why it was refused."""

from types import TracebackType
from typing import Any, Self

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.kernel.errors import NotPermitted, Refused

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent; None for a form that is first opened."""
    return request.POST if request.method == "POST" else None


def must_have(request: HttpRequest, *roles: str, because: str = "") -> None:
    """Turn away (403) a capacity that has none of the roles."""
    if request.actor is None or not request.actor.has_role(*roles):
        raise NotPermitted(because or _("您当前的身份不能办理这一步。"))


class Attempt:
    """One try at a verb; a refusal ends the `with` and is kept for the page below it.

    with attempt:
        workflow.withdraw(number, by=request.actor)
        return redirect("bidding:receipt", number)
    return attempt.page(request, "procurement/bidding/submission_withdraw.html", context)
    """

    def __init__(self) -> None:
        self.refused: Refused | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if isinstance(error, Refused):
            self.refused = error
        return isinstance(error, Refused)

    def page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        """The page with what was typed and why it was refused (409), or as it is first opened.

        A "refused" of the context says what bars the verb before it is tried.
        """
        shown = {**context, "refused": self.refused or context.get("refused")}
        return render(request, template, shown, status=409 if self.refused else 200)
