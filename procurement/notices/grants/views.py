"""Pages of notices about grants in the workbench."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from orgs.people.choices import PURCHASER_ROLES
from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.notices.amending import queries as amendments
from procurement.notices.amending.forms import AmendForm
from procurement.notices.amending.views import initial_of
from procurement.notices.choices import GRANT_FORMS, NoticeStatus, NoticeType
from procurement.notices.grants import queries, rules, workflow
from procurement.notices.grants.forms import FORMS, GrantOpinionForm
from procurement.notices.models import Notice
from procurement.notices.official.reading import form_of
from procurement.notices.text import Section

TEMPLATES = "procurement/notices/grants"
TONES = {
    NoticeStatus.DRAFT: "quiet",
    NoticeStatus.SUBMITTED: "soon",
    NoticeStatus.PUBLISHED: "ok",
}


@login_required
@require_safe
def grant_list(request: HttpRequest) -> HttpResponse:
    """The notices about grants of the own body."""
    must_have(request, *PURCHASER_ROLES)
    return listing(
        request,
        queries.own(request.actor),
        template=f"{TEMPLATES}/grant_list.html",
        order=("-pk",),
        kinds=[form_of(kind) for kind in GRANT_FORMS],
        may_draft=request.actor.has_role(*workflow.DRAFTERS),
    )


@login_required
@require_safe
def grant_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice as it will be or is public, and what may be done about it."""
    must_have(request, *PURCHASER_ROLES)
    return detail_page(request, get_object_or_404(queries.own(request.actor), pk=pk), Attempt())


def detail_page(request: HttpRequest, notice: Notice, attempt: Attempt) -> HttpResponse:
    """The page of one notice, also when a button of it was refused."""
    context = {
        "notice": notice,
        "tone": TONES.get(notice.status, "quiet"),
        "sections": [Section.from_json(stored) for stored in notice.body["sections"]],
        "may": {verb: workflow.may(notice, verb, by=request.actor) for verb in workflow.STEPS},
        "is_own": notice.created_by_id == request.actor.user_id,
        "corrections": list(notice.corrections.order_by("pk")),
        "basis": rules.BASIS,
    }
    return attempt.page(request, f"{TEMPLATES}/grant_detail.html", context)


@login_required
@get_or_post
def grant_draft(request: HttpRequest, kind: str) -> HttpResponse:
    """Write one of the three forms."""
    procedure.allow(workflow.STEPS, "draft", by=request.actor)
    if kind not in FORMS:
        raise Http404
    year = clock.local_date(clock.now()).year
    return write_page(
        request, kind, lambda facts, **who: workflow.draft(kind, facts, **who), initial={"year": year}
    )


@login_required
@get_or_post
def grant_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    notice = own(request, pk, "edit", type__in=GRANT_FORMS, status=NoticeStatus.DRAFT)
    return write_page(
        request,
        notice.type,
        lambda facts, **who: workflow.edit(pk, facts, **who),
        initial=notice.body["facts"],
        notice=notice,
    )


def write_page(
    request: HttpRequest, kind: str, carry_out: Callable[..., Notice], *, initial: dict, notice=None
) -> HttpResponse:
    """The form of a draft."""
    form = FORMS[kind](typed(request), followed=queries.followed(request.actor, kind), initial=initial)
    attempt = Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            return redirect(workflow.address(carry_out(form.facts, by=request.actor, now=clock.now())))
    context = {"form": form, "title": NoticeType(kind).label, "notice": notice, "basis": rules.BASIS}
    return attempt.page(request, f"{TEMPLATES}/grant_write.html", context)


@login_required
@require_POST
def grant_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a draft to a second person."""
    return carried(request, own(request, pk, "submit"), workflow.submit, _("已提交复核。"))


@login_required
@require_POST
def grant_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish; the page of the notice says before what that means."""
    return carried(request, own(request, pk, "publish"), workflow.publish, _("公告已发布。"))


def carried(request: HttpRequest, notice: Notice, verb: Callable[..., Notice], said: str) -> HttpResponse:
    """One button of the page."""
    attempt = Attempt()
    with attempt:
        verb(notice.pk, by=request.actor, now=clock.now())
        messages.success(request, said)
        return redirect(workflow.address(notice))
    return detail_page(request, notice, attempt)


@login_required
@get_or_post
def grant_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a draft back."""
    notice, attempt = own(request, pk, "return"), Attempt()
    form = GrantOpinionForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            opinion = form.cleaned_data["opinion"]
            workflow.return_for_changes(pk, opinion=opinion, by=request.actor, now=clock.now())
            return redirect(workflow.address(notice))
    context = {"form": form, "notice": notice, "title": _("退回修改"), "basis": rules.BASIS}
    return attempt.page(request, f"{TEMPLATES}/grant_write.html", context)


@login_required
@get_or_post
def grant_amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft a correction of a published notice about a grant."""
    original = own(request, pk, "amend", type__in=GRANT_FORMS, status=NoticeStatus.PUBLISHED)
    return amend_page(request, original, None, workflow.amend)


@login_required
@get_or_post
def amendment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change such a draft."""
    drafted = own(request, pk, "edit", type=NoticeType.CORRECTION, status=NoticeStatus.DRAFT)
    return amend_page(request, drafted.corrects, drafted, workflow.amend_again)


def amend_page(
    request: HttpRequest, original: Notice, drafted: Notice | None, carry_out: Callable[..., Notice]
) -> HttpResponse:
    """Every open entry as it reads today; what is changed becomes the correction."""
    entries, about, attempt = amendments.entries_of(original), drafted or original, Attempt()
    form = AmendForm(typed(request), entries=entries, initial=initial_of(drafted, entries))
    if form.is_bound and form.is_valid():
        with attempt:
            facts = {"reason": form.cleaned_data["reason"], "by": request.actor, "now": clock.now()}
            return redirect(workflow.address(carry_out(about.pk, form.as_wish(), **facts)))
    context = {
        "notice": about,
        "form": form,
        "locked": [entry for entry in entries if entry.lock],
        "reasons": list(dict.fromkeys(entry.lock for entry in entries if entry.lock)),
        "basis": rules.BASIS,
    }
    return attempt.page(request, f"{TEMPLATES}/grant_amend.html", context)


def own(request: HttpRequest, pk: int, verb: str, **wanted: object) -> Notice:
    """A notice of the acting body, for a capacity that carries out the verb."""
    procedure.allow(workflow.STEPS, verb, by=request.actor)
    return get_object_or_404(queries.own(request.actor), pk=pk, **wanted)
