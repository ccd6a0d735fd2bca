"""Pages of the opening record."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from portal.kernel import workflow as procedure
from portal.kernel.verbs import Attempt, get_or_post, typed
from procurement.notices.forms import TypedConfirmation
from procurement.opening.record import drawing, forms, pages, queries, workflow
from procurement.opening.record.models import OpeningRecord

SIGN_WORDS = "签署开启记录"


@never_cache
def record_detail(request: HttpRequest, number: str) -> HttpResponse:
    """The record; to everybody once it is public."""
    record = _record(request, number)
    context = pages.record_context(record, actor=request.actor, now=timezone.now())
    return render(request, "procurement/opening/record/record_detail.html", context)


@never_cache
def record_print(request: HttpRequest, number: str) -> HttpResponse:
    """The filed record, or how it stands now, as PDF."""
    record = _record(request, number)
    name = f"{record.number}.pdf"
    if record.file:
        return FileResponse(record.file.open(), filename=name, content_type="application/pdf")
    response = HttpResponse(drawing.document(record).render(), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@login_required
@never_cache
@get_or_post
def record_answer(request: HttpRequest, number: str) -> HttpResponse:
    """A bidder confirms or objects."""
    procedure.allow(workflow.STEPS, "answer", by=request.actor)
    record = _record(request, number)
    form, attempt = forms.AnswerForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.answer(record.pk, **form.cleaned_data, by=request.actor)
            return redirect("opening:record", number)
    context = pages.record_context(record, actor=request.actor, now=timezone.now()) | {"form": form}
    return attempt.page(request, "procurement/opening/record/record_answer.html", context)


@login_required
@never_cache
@get_or_post
def record_reply(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The host says what was done about an objection."""
    procedure.allow(workflow.STEPS, "reply", by=request.actor)
    record = _record(request, number)
    said = get_object_or_404(record.answers.select_related("supplier"), pk=pk, agrees=False)
    form, attempt = forms.ReplyForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.reply(said.pk, text=form.cleaned_data["text"], by=request.actor)
            return redirect("opening:record", number)
    context = pages.record_context(record, actor=request.actor, now=timezone.now())
    context |= {"form": form, "answer": said}
    return attempt.page(request, "procurement/opening/record/record_reply.html", context)


@login_required
@never_cache
@get_or_post
def record_sign(request: HttpRequest, number: str) -> HttpResponse:
    """Host and supervisor sign."""
    procedure.allow(workflow.STEPS, "sign", by=request.actor)
    record = _record(request, number)
    form, attempt = TypedConfirmation(typed(request), words=SIGN_WORDS), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.sign(record.pk, by=request.actor)
            return redirect("opening:record", number)
    context = pages.record_context(record, actor=request.actor, now=timezone.now()) | {"form": form}
    return attempt.page(request, "procurement/opening/record/record_sign.html", context)


def _record(request: HttpRequest, number: str) -> OpeningRecord:
    record = queries.readable_by(request.actor, number)
    if record is None:
        raise Http404
    return record
