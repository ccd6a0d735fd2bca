"""Where opinions are given without an account, read and answered by the keeper, and published."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalog.editions import picking
from catalog.editions import queries as editions
from catalog.revisions import consulting, pages, queries, workflow
from catalog.revisions.consulting import Subject
from catalog.revisions.filters import CommentFilter
from catalog.revisions.forms import CommentForm
from catalog.revisions.models import ConsultationComment
from portal.kernel import clock
from portal.kernel.errors import NotPermitted
from portal.kernel.hearing import pages as hearing
from portal.kernel.hearing.choices import Voice
from portal.kernel.hearing.forms import AnswerForm
from portal.kernel.hearing.pages import Asking
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed

TEMPLATES = "catalog/revisions"
MOST_SHOWN = 300
COLUMNS = (
    (gettext_lazy("时间"), lambda comment: comment.at),
    (gettext_lazy("意见来自"), lambda comment: comment.who),
    (gettext_lazy("针对"), lambda comment: comment.subject.title),
    (gettext_lazy("品目编码"), lambda comment: comment.item_code),
    (gettext_lazy("意见"), lambda comment: comment.text),
    (gettext_lazy("处理"), lambda comment: comment.get_verdict_display()),
    (gettext_lazy("答复"), lambda comment: comment.answer),
)


@never_cache
@get_or_post
def proposal_public(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal with its decision; while it is out for opinions, everybody gives theirs here."""
    proposal = get_object_or_404(queries.public(), pk=pk)
    contents = pages.contents_of(proposal, on=clock.local_date(clock.now()))
    context = {**contents, "proposal": proposal}
    return hearing_page(request, proposal, "proposal_public.html", context)


@never_cache
@get_or_post
def edition_comments(request: HttpRequest, pk: int) -> HttpResponse:
    """Opinions on an edition: given while it is in consultation, read once it is approved."""
    edition = get_object_or_404(editions.public_editions(), pk=pk)
    return hearing_page(request, edition, "edition_comments.html", {"edition": edition})


def hearing_page(request: HttpRequest, subject: Subject, template: str, context: dict) -> HttpResponse:
    """The form while opinions are taken, the answered ones after the decision."""
    voice = consulting.voice_of(request.actor)
    is_citizen = voice == Voice.CITIZEN
    today = clock.local_date(clock.now())
    shown = {
        **context,
        "is_open": consulting.is_open_on(subject, today),
        "has_ended": subject.consultation_to is not None,
        "until": subject.consultation_to,
        "owner": subject.catalogue.owner_name,
        "body_name": "" if is_citizen else request.actor.body_name,
        "comments": queries.published_comments(subject)[:MOST_SHOWN],
        "received": subject.comments.count(),
        "basis": workflow.BASIS,
    }
    asking = Asking(
        scope=f"{subject._meta.model_name}:{subject.pk}",
        is_citizen=is_citizen,
        give=lambda form, device: consulting.comment(subject, form.said, by=request.actor, device=device),
        thanks=_("意见已收到。编制单位会逐条答复，答复随决定公开。"),
    )
    return hearing.page(request, asking, form_of(request, subject), f"{TEMPLATES}/{template}", shown)


def form_of(request: HttpRequest, subject: Subject) -> CommentForm:
    """An edition is commented on item by item, a proposal as a whole."""
    is_edition = hasattr(subject, "items_digest")
    items = picking.items_of(subject) if is_edition and subject.status == "consultation" else ()
    return CommentForm(typed(request), items=items)


@login_required
@require_safe
def comment_list(request: HttpRequest) -> HttpResponse:
    """The comments on the catalogues of the own body."""
    must_have(request, *queries.READERS)
    return listing(
        request,
        queries.readable_comments(request.actor),
        template=f"{TEMPLATES}/comment_list.html",
        order=("-pk",),
        filterset_class=CommentFilter,
        columns=COLUMNS,
    )


@login_required
@get_or_post
def comment_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a comment."""
    must_have(request, *queries.READERS)
    comment = get_object_or_404(queries.readable_comments(request.actor), pk=pk)
    if not consulting.may_answer(comment.subject.catalogue, by=request.actor):
        raise NotPermitted(_("意见由目录编制单位答复。"))
    names = ("verdict", "answer", "withheld")
    initial = {name: getattr(comment, name) for name in names}
    form = AnswerForm(typed(request), initial=initial)
    attempt = Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            consulting.answer(pk, form.given, by=request.actor, now=clock.now())
            messages.success(request, _("答复已保存，作出决定时公开。"))
            return redirect(next_unanswered(comment))
    is_decided = consulting.is_decided(comment.subject)
    context = {"comment": comment, "form": form, "is_decided": is_decided, "basis": workflow.BASIS}
    return attempt.page(request, f"{TEMPLATES}/comment_answer.html", context)


def next_unanswered(comment: ConsultationComment) -> str:
    """The next comment on the same subject without an answer, or the list."""
    left = queries.comments_on(comment.subject).filter(verdict="").exclude(pk=comment.pk).first()
    return left.get_absolute_url() if left else reverse("revisions:comment_list")
