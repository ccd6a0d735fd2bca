"""Where organisations, stations and bases are: the province by prefecture, a prefecture by county."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from orgs.community import queries
from orgs.community.views import PROVINCE, TEMPLATES, prefecture_address
from orgs.regions import tiles
from orgs.regions.models import Division
from orgs.regions.queries import prefectures

# What the colours show: words, and the list to which a county leads.
SHOWN = {
    "organisations": (_("社会组织"), "organisations:list"),
    "stations": (_("社会工作服务站"), "community:station_list"),
    "bases": (_("孵化基地"), "community:base_list"),
}


@require_safe
def region_map(request: HttpRequest, code: int | None = None) -> HttpResponse:
    """The map and, beside it, the table that holds the same."""
    region = None if code is None else prefectures().filter(pk=code).first()
    if code is not None and region is None:
        raise Http404
    show = request.GET.get("show", "")
    show = show if show in SHOWN else "organisations"
    counts = queries.counts_below(region.pk if region else PROVINCE)
    rows = [(place, number, address(place, show)) for place, number in counts.rows]
    context = {
        "region": region,
        "counts": counts,
        "rows": rows,
        "map": tiles.count_map((p.code, p.name, getattr(n, show), url) for p, n, url in rows),
        "shown": SHOWN[show][0],
        "choices": [(f"?show={key}", words, key == show) for key, (words, _list) in SHOWN.items()],
    }
    return render(request, f"{TEMPLATES}/region_map.html", context)


def address(place: Division, show: str) -> str:
    """A prefecture leads to its own map, a county to the list of what lies in it."""
    if place.parent_id == PROVINCE:
        return prefecture_address(place.code, show)
    return f"{reverse(SHOWN[show][1])}?region={place.code}"
