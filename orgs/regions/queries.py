"""Reads of divisions."""

from django.db.models import Q, QuerySet

from orgs.regions.choices import DivisionKind, DivisionLevel
from orgs.regions.models import Division

STATISTICAL_ZONE = DivisionKind.STATISTICAL_ZONE
BUDGET_LEVELS = (DivisionLevel.PROVINCE, DivisionLevel.PREFECTURE, DivisionLevel.COUNTY)


def current() -> QuerySet[Division]:
    """Divisions that have not ended, with the one above."""
    return Division.objects.filter(ended_on__isnull=True).select_related("parent")


def budget_divisions() -> QuerySet[Division]:
    """Divisions that have a budget of their own; zones of the statistics bureau are not of that kind."""
    return current().filter(level__in=BUDGET_LEVELS).exclude(kind=STATISTICAL_ZONE)


def townships_of(county: str) -> QuerySet[Division]:
    """The townships and subdistricts of a county."""
    return current().filter(level=DivisionLevel.TOWNSHIP, parent_id=county).order_by("code")


def prefectures() -> QuerySet[Division]:
    """The fourteen prefectures in the order of their codes."""
    return current().filter(level=DivisionLevel.PREFECTURE).order_by("code")


def search(divisions: QuerySet[Division], words: str) -> QuerySet[Division]:
    """Divisions by code, name, pinyin or initials; larger ones first."""
    for word in words.split()[:5]:
        found = Q(name__contains=word) | Q(code__startswith=word)
        if word.isascii():
            plain = word.casefold()
            found |= Q(initials__startswith=plain) | Q(pinyin__startswith=plain)
        divisions = divisions.filter(found)
    return divisions.order_by("code")


def named(words: str) -> list[Division]:
    """What somebody meant by a code, a name, or a name with the one above in front: 长沙市雨花区."""
    text = words.split("（")[0].strip()
    exact = list(current().filter(Q(code=text) | Q(name=text)).order_by("code")[:6])
    if exact or len(text) < 2:
        return exact
    inner = Q()
    for length in range(2, len(text)):
        inner |= Q(parent__name=text[:-length], name=text[-length:])
    return list(current().filter(inner).order_by("code")[:6]) if inner else []


def beginning(words: str) -> list[Division]:
    """Divisions with a budget whose name begins with these two or more characters: 城步, 湘西."""
    if len(words) < 2 or words.isascii():
        return []
    return list(budget_divisions().filter(name__startswith=words).order_by("code")[:6])
