"""Pages of a prequalification: its notice, applications, their check, the draw."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel import clock, uploads
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.notices import queries as notices
from procurement.notices.prequalification import drafting, forms, queries, rules, striking, workflow
from procurement.notices.prequalification.models import Prequalification, PrequalificationDraft
from procurement.projects import queries as projects
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import queries as plans
from procurement.projects.views.access import own_project

TEMPLATES = "procurement/notices/prequalification"


@login_required
@get_or_post
def notice_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what qualifies and the times, and hand it to a second person."""
    must_have(request, *drafting.WRITERS)
    project, now = get_object_or_404(projects.organised_by(request.actor), pk=pk), clock.now()
    draft, attempt = queries.draft_of(project), Attempt()
    initial = forms.DraftForm.initial_of(queries.terms_of(draft)) if draft else {"apply_time": "17:00"}
    form = forms.DraftForm(typed(request), initial=initial)
    if form.is_bound and form.is_valid():
        with attempt:
            drafting.draft(pk, form.terms, by=request.actor, now=now)
            messages.success(request, _("资格预审公告已送复核，由采购人的第二个人发布。"))
            return redirect("prequalification:draft", pk)
    return attempt.page(request, f"{TEMPLATES}/notice_draft.html", drafted(project, draft, form, now))


@login_required
@get_or_post
def notice_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person reads the draft and publishes the prequalification notice."""
    project, now = own_project(request, pk, *workflow.PUBLISHERS), clock.now()
    draft, attempt = queries.draft_of(project), Attempt()
    seen = rules.digest_of(queries.terms_of(draft)) if draft else ""
    form = forms.NoticeForm(typed(request), initial={"seen": seen})
    if form.is_bound and form.is_valid():
        with attempt:
            found = workflow.publish(pk, seen=form.cleaned_data["seen"], by=request.actor, now=now)
            messages.success(request, _("资格预审公告已发布，或者已交付首次发布。"))
            return redirect("prequalification:detail", found.pk)
    return attempt.page(request, f"{TEMPLATES}/notice_publish.html", drafted(project, draft, form, now))


@login_required
@get_or_post
def notice_return(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person sends the draft back."""
    project, now = own_project(request, pk, *workflow.PUBLISHERS), clock.now()
    draft, form, attempt = queries.draft_of(project), forms.ReturnForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            drafting.send_back(pk, opinion=form.cleaned_data["opinion"], by=request.actor, now=now)
            messages.success(request, _("已退回编制人修改。"))
            return redirect("site:purchase", project.number)
    return attempt.page(request, f"{TEMPLATES}/notice_return.html", drafted(project, draft, form, now))


@login_required
@require_safe
def prequalification_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a prequalification stands; who applied only after the time for it is over."""
    must_have(request, *notices.CLERK_ROLES)
    found, now = get_object_or_404(queries.conducted(request.actor), pk=pk), clock.now()
    return Attempt().page(request, f"{TEMPLATES}/prequalification_detail.html", shown(request, found, now))


@login_required
@get_or_post
def application_make(request: HttpRequest, pk: int) -> HttpResponse:
    """A supplier applies, or replaces its application until the last moment."""
    must_have(request, *SUPPLIER_ROLES, because=_("请切换到供应商经办人的身份，再提交申请。"))
    rows = Prequalification.objects.filter(notice__published_at__isnull=False)
    found, now = get_object_or_404(rows.select_related("project", "notice"), pk=pk), clock.now()
    form, attempt = forms.PrequalifyForm(typed(request), request.FILES or None), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            paper = uploads.store(form.cleaned_data["paper"], owner_id=request.actor.user_id, now=now)
            workflow.apply(pk, text=form.cleaned_data["text"], paper=paper, by=request.actor)
            messages.success(request, _("申请已提交。截止以前可以重新提交，以最后一次为准。"))
            return redirect("prequalification:apply", pk)
    context = {
        "now": now,
        "found": found,
        "project": found.project,
        "form": form,
        "own": queries.own(request.actor).filter(prequalification=found).first(),
        "is_open": now < found.apply_until,
    }
    return attempt.page(request, f"{TEMPLATES}/application_make.html", context)


@login_required
@get_or_post
def application_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether an applicant qualifies."""
    must_have(request, *workflow.CHECKERS)
    now = clock.now()
    row = get_object_or_404(queries.applications_over(request.actor, at=now), pk=pk)
    form, attempt = forms.CheckForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            data = form.cleaned_data
            is_fit = data["result"] == "yes"
            workflow.check(pk, is_fit=is_fit, reason=data["reason"], by=request.actor, now=now)
            return redirect("prequalification:detail", row.prequalification_id)
    context = {"row": row, "found": row.prequalification, "project": row.prequalification.project}
    return attempt.page(request, f"{TEMPLATES}/application_check.html", {**context, "form": form})


@login_required
@get_or_post
def invited_draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the invited among those who qualified, once."""
    must_have(request, *workflow.CHECKERS)
    found, now = get_object_or_404(queries.conducted(request.actor), pk=pk), clock.now()
    context = shown(request, found, now)
    form, attempt = forms.DrawForm(typed(request), least=int(context["least"])), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.draw(pk, count=form.cleaned_data["count"], by=request.actor, now=now)
            messages.success(request, _("抽取完成，可以编制采购邀请书。"))
            return redirect("prequalification:detail", pk)
    return attempt.page(request, f"{TEMPLATES}/invited_draw.html", {**context, "form": form})


@login_required
@get_or_post
def invited_strike(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a supplier that was barred since off an approved list."""
    must_have(request, *workflow.PUBLISHERS)
    mine = plans.readable_invited(request.actor).filter(plan__project__purchaser_id=request.actor.body_id)
    row, now = get_object_or_404(mine.select_related("plan__project"), pk=pk), clock.now()
    form, attempt = forms.StrikeForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            project = striking.strike(pk, by=request.actor, now=now)
            messages.success(request, _("已移出名单。"))
            return redirect("plans:overview", project.pk)
    context = {"row": row, "project": row.plan.project, "form": form}
    context["barring"] = queries.barring(row.supplier_id, at=now)
    return attempt.page(request, f"{TEMPLATES}/invited_strike.html", context)


@login_required
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """An application's paper: the supplier's own at any time, a clerk's after the time for applying."""
    must_have(request, *SUPPLIER_ROLES, *notices.CLERK_ROLES)
    own = queries.own(request.actor).filter(pk=pk).first()
    row = own or queries.applications_over(request.actor, at=clock.now()).filter(pk=pk).first()
    if row is None:
        raise Http404
    return uploads.download(row.paper)


def drafted(project: ProcurementProject, draft: PrequalificationDraft | None, form, now) -> dict:
    """What the pages of a draft show."""
    is_due = queries.is_due(project) and queries.of(project) is None
    return {
        "project": project,
        "draft": draft,
        "form": form,
        "is_due": is_due,
        "is_waiting": is_due and queries.is_waiting(draft),
        "least": queries.number(project, queries.APPLY, on=notices.expected_on(now)),
        "remarks": queries.remarks(draft.requirements) if draft else [],
        "basis": rules.BASIS,
    }


def shown(request: HttpRequest, found: Prequalification, now) -> dict:
    """What the pages of the clerks show."""
    rows = list(queries.applications_of(found, at=now))
    conducts = notices.conducts(request.actor, found.project) and request.actor.has_role(*workflow.CHECKERS)
    project = found.project
    fit = sum(bool(row.is_fit) for row in rows)
    is_over = now >= found.apply_until
    unchecked = sum(row.is_fit is None for row in rows)
    least = queries.number(project, queries.LEAST, on=project.decided_on)
    return {
        "now": now,
        "found": found,
        "project": project,
        "rows": rows,
        "is_over": is_over,
        "fit": fit,
        "least": least,
        "basis": rules.BASIS,
        "may_check": conducts and is_over and found.drawn_at is None,
        "may_draw": conducts and is_over and found.drawn_at is None and not unchecked and fit >= int(least),
        "may_draft": conducts and found.drawn_at is not None,
        "is_short": is_over and not unchecked and fit < int(least),
    }
