"""A filter for a region: a prefecture, one of its counties or a township, with everything below it."""

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from orgs.regions import queries
from orgs.regions.choices import DivisionLevel
from orgs.regions.models import Division

REGION = "region"
COUNTY_LENGTH = 6


def regions() -> list[tuple[str, str]]:
    """Prefectures, each followed by its counties; a county has its prefecture in front of its name."""
    found = queries.budget_divisions().exclude(level=DivisionLevel.PROVINCE).order_by("code")
    return [(place.code, _named(place)) for place in found]


def townships(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """The townships of the chosen county: address with the other filters kept, name, whether chosen."""
    code, found = request.GET.get(REGION, ""), []
    for place in _within_county(code):
        query = request.GET.copy()
        query.pop("after", None)
        query[REGION] = place.code
        found.append((f"?{query.urlencode()}", place.name, place.code == code))
    return found


def _within_county(code: str) -> list[Division]:
    """The townships of a county that is given by its own code or by that of one of them."""
    if not (code.isascii() and code.isdigit() and len(code) >= COUNTY_LENGTH):
        return []
    return list(queries.townships_of(code[:COUNTY_LENGTH]))


def _named(place: Division) -> str:
    return place.name if place.level == DivisionLevel.PREFECTURE else f"{place.parent.name} {place.name}"


class RegionFilter(django_filters.ChoiceFilter):
    """Records whose `division` lies in the chosen region; a township is chosen below the list's filters."""

    def __init__(self, **options):
        facts = {"label": _("地区"), "empty_label": _("全省"), "field_name": "division"}
        super().__init__(**{**facts, **options})

    @property
    def field(self):
        """The form field; its choices are read once for each request."""
        if not hasattr(self, "_field"):
            self.extra["choices"] = [*regions(), *self._township()]
        return super().field

    def _township(self) -> list[tuple[str, str]]:
        """The choice for a township, when one is chosen."""
        code = (self.parent.data or {}).get(REGION, "")
        places = _within_county(code) if len(code) > COUNTY_LENGTH else []
        return [(place.code, _named(place)) for place in places if place.code == code]

    def filter(self, records: QuerySet, code: str) -> QuerySet:
        """The codes of whatever lies in a region begin with that of the region."""
        return records.filter(**{f"{self.field_name}__code__startswith": code}) if code else records
