"""Pages on which a purchaser writes its criteria."""

from django.contrib.auth.decorators import login_required
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from portal.kernel import clock
from portal.kernel.verbs import Attempt, must_have, typed
from procurement import methods
from procurement.review import discrimination, queries, rules, workflow
from procurement.review.forms import CriterionForm, CriterionFormSet, SchemeForm
from procurement.review.low_price import queries as low_prices
from procurement.review.models import CONSULTATION_METHOD, CriteriaScheme
from procurement.review.ready_schemes import ready_scheme, ready_schemes
from procurement.review.workflow.steps import AUTHORS

SHOWN = 100


@login_required
def scheme_list(request: HttpRequest) -> HttpResponse:
    """The schemes of the acting body, newest first, and the ready ones to start from."""
    must_have(request, *AUTHORS)
    schemes = queries.visible_schemes(request.actor)[:SHOWN]
    return render(
        request,
        "procurement/review/scheme_list.html",
        {"schemes": schemes, "ready": ready_schemes()},
    )


@login_required
def scheme_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One scheme as it will be printed."""
    scheme = get_object_or_404(queries.visible_schemes(request.actor), pk=pk)
    criteria = list(scheme.criteria.all())
    context = {
        "scheme": scheme,
        "remarks": remarks_on(criteria),
        "examined": [c for c in criteria if c.kind in queries.EXAMINED_KINDS],
        "scored": [c for c in criteria if c.kind not in queries.EXAMINED_KINDS],
        "total": rules.plain(rules.scheme_total(workflow.facts_of(scheme))),
        "method": methods.get(scheme.method),
        "low_price": low_prices.printed_today(scheme, now=clock.now()),
    }
    return render(request, "procurement/review/scheme_detail.html", context)


@login_required
def scheme_create(request: HttpRequest) -> HttpResponse:
    """Write a scheme, from nothing or from a ready one (?template=)."""
    must_have(request, *AUTHORS)
    ready = ready_scheme(request.GET.get("template", ""))
    if ready is None:
        return _edit(request, {}, (), scheme=None)
    initial = {"title": ready.title, "is_price_fixed": ready.price.is_fixed}
    return _edit(request, initial, ready.criteria, scheme=None)


@login_required
def scheme_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a scheme that no notice has fixed."""
    scheme = get_object_or_404(queries.visible_schemes(request.actor), pk=pk)
    if scheme.is_frozen:
        return redirect(scheme)
    return _edit(request, model_to_dict(scheme), workflow.facts_of(scheme), scheme=scheme)


def remarks_on(criteria) -> list[discrimination.Remark]:
    """Words in the criteria that may make an unequal condition."""
    return list(discrimination.remarks(discrimination.criteria_texts(criteria)))


def _edit(request: HttpRequest, initial: dict, criteria, *, scheme: CriteriaScheme | None) -> HttpResponse:
    now = clock.now()
    form = SchemeForm(typed(request), initial={"method": CONSULTATION_METHOD, **initial})
    lines = [CriterionForm.initial_of(facts) for facts in criteria]
    rows = CriterionFormSet(typed(request), initial=lines, prefix="rows")
    attempt = Attempt()
    if request.method == "POST" and "more" in request.POST:
        rows = CriterionFormSet(_with_more_rows(request), prefix="rows")
    elif request.method == "POST" and form.is_valid() and rows.is_valid():
        facts = [row.facts() for row in rows if not row.is_blank]
        with attempt:
            return redirect(_save(scheme, facts, form, by=request.actor, now=now))
    context = {"form": form, "rows": rows, "scheme": scheme, "now": now, "remarks": remarks_on(criteria)}
    return attempt.page(request, "procurement/review/scheme_edit.html", context)


def _save(scheme: CriteriaScheme | None, facts, form: SchemeForm, *, by, now) -> CriteriaScheme:
    title, method = form.cleaned_data["title"], form.cleaned_data["method"]
    terms = {"by": by, "now": now, "method": method, "price": form.price()}
    if scheme is None:
        return workflow.create_scheme(title, facts, **terms)
    return workflow.edit_scheme(scheme.pk, title, facts, **terms)


def _with_more_rows(request: HttpRequest):
    data = request.POST.copy()
    data["rows-TOTAL_FORMS"] = min(int(data.get("rows-TOTAL_FORMS") or 0) + 3, 60)
    return data
