"""The hall, open to who may read of the purchase; and what its host and its bidders write down."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRefresh

from portal.kernel import workflow as procedure
from portal.kernel.errors import NotPermitted
from portal.kernel.forms import PortalForm
from portal.kernel.verbs import Attempt, get_or_post, typed
from procurement.bidding.choices import SubmissionKind
from procurement.opening import numbers
from procurement.opening import queries as openings
from procurement.opening.hall import forms, pages, queries, rules, workflow
from procurement.opening.hall.choices import Part
from procurement.opening.models import OpeningSession
from procurement.projects.models import Package

HALL = "procurement/opening/hall/hall_detail.html"
FORMS = {
    "extend": forms.ExtendForm,
    "postpone": forms.PostponeForm,
    "note": forms.TextForm,
    "report": forms.ReportForm,
}


@never_cache
def hall_detail(request: HttpRequest, number: str) -> HttpResponse:
    """The opening of one package, live; a browser that asks again gets the state, or all when it changed."""
    package, session = _hall(request, number)
    kind = numbers.parsed(number)[1]
    now, part = timezone.now(), queries.part_of(request.actor, package, kind)
    if session and part and not session.concluded_at:
        workflow.come(session, part, by=request.actor, now=now)
    visitor = pages.Visitor(request.actor, part, kind)
    context = pages.hall_context(package, session, visitor, now=now)
    seen = request.GET.get("seen")
    if not (request.htmx and seen):
        return render(request, HALL, context)
    if seen != context["state"]:
        return HttpResponseClientRefresh()
    return render(request, HALL + "#state", context)


@login_required
@never_cache
@get_or_post
def incident_record(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """The host moves a window or writes down what happened; a bidder says what does not work."""
    if verb not in FORMS:
        raise Http404
    package, session = _hall(request, number)
    if session is None:
        raise Http404
    procedure.allow(workflow.STEPS, verb, by=request.actor)
    needed = Part.BIDDER if verb == "report" else Part.HOST
    if queries.part_of(request.actor, package, session.kind) != needed:
        raise NotPermitted(_("您不参加这次开启，不能办理这一步。"))
    form, attempt = FORMS[verb](typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            _record(session, verb, form, request)
            return redirect("opening:hall", number)
    context = {
        "now": timezone.now(),
        "package": package,
        "project": package.project,
        "session": session,
        "verb": verb,
        "hall_name": pages.hall_name(package, session.kind),
        "hall_number": number,
        "latest": queries.latest_postponement(session) if verb == "postpone" else None,
        "says": workflow.STEPS[verb].says,
        "form": form,
    }
    return attempt.page(request, "procurement/opening/hall/incident_record.html", context)


def _record(session: OpeningSession, verb: str, form: PortalForm, request: HttpRequest) -> None:
    said = form.cleaned_data
    if verb == "extend":
        workflow.extend(session.pk, minutes=said["minutes"], reason=said["reason"], by=request.actor)
    elif verb == "postpone":
        workflow.postpone(session.pk, until=form.until(), reason=said["reason"], by=request.actor)
    elif verb == "note":
        workflow.note(session.pk, text=said["text"], by=request.actor)
    else:
        workflow.report(session.pk, text=said["text"], by=request.actor)


def _hall(request: HttpRequest, number: str) -> tuple[Package, OpeningSession | None]:
    """The package and its session; who reviews is turned away from the responses (Order 87, art. 40)."""
    package_number, kind = numbers.parsed(number)
    package = get_object_or_404(queries.halls_for(request.actor), number=package_number)
    if not queries.may_enter(request.actor, package, kind):
        raise Http404
    sits = kind == SubmissionKind.RESPONSE and queries.is_member(request.actor, package)
    found = rules.attendance_refusals(sits_on_panel=sits)
    if found:
        raise NotPermitted(
            _("%(because)s（%(basis)s）") % {"because": found[0].because, "basis": found[0].basis}
        )
    session = openings.session_of(package.pk, kind)
    if session:
        session.package = package
    return package, session
