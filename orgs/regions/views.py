"""Suggestions for a division."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from orgs.regions import queries
from orgs.regions.forms import written

SHOWN = 12


@require_safe
def division_select(request: HttpRequest) -> HttpResponse:
    """Divisions that fit what was typed, as options of a datalist; the field comes under any name."""
    typed = next((value for value in request.GET.values() if value.strip()), "")[:40]
    found = queries.search(queries.current(), typed)[:SHOWN] if typed.strip() else []
    options = [(written(division), division.gb_code) for division in found]
    return render(request, "orgs/regions/division_select.html", {"options": options})
