"""How accounts come into being, and how a second factor is named."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class ClosedSignup(DefaultAccountAdapter):
    """No open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an operator."""
        return False


class SecondFactor(DefaultMFAAdapter):
    """What an authenticator or a passkey is called on the person's own devices."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("验证没有通过，请再试一次。"),
    }

    def generate_authenticator_name(self, user: Any, type: str) -> str:  # noqa: A002
        """The name of a passkey for which the person typed none."""
        return _("我的通行密钥")

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """The sign-in name, which the person knows, instead of an e-mail address."""
        return super().get_public_key_credential_user_entity(user) | {"name": user.get_username()}

    def _get_site_name(self) -> str:
        return settings.MFA_TOTP_ISSUER
