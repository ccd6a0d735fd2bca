"""Reads of bodies."""

from django.db.models import QuerySet

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from portal.kernel import search as lexemes

# The platform is no party; of individuals no list is published.
UNLISTED = (BodyKind.PLATFORM, BodyKind.INDIVIDUAL)


def listed() -> QuerySet[Body]:
    """The bodies that the public list shows, with what its rows need."""
    return Body.objects.exclude(kind__in=UNLISTED).select_related("division__parent", "registration")


def purchasers() -> QuerySet[Body]:
    """Bodies that may purchase."""
    return Body.objects.purchasers()


def search(bodies: QuerySet[Body], words: str) -> QuerySet[Body]:
    """Bodies whose name, initials or beginning of the credit code hold everything typed."""
    return lexemes.matches(bodies, "search", words)


def by_credit_code(code: str) -> Body | None:
    """The body of a credit code, with its registration."""
    bodies = Body.objects.select_related(
        "division__parent", "budget_division", "supervising_body", "registration__authority_division"
    )
    return bodies.filter(credit_code=code).first()
