"""The calls of a purchase that was done before this one, or is done again after it."""

from collections.abc import Iterable

from django.db.models import Q

from procurement.notices import queries
from procurement.notices.choices import CALLS
from procurement.notices.models import Notice
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package


def neighbours(packages: Iterable[Package]) -> list[Notice]:
    """Public calls of earlier and later attempts, oldest first; no query where there can be none."""
    before = [package.predecessor_id for package in packages if package.predecessor_id]
    ended = [package.pk for package in packages if package.status == PackageStatus.TERMINATED]
    if not before and not ended:
        return []
    attempts = Package.objects.filter(Q(pk__in=before) | Q(predecessor__in=ended))
    found = queries.public().filter(type__in=CALLS, project__in=attempts.values("project"))
    return list(found.order_by("published_at", "pk"))
