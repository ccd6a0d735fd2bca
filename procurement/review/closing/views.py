"""Pages after a review: the organiser's sheet and records, and what an expert reads and says."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.kernel import clock
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.review.closing import documents, queries, rules, workflow
from procurement.review.closing.forms import ExpertConductForm, FeeForm, OrganiserConductForm, ReplyForm
from procurement.review.experts.views import acting

TEMPLATES = "procurement/review/closing"


@login_required
@require_safe
def closing_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The fee sheet and the records of one review."""
    return detail_page(request, pk, Attempt())


def detail_page(request: HttpRequest, pk: int, attempt: Attempt) -> HttpResponse:
    """The same page, also when a button of it was refused."""
    must_have(request, *queries.CLERKS)
    session = get_object_or_404(queries.organised(request.actor), pk=pk)
    sheet = queries.sheet_of(session)
    context = {
        "session": session,
        "not_over": rules.over_refusals(session.status),
        "sheet": sheet,
        "experts": queries.experts_of(session),
        "of_us": session.conduct_records.filter(about=None),
        "record_by": queries.record_by(session),
        "wrote_it": sheet is not None and sheet.entered_by_id == request.actor.user_id,
        "basis": rules.BASIS,
    }
    return attempt.page(request, f"{TEMPLATES}/closing_detail.html", context)


@login_required
@get_or_post
def fees_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what the experts are paid."""
    must_have(request, *queries.CLERKS)
    session = get_object_or_404(queries.organised(request.actor), pk=pk)
    form, attempt = FeeForm(typed(request), experts=queries.experts_of(session)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            payer = form.cleaned_data["payer"]
            workflow.enter_fees(pk, form.lines, payer=payer, by=request.actor, now=clock.now())
            return redirect("closing:detail", pk=pk)
    context = {"session": session, "form": form, "basis": rules.BASIS}
    return attempt.page(request, f"{TEMPLATES}/fees_enter.html", context)


@login_required
@require_POST
def fees_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person confirms the sheet."""
    must_have(request, *queries.CLERKS)
    session, attempt = get_object_or_404(queries.organised(request.actor), pk=pk), Attempt()
    get_object_or_404(queries.FeeSheet, session=session)
    with attempt:
        workflow.confirm_fees(pk, by=request.actor, now=clock.now())
        messages.success(request, _("报酬表已复核，并通知了各位专家。"))
        return redirect("closing:detail", pk=pk)
    return detail_page(request, pk, attempt)


@login_required
@require_safe
def fees_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet to be printed and signed."""
    must_have(request, *queries.CLERKS)
    session = get_object_or_404(queries.organised(request.actor), pk=pk)
    get_object_or_404(queries.FeeSheet, session=session)
    content = documents.fee_sheet(queries.sheet_of(session)).render()
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{session.number}-fees.pdf"'
    return answer


@login_required
@get_or_post
def expert_record(request: HttpRequest, pk: int, member_pk: int) -> HttpResponse:
    """The organiser records how an expert did its duty."""
    must_have(request, *queries.CLERKS)
    session = get_object_or_404(queries.organised(request.actor), pk=pk)
    member = get_object_or_404(queries.experts_of(session), pk=member_pk)
    form, attempt = ExpertConductForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.record_expert(pk, member_pk, form.facts, by=request.actor, now=clock.now())
            return redirect("closing:detail", pk=pk)
    context = {"session": session, "about": member.user.name, "form": form, "basis": rules.BASIS}
    return attempt.page(request, f"{TEMPLATES}/conduct_record.html", context)


@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What a person earned and what is recorded of it; what is recorded of its body."""
    must_have(request, *queries.CLERKS, *queries.EXPERTS)
    context = {
        "seats": list(queries.own_seats(request.user.pk)[:50]),
        "records": list(queries.records_about(request.actor).order_by("-pk")[:50]),
    }
    return Attempt().page(request, f"{TEMPLATES}/own_list.html", context)


@login_required
@get_or_post
def organiser_record(request: HttpRequest, member_pk: int) -> HttpResponse:
    """An expert records how the organiser did its duty."""
    member = get_object_or_404(queries.own_seats(request.user.pk), pk=member_pk)
    acting(request)
    form, attempt = OrganiserConductForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.record_organiser(member_pk, form.facts, by=request.actor, now=clock.now())
            return redirect("closing:own")
    session = member.session
    context = {"session": session, "about": session.organiser.name, "form": form, "is_own": True}
    return attempt.page(request, f"{TEMPLATES}/conduct_record.html", {**context, "basis": rules.BASIS})


@login_required
@get_or_post
def conduct_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is spoken of says its own side."""
    must_have(request, *queries.CLERKS, *queries.EXPERTS)
    record = get_object_or_404(queries.records_about(request.actor), pk=pk)
    form, attempt = ReplyForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.reply(pk, form.cleaned_data["reply"], by=request.actor, now=clock.now())
            return redirect("closing:own")
    context = {"record": record, "form": form}
    return attempt.page(request, f"{TEMPLATES}/conduct_reply.html", context)
