"""One search over notices, organisations and the catalogue."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from catalog.editions import queries as catalogue
from orgs.bodies import queries as organisations
from orgs.bodies.models import Body
from orgs.bodies.rules import CONTRACTOR_KINDS
from portal.kernel.clock import local_date
from procurement.notices.models import Notice

SHOWN = 10
SHORTEST, LONGEST = 2, 60


def search(request: HttpRequest) -> HttpResponse:
    """Results in three groups; two characters are needed."""
    words = " ".join(request.GET.get("q", "").split())[:LONGEST]
    context = {"words": words, "is_too_short": bool(words) and len(words) < SHORTEST}
    if len(words) >= SHORTEST:
        context |= results(words)
    return render(request, "portal/site/search.html", context)


def results(words: str) -> dict:
    """The first rows of each group; every word must occur."""
    notices, items = Q(), Q()
    for word in words.split():
        notices &= (
            Q(title__icontains=word)
            | Q(number__icontains=word)
            | Q(project__purchaser__name__icontains=word)
            | Q(issuer__name__icontains=word)
        )
        items &= Q(name__icontains=word) | Q(code__iexact=word) | Q(pinyin_initials__icontains=word)
    with_purchaser = ("project__purchaser", "issuer")
    found_notices = Notice.objects.published().filter(notices).select_related(*with_purchaser)
    found_bodies = organisations.search(Body.objects.filter(kind__in=CONTRACTOR_KINDS), words)
    found_items = catalogue.in_force(on=local_date(timezone.now())).filter(items)
    return {
        "notices": found_notices.order_by("-published_at", "-pk")[:SHOWN],
        "bodies": found_bodies.select_related("division").order_by("name")[:SHOWN],
        "items": found_items.order_by("code")[:SHOWN],
    }
