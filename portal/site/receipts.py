"""A receipt pasted whole is checked for whoever holds it; receipts are never listed or looked up."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from portal.kernel.verbs import Attempt, typed
from procurement.bidding import receipts
from procurement.bidding.forms import ReceiptForm


@never_cache
@sensitive_post_parameters()
def receipt_check(request: HttpRequest) -> HttpResponse:
    """Check a receipt; what was pasted stays on the page."""
    form, attempt = ReceiptForm(typed(request)), Attempt()
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        with attempt:
            context["found"] = receipts.examine(form.cleaned_data["receipt"], now=timezone.now())
    return attempt.page(request, "portal/site/receipt_check.html", context)
