"""Forms of passkeys: the name a person gives one, whether it signs in alone, and answers that are none."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 60


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey; the browser fills in the credential."""

    name = forms.CharField(
        label=_("名称"),
        max_length=LONGEST,
        required=False,
        help_text=_("方便以后辨认，例如“办公室电脑”“我的手机”。"),
    )
    passwordless = forms.BooleanField(
        label=_("用它直接登录，不再输入密码"),
        required=False,
        initial=True,
        help_text=_(
            "设备会要求指纹、面容或锁屏密码。老式的安全密钥做不到的，请取消勾选，作为密码之外的第二重验证。"
        ),
    )


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label=_("名称"), max_length=LONGEST)


class ReadableAnswer:
    """An answer that no passkey gives is wrong, not an error of the portal."""

    UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)

    def clean_credential(self) -> Authenticator:
        """The passkey that gave this answer."""
        try:
            return super().clean_credential()
        except self.UNREADABLE as error:
            raise get_adapter().validation_error("incorrect_code") from error


class SignInForm(ReadableAnswer, LoginWebAuthnForm):
    """Instead of the password."""


class SecondFactorForm(ReadableAnswer, AuthenticateWebAuthnForm):
    """After the password."""


class ConfirmForm(ReadableAnswer, ReauthenticateWebAuthnForm):
    """Before something that concerns the account's safety."""
