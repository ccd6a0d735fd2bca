"""What the custodian's browser hands in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm


class KeyForm(PortalForm):
    """The public half of the key that the browser has made, as JSON; the rules judge what stands in it."""

    public_jwk = forms.CharField(label=_("公钥"), max_length=1000, widget=forms.HiddenInput)
