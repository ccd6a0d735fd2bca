"""The roster of a package: the organiser keeps it, its officers answer."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel.clock import local_date
from portal.kernel.verbs import Attempt, get_or_post, typed
from procurement.notices import queries as notices
from procurement.opening.roster import queries, rules, workflow
from procurement.opening.roster.forms import RosterForm


@login_required
@never_cache
@get_or_post
def roster_keep(request: HttpRequest, package_id: int) -> HttpResponse:
    """Who may release, what they answered; the organiser names them."""
    package = get_object_or_404(queries.packages_for(request.actor), pk=package_id)
    now = timezone.now()
    officers = list(queries.of_package(package.pk))
    people = queries.candidates(package, on=local_date(now))
    named = {officer.user_id for officer in officers}
    kept = [person.pk for person in people if person.user_id in named]
    form = RosterForm(typed(request), people=people, initial={"officers": kept})
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            chosen = [person.pk for person in form.cleaned_data["officers"]]
            workflow.keep(package.pk, chosen, by=request.actor, now=now)
            return redirect("opening:roster", package.pk)
    least = queries.least(package)
    context = {
        "now": now,
        "package": package,
        "project": package.project,
        "officers": officers,
        "least": least,
        "own": next((row for row in officers if row.user_id == request.actor.user_id), None),
        "alarm": rules.alarm_of([queries.judged(row, package) for row in officers], least=int(least)),
        "may_keep": request.actor.has_role(*ORGANISER_ROLES)
        and notices.conducts(request.actor, package.project),
        "form": form,
        "bodies": len({person.body_id for person in people}),
        "needed": rules.BODIES_NEEDED,
        "key_keeper": queries.key_keeper(package),
    }
    return attempt.page(request, "procurement/opening/roster/roster_keep.html", context)


@login_required
@require_POST
def roster_answer(request: HttpRequest, package_id: int) -> HttpResponse:
    """An officer can or cannot come."""
    package = get_object_or_404(queries.packages_for(request.actor), pk=package_id)
    can_come = request.POST.get("coming") == "can"
    workflow.answer(package.pk, can_come=can_come, by=request.actor, now=timezone.now())
    return redirect("opening:roster", package.pk)
