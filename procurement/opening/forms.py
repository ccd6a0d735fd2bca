"""What a supplier's browser hands in at the opening."""

from django import forms

from procurement.bidding.envelope import MAX_POSTED


class UnlockForm(forms.Form):
    """The opened text as base64url; the phrase never leaves the browser."""

    plaintext = forms.CharField(max_length=MAX_POSTED, strip=False)
