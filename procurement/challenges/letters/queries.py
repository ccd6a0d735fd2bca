"""Whose letter on paper it is."""

from orgs.bodies.models import Body


def sender_of(name: str, code: str) -> Body | None:
    """The organisation of the portal that a letter names: by its code, without one by its exact name."""
    code = code.strip().upper()
    known = {"credit_code": code} if code else {"name": name.strip()}
    return Body.objects.filter(**known).first()
