"""Pages of the register: organisations, the facts of one as a timeline, entering and correcting."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from orgs.bodies.filters import BodyFilter
from orgs.bodies.models import Body
from orgs.people.choices import Role
from orgs.registry import forms, queries, rules, workflow
from orgs.registry.choices import FactKind
from orgs.registry.models import RegistryFact
from portal.kernel import clock
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed

COLUMNS = (
    (gettext_lazy("名称"), lambda body: body.name),
    (gettext_lazy("统一社会信用代码"), lambda body: body.credit_code),
    (gettext_lazy("组织类型"), lambda body: body.registration.get_type_display()),
    (gettext_lazy("登记管理机关"), lambda body: body.registration.authority),
    (gettext_lazy("评估等级"), lambda body: body.registration.grade),
)


@login_required
@require_safe
def register_list(request: HttpRequest) -> HttpResponse:
    """The organisations whose register the capacity keeps or reads."""
    must_have(request, *queries.READERS)
    return listing(
        request,
        queries.visible_to(request.actor),
        template="orgs/registry/register_list.html",
        order=("name",),
        filterset_class=BodyFilter,
        columns=COLUMNS,
        may_enter=request.actor.has_role(Role.REGISTRAR),
    )


@login_required
@require_safe
def register_detail(request: HttpRequest, credit_code: str) -> HttpResponse:
    """One organisation: what counts, and every row by the time of its entry."""
    must_have(request, *queries.READERS)
    body = get_object_or_404(queries.visible_to(request.actor), credit_code=credit_code)
    today = clock.local_date(clock.now())
    entries = queries.history_of(body.pk, on=today)
    context = {
        "body": body,
        "registration": body.registration,
        "entries": entries,
        "changes": queries.changes_of(body.pk),
        "grade": rules.grade_on([entry.fact.value for entry in entries if entry.counts], today),
        "listed": [e.fact for e in entries if e.counts and rules.listings_on([e.fact.value], today)],
        "kinds": FactKind.choices,
        "may_enter": request.actor.has_role(Role.REGISTRAR),
    }
    return render(request, "orgs/registry/register_detail.html", context)


@login_required
@get_or_post
def fact_enter(request: HttpRequest, credit_code: str, kind: str) -> HttpResponse:
    """Enter a fact for the first time."""
    must_have(request, Role.REGISTRAR)
    if kind not in forms.FORMS:
        raise Http404
    body = get_object_or_404(queries.registered_with(request.actor), credit_code=credit_code)
    form = forms.FORMS[kind](typed(request))
    title = _("录入%(kind)s") % {"kind": FactKind(kind).label}
    return writing(
        request,
        body,
        form,
        lambda: workflow.enter(body.pk, form.fact, source=form.taken_from, **by_now(request)),
        title=title,
    )


@login_required
@get_or_post
def fact_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is right; the wrong row stays readable."""
    fact = own_fact(request, pk)
    form = form_over(request, fact, with_reason=True)

    def verb():
        reason = form.cleaned_data["reason"]
        return workflow.correct(pk, form.fact, reason=reason, source=form.taken_from, **by_now(request))

    return writing(request, fact.body, form, verb, title=_("更正信息"), fact=fact)


@login_required
@get_or_post
def fact_continue(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter what came of a fact."""
    fact = own_fact(request, pk)
    form = form_over(request, fact)
    return writing(
        request,
        fact.body,
        form,
        lambda: workflow.proceed(pk, form.fact, source=form.taken_from, **by_now(request)),
        title=_("续录后续情况"),
        fact=fact,
    )


@login_required
@get_or_post
def fact_void(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a row that should never have been entered."""
    fact = own_fact(request, pk)
    form = forms.SourceForm(typed(request), with_reason=True)

    def verb():
        reason = form.cleaned_data["reason"]
        return workflow.void(pk, reason=reason, source=form.taken_from, **by_now(request))

    return writing(request, fact.body, form, verb, title=_("撤销信息"), fact=fact)


def writing(
    request: HttpRequest, body: Body, form, verb: Callable[[], RegistryFact], *, title: str, fact=None
) -> HttpResponse:
    """The page of a form; what was typed stays when it is refused."""
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            verb()
            messages.success(request, _("已保存，原来的记录仍可查阅。") if fact else _("已录入。"))
            return redirect("registry:register", body.credit_code)
    context = {"body": body, "form": form, "title": title, "fact": fact}
    return attempt.page(request, "orgs/registry/fact_write.html", context)


def form_over(request: HttpRequest, fact: RegistryFact, *, with_reason: bool = False) -> forms.FactForm:
    """The form of the fact's kind, filled with the fact."""
    form = forms.FORMS[fact.kind]
    return form(typed(request), initial=forms.initial_of(fact, form=form), with_reason=with_reason)


def own_fact(request: HttpRequest, pk: int) -> RegistryFact:
    """A row of an organisation whose register the capacity keeps; 404 for any other."""
    must_have(request, Role.REGISTRAR)
    kept = queries.registered_with(request.actor).values("pk")
    return get_object_or_404(RegistryFact.objects.select_related("body"), pk=pk, body__in=kept)


def by_now(request: HttpRequest) -> dict:
    """Who acts, and when."""
    return {"by": request.actor, "now": clock.now()}
