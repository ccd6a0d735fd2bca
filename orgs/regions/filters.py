"""A filter for a region: a prefecture or one of its counties, with everything below it."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from orgs.regions import queries
from orgs.regions.choices import DivisionLevel


def regions() -> list[tuple[str, str]]:
    """Prefectures, each followed by its counties; a county has its prefecture in front of its name."""
    found = queries.budget_divisions().exclude(level=DivisionLevel.PROVINCE).order_by("code")
    return [(place.code, _named(place)) for place in found]


def _named(place) -> str:
    return place.name if place.level == DivisionLevel.PREFECTURE else f"{place.parent.name} {place.name}"


class RegionFilter(django_filters.ChoiceFilter):
    """Records whose `division` lies in the chosen region."""

    def __init__(self, **options):
        facts = {"label": _("地区"), "empty_label": _("全省"), "field_name": "division"}
        super().__init__(**{**facts, **options})

    @property
    def field(self):
        """The form field; its choices are read once for each request."""
        if not hasattr(self, "_field"):
            self.extra["choices"] = regions()
        return super().field

    def filter(self, records: QuerySet, code: str) -> QuerySet:
        """The codes of whatever lies in a region begin with that of the region."""
        return records.filter(**{f"{self.field_name}__code__startswith": code}) if code else records
