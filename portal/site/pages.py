"""Help, the words of the law, declarations; the switch to large type; the component sheet."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from portal.site import glossary, samples
from portal.site.context import LARGE_TYPE_COOKIE

ONE_YEAR = 31_536_000


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How the portal is used."""
    return render(request, "portal/site/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "portal/site/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """How personal information is handled."""
    return render(request, "portal/site/privacy.html")


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Whom to ask."""
    return render(request, "portal/site/contact.html")


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """The words of the law, each with its article."""
    return render(request, "portal/site/terms.html", {"groups": glossary.GROUPS})


@require_safe
def term(request: HttpRequest, name: str) -> HttpResponse:
    """One word, on a page of its own or in the side panel."""
    found = glossary.find(name)
    if found is None:
        raise Http404
    return render(request, "portal/site/term.html", {"found": found})


@require_safe
def large_type(request: HttpRequest) -> HttpResponse:
    """Turn large type on or off and go back; the page does the same without a request where scripts run."""
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = redirect(target)
    is_large = request.COOKIES.get(LARGE_TYPE_COOKIE) == "1"
    response.set_cookie(LARGE_TYPE_COOKIE, "0" if is_large else "1", max_age=ONE_YEAR, samesite="Lax")
    return response


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for developers and for the tests; nowhere else."""
    if not settings.DEBUG and settings.PORTAL_ENV != "test":
        raise Http404
    frame = "workbench" if request.GET.get("frame") == "workbench" else "public"
    return render(request, f"portal/site/components_{frame}.html", samples.every_component())
