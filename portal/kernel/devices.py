"""Which device sent something, without knowing whose it is: a signed random cookie, kept as a digest only."""

import hashlib
import hmac
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "portal_device"
SALT = "portal.kernel.device"
A_YEAR = 365 * 24 * 3600


def token_of(request: HttpRequest) -> str:
    """The device's token; empty when there is none or it is not ours."""
    return request.get_signed_cookie(COOKIE, default="", salt=SALT) or ""


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Give a new device its token."""
    if not token_of(request):
        response.set_signed_cookie(
            COOKIE,
            secrets.token_urlsafe(24),
            salt=SALT,
            max_age=A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )


def digest(token: str, *, scope: str) -> str:
    """A digest that tells two answers of one device apart from two devices, in this scope only."""
    message = f"{scope}:{token}".encode()
    return hmac.new(settings.SECRET_KEY.encode() + SALT.encode(), message, hashlib.sha256).hexdigest()
