"""Reads of the policy library."""

from django.db.models import Q, QuerySet

from catalog.policies.models import PolicyPaper


def papers() -> QuerySet[PolicyPaper]:
    """The whole library with what replaced each paper."""
    return PolicyPaper.objects.select_related("replaced_by")


def search(found: QuerySet[PolicyPaper], words: str) -> QuerySet[PolicyPaper]:
    """Papers whose number, title, note or initials hold every word typed."""
    for word in words.split()[:10]:
        holds = Q(title__icontains=word) | Q(number__icontains=word) | Q(note__icontains=word)
        found = found.filter(holds | Q(names__icontains=word) | Q(pinyin_initials__contains=word.casefold()))
    return found
