"""Whether the person behind a request was asked for a second factor, and proved it."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

# What counts as a second factor; recovery codes only replace one for a day.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def was_proved(request: HttpRequest) -> bool:
    """In this session, when signing in or confirming later; having one set up does not count."""
    records = get_authentication_records(request, request.user)
    return any(one.get("method") == "mfa" and one.get("type") in FACTORS for one in records)
