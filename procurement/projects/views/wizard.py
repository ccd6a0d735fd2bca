"""Drafting a project in a few pages; every page saves and leads to the next."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from catalog.editions import queries as catalogue
from portal.kernel import clock
from portal.kernel.forms import tidy
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.budget.years import queries as years
from procurement.projects import drafting, pages, progress, queries, readiness, rules, screening, workflow
from procurement.projects.forms import FactsForm, FundsForm, MethodForm, PackageFormSet, SchemesForm
from procurement.projects.models import ProcurementProject
from procurement.projects.views.access import own_project
from procurement.routing import explaining

PACKAGE_FIELDS = ("title", "content", "budget_amount", "ceiling_amount", "DELETE")


@login_required
@require_safe
def project_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as a task list: what is done, what is missing."""
    project = own_project(request, pk, *workflow.DRAFTERS)
    today = clock.local_date(clock.now())
    submission = queries.submission_of(project, on=today)
    missing = readiness.submission_refusals(project, submission, on=today)
    context = {
        "project": project,
        "tone": pages.TONES.get(project.status, ""),
        "tasks": progress.tasks(project, submission, missing),
        "missing": missing,
        "remarks": screening.remarks(project, on=clock.local_date(clock.now())),
        "returned": project.approvals.filter(approved=False).last(),
        "may_edit": workflow.may_handle(project, "edit", by=request.actor),
    }
    return render(request, "procurement/projects/project_edit.html", context)


@login_required
@get_or_post
def project_draft(request: HttpRequest) -> HttpResponse:
    """Begin a project."""
    must_have(request, *workflow.DRAFTERS)
    return facts_page(request, None)


@login_required
@get_or_post
def project_facts(request: HttpRequest, pk: int) -> HttpResponse:
    """What is needed, for whom, where, how long."""
    return facts_page(request, own_project(request, pk, *workflow.DRAFTERS))


def facts_page(request: HttpRequest, project: ProcurementProject | None) -> HttpResponse:
    """The first page, for a new project and for a draft."""
    now = clock.now()
    form, attempt = facts_form(request, project, today=clock.local_date(now)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            saved = keep_facts(request, project, form, now=now)
            return redirect(progress.after("project_facts"), pk=saved.pk)
    chosen, words = (tidy(str(form[name].value() or ""))[:40] for name in ("catalogue_item", "words"))
    context = {
        "project": project,
        "form": form,
        "chosen": chosen,
        "words": words,
        "items": items_for(chosen, words, on=clock.local_date(now)),
        "term_hint": drafting.term_hint(queries.purchaser_of(request.actor), on=clock.local_date(now)),
        "remarks": screening.remarks(project, on=clock.local_date(now)) if project else [],
        "steps": progress.steps(project, "project_facts"),
    }
    return attempt.page(request, "procurement/projects/project_facts.html", context)


def facts_form(request: HttpRequest, project: ProcurementProject | None, *, today: date) -> FactsForm:
    """The form as sent; while items are looked up without a script, what was typed is not judged."""
    options = {"purchaser": queries.purchaser_of(request.actor), "today": today}
    if request.method != "POST":
        initial = FactsForm.initial_of(project) if project else {"term_months": 12}
        return FactsForm(initial=initial, **options)
    if "find" in request.POST:
        return FactsForm(initial=request.POST.dict(), **options)
    return FactsForm(request.POST, **options)


def keep_facts(request, project, form: FactsForm, *, now) -> ProcurementProject:
    """Draft or edit."""
    if project is None:
        return workflow.draft(form.facts, by=request.actor, now=now)
    return workflow.edit(project.pk, form.facts, by=request.actor, now=now)


def items_for(chosen: str, words: str, *, on: date) -> list:
    """The item that is chosen, then those that the words find, of the catalogues in force on a day."""
    first = list(catalogue.purchasable(on=on).filter(pk=chosen)) if chosen.isdecimal() else []
    return first + [item for item in queries.search_items(words.strip()[:40], on=on) if item not in first]


@login_required
@require_safe
def item_search(request: HttpRequest) -> HttpResponse:
    """The items that the typed words find, as the part of the first page that htmx replaces."""
    must_have(request, *workflow.DRAFTERS)
    words, chosen = tidy(request.GET.get("words", "")), request.GET.get("catalogue_item", "")[:12]
    items = items_for(chosen, words, on=clock.local_date(clock.now()))
    context = {"items": items, "words": words, "chosen": chosen}
    return render(request, "procurement/projects/project_facts.html#items", context)


@login_required
@get_or_post
def project_packages(request: HttpRequest, pk: int) -> HttpResponse:
    """One or more packages with their amounts."""
    project = own_project(request, pk, *workflow.DRAFTERS)
    formset, attempt = package_forms(request, project), Attempt()
    if formset.is_bound and formset.is_valid():
        with attempt:
            workflow.arrange_packages(pk, formset.facts, by=request.actor, now=clock.now())
            return redirect(progress.after("project_packages"), pk=pk)
    today = clock.local_date(clock.now())
    context = {
        "project": project,
        "formset": formset,
        "meter": queries.meter_of(project, on=today, amount=formset.typed_total),
        "steps": progress.steps(project, "project_packages"),
    }
    return attempt.page(request, "procurement/projects/project_packages.html", context)


def package_forms(request: HttpRequest, project: ProcurementProject):
    """The packages as sent, with one more when that was asked for; else as the draft holds them.

    Whoever adds a package or has the year's total counted anew has not finished: nothing is judged.
    """
    if request.method != "POST":
        rows = project.packages.values("title", "content", "budget_amount", "ceiling_amount")
        return PackageFormSet(initial=list(rows) or [{"title": project.title}])
    if not {"add", "count"} & request.POST.keys():
        return PackageFormSet(request.POST)
    total = request.POST.get("form-TOTAL_FORMS", "1")
    count = (int(total) if total.isdecimal() else 0) + ("add" in request.POST)
    rows = [
        {name: request.POST.get(f"form-{index}-{name}", "") for name in PACKAGE_FIELDS}
        for index in range(min(count, PackageFormSet.max_num))
    ]
    return PackageFormSet(initial=rows)


@login_required
@get_or_post
def project_funds(request: HttpRequest, pk: int) -> HttpResponse:
    """Which budget lines carry the project."""
    project = own_project(request, pk, *workflow.DRAFTERS)
    lines = queries.lines_for(project)
    initial = {f"line_{fund.line_id}": fund.amount for fund in project.funds.all()}
    initial |= {f"year_{year}": amount for year, amount in years.planned(project.number).items()}
    attempt, today = Attempt(), clock.local_date(clock.now())
    is_counting = "count" in request.POST
    form = FundsForm(
        request.POST if request.method == "POST" and not is_counting else None,
        lines=lines,
        fiscal_year=project.fiscal_year,
        later_years=queries.most_years(project, on=today) - 1,
        initial=request.POST.dict() if is_counting else initial,
    )
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.arrange_funds(pk, form.shares, later=form.later, by=request.actor, now=clock.now())
            return redirect(progress.after("project_funds"), pk=pk)
    context = {
        "project": project,
        "amount": queries.amount_of(project),
        "meter": queries.meter_of(project, on=today, parts=form.typed_parts),
        "form": form,
        "steps": progress.steps(project, "project_funds"),
    }
    return attempt.page(request, "procurement/projects/project_funds.html", context)


@login_required
@get_or_post
def project_method(request: HttpRequest, pk: int) -> HttpResponse:
    """The lawful methods with their reasons, and the choice."""
    project = own_project(request, pk, *workflow.DRAFTERS)
    now = clock.now()
    if not project.packages.exists():
        return redirect("projects:project_packages", pk=pk)
    route = queries.route_of(project, on=clock.local_date(now))
    initial = {
        "method": project.method or route.default.method,
        "is_elsewhere": project.is_elsewhere,
        "reason": project.method_reason,
    }
    attempt = Attempt()
    form = MethodForm(typed(request), route=route, initial=initial)
    if form.is_bound and form.is_valid():
        with attempt:
            chosen = workflow.choose_method(pk, **form.cleaned_data, by=request.actor, now=now)
            return redirect(progress.after_method(chosen), pk=pk)
    context = {
        "project": project,
        "form": form,
        "meter": queries.meter_of(project, on=route.on),
        "year_over": rules.year_refusals(fiscal_year=project.fiscal_year, this_year=route.on.year),
        "route": explaining.explain(route),
        "route_on": route.on,
        "steps": progress.steps(project, "project_method"),
    }
    return attempt.page(request, "procurement/projects/project_method.html", context)


@login_required
@get_or_post
def project_schemes(request: HttpRequest, pk: int) -> HttpResponse:
    """By which criteria each package will be reviewed."""
    project = own_project(request, pk, *workflow.DRAFTERS)
    is_draft = workflow.may_handle(project, "edit", by=request.actor)
    attempt = Attempt()
    form = SchemesForm(typed(request), project=project)
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        with attempt:
            for package, scheme in form.chosen:
                workflow.choose_scheme(package, scheme, by=request.actor, now=now)
            return redirect(progress.after("project_schemes"), pk=pk) if is_draft else redirect(project)
    context = {
        "project": project,
        "form": form,
        "steps": progress.steps(project, "project_schemes") if is_draft else [],
    }
    return attempt.page(request, "procurement/projects/project_schemes.html", context)
