"""Pages of the custodian: its keys with what they keep, and the making of a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from orgs.people.choices import Role
from portal.kernel import listing
from portal.kernel.errors import Refused
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.bidding.custody import queries, rules, workflow
from procurement.bidding.custody.forms import KeyForm


@login_required
@never_cache
def key_list(request: HttpRequest) -> HttpResponse:
    """The own keys and the packages that they serve."""
    must_have(request, Role.CUSTODIAN, because=_("第二把钥匙由托管方的人员办理。"))
    return listing.listing(
        request,
        queries.kept_by(request.actor),
        template="procurement/bidding/custody/key_list.html",
        order=("-fixed_at", "-pk"),
        keys=queries.keys_of(request.actor),
    )


@login_required
@never_cache
@get_or_post
def key_register(request: HttpRequest) -> HttpResponse:
    """Make a key in the browser, keep its file, rehearse, register the public half."""
    must_have(request, Role.CUSTODIAN, because=_("第二把钥匙由托管方的人员办理。"))
    form, attempt = KeyForm(typed(request)), Attempt()
    if request.method == "POST":
        with attempt:
            if not form.is_valid():
                raise Refused(*rules.key_refusals({}, is_known=False))
            public_jwk = rules.read_key(form.cleaned_data["public_jwk"])
            workflow.register(public_jwk, by=request.actor, now=timezone.now())
            messages.success(request, _("已登记。今后公告的采购包按这把公钥托管。"))
            return redirect("custody:key_list")
    context = {"form": form, "before": queries.in_use(request.actor.body_id), "basis": rules.BASIS}
    return attempt.page(request, "procurement/bidding/custody/key_register.html", context)
