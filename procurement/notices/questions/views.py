"""Pages of questions: a supplier asks, a clerk answers."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES, SUPPLIER_ROLES
from portal.kernel import listing
from portal.kernel.verbs import Attempt, must_have, typed
from procurement.notices import queries as notices
from procurement.notices.choices import CALLS
from procurement.notices.questions import queries, workflow
from procurement.notices.questions.forms import AnswerForm, QuestionForm


@login_required
def question_ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask about a purchase; what was asked before from here stands below."""
    notice = get_object_or_404(notices.readable(request.actor), number=number, type__in=CALLS)
    must_have(request, *SUPPLIER_ROLES, because=_("请切换到供应商经办人的身份，再提问。"))
    form = QuestionForm(typed(request))
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.ask(notice, text=form.cleaned_data["text"], by=request.actor)
            return redirect("notices:ask", notice.number)
    own = queries.own(request.actor, notice.project_id)
    context = {"now": timezone.now(), "notice": notice, "form": form, "own": own}
    return attempt.page(request, "procurement/notices/questions/question_ask.html", context)


@login_required
def question_list(request: HttpRequest) -> HttpResponse:
    """The questions about the purchases that this capacity conducts."""
    must_have(request, *ORGANISER_ROLES, because=_("询问由采购人和代理机构的经办人答复。"))
    return listing.listing(
        request,
        queries.of_clerks(request.actor),
        template="procurement/notices/questions/question_list.html",
        order=("-asked_at", "-pk"),
        now=timezone.now(),
    )


@login_required
def question_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer one question to everybody."""
    must_have(request, *ORGANISER_ROLES, because=_("询问由采购人和代理机构的经办人答复。"))
    question = get_object_or_404(queries.of_clerks(request.actor), pk=pk)
    form = AnswerForm(typed(request), initial={"public_text": question.text})
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.answer(question.pk, **form.cleaned_data, by=request.actor, now=timezone.now())
            return redirect("notices:question_list")
    context = {
        "now": timezone.now(),
        "question": question,
        "form": form,
        "back_url": reverse("notices:question_list"),
    }
    return attempt.page(request, "procurement/notices/questions/question_answer.html", context)
