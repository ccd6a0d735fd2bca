"""Reads of bodies."""

from django.db.models import Q, QuerySet

from orgs.bodies.choices import PURCHASER_KINDS, BodyKind
from orgs.bodies.models import Body


def listed() -> QuerySet[Body]:
    """The bodies that the public list shows, with what its rows need."""
    return Body.objects.exclude(kind=BodyKind.PLATFORM).select_related("division__parent", "registration")


def purchasers() -> QuerySet[Body]:
    """Bodies that may purchase."""
    return Body.objects.filter(kind__in=PURCHASER_KINDS)


def search(bodies: QuerySet[Body], words: str) -> QuerySet[Body]:
    """Bodies whose name, credit code or pinyin initials hold every word typed."""
    for word in words.split()[:5]:
        found = Q(name__icontains=word)
        if word.isascii():
            found |= Q(pinyin_initials__contains=word.casefold()) | Q(credit_code__startswith=word.upper())
        bodies = bodies.filter(found)
    return bodies


def by_credit_code(code: str) -> Body | None:
    """The body of a credit code, with its registration."""
    bodies = Body.objects.select_related(
        "division__parent", "budget_division", "supervising_body", "registration"
    )
    return bodies.filter(credit_code=code).first()
