"""The page of open calls for one supplier."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from orgs.eligibility import queries as eligible
from orgs.eligibility import rules as eligibility
from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel.verbs import must_have
from procurement.notices.opportunities import queries, workflow

BECAUSE = gettext_lazy("这里按本单位的情况列出采购机会，供应商才有。")


@login_required
@never_cache
@require_safe
def opportunity_list(request: HttpRequest) -> HttpResponse:
    """Open calls that fit the own body, and the others."""
    must_have(request, *SUPPLIER_ROLES, because=str(BECAUSE))
    now = timezone.now()
    found = queries.opportunities(request.actor, now=now)
    barred = eligibility.barring_refusals(eligible.answers_for(request.actor.body_id, at=now))
    context = {
        "now": now,
        "fitting": [one for one in found if one.fits],
        "others": [one for one in found if not one.fits],
        "seen_at": queries.seen_at(request.actor.user_id),
        "news": sum(bool(one.news) for one in found),
        "barred": barred,
    }
    return render(request, "procurement/notices/opportunities/opportunity_list.html", context)


@login_required
@require_POST
def opportunity_look(request: HttpRequest) -> HttpResponse:
    """Everything up to now has been seen."""
    must_have(request, *SUPPLIER_ROLES, because=str(BECAUSE))
    workflow.look(request.actor.user_id, now=timezone.now())
    messages.success(request, _("已记下。以后有新公告、新更正、新答疑的，会标出来。"))
    return redirect("notices:opportunity_list")
