"""Addresses of later stages' pages, by name only: left out while the page does not exist."""

from django.urls import NoReverseMatch, reverse

from procurement.review.models import ReviewSession


def onward(session: ReviewSession, name: str, *more: str) -> str:
    """The page of a later stage about this review's package."""
    package = getattr(session, "package", None)
    if package is None:
        return ""
    try:
        return reverse(name, args=[package.pk, *more])
    except NoReverseMatch:
        return ""
