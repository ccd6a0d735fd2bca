"""Public pages of the official forms: the list, what each asks for, the empty and the filled form."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.kernel import documents, word
from portal.kernel.clock import local_date
from procurement.notices.official import intents, rules
from procurement.notices.official.reading import forms
from procurement.notices.official.rules import Form
from procurement.notices.official.stages import STAGES
from procurement.projects.intention import queries as intentions
from procurement.routing import queries as routing


@require_safe
def form_list(request: HttpRequest) -> HttpResponse:
    """All forms, the thirteen first."""
    shown = [(form, STAGES[form.owner]) for form in forms().values()]
    return render(request, "procurement/notices/official/form_list.html", {"shown": shown})


@require_safe
def form_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One form: field by field, its period, its paper, who publishes it."""
    form = form_or_404(code)
    today = local_date(timezone.now())
    period = routing.parameters([form.period], on=today)[form.period] if form.period else None
    context = {"form": form, "period": period, "stage": STAGES[form.owner]}
    return render(request, "procurement/notices/official/form_detail.html", context)


@require_safe
def form_word(request: HttpRequest, code: str) -> HttpResponse:
    """The empty form, to be filled in by hand."""
    form = form_or_404(code)
    page = documents.OfficialPage(
        title=form.name, sections=[section.for_print() for section in rules.blank(form)]
    )
    response = HttpResponse(word.render(page), content_type=word.WORD)
    response["Content-Disposition"] = f'attachment; filename="{form.code}.docx"'
    return response


@require_safe
def intention_word(request: HttpRequest, number: str) -> HttpResponse:
    """A published intention in the official form, to be handed on."""
    intention = get_object_or_404(intentions.public(), number=number)
    response = HttpResponse(word.render(intents.page_of(intention)), content_type=word.WORD)
    response["Content-Disposition"] = f'attachment; filename="{intention.number}.docx"'
    return response


@require_safe
def intention_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The same as PDF."""
    intention = get_object_or_404(intentions.public(), number=number)
    response = HttpResponse(intents.page_of(intention).render(), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{intention.number}.pdf"'
    return response


def form_or_404(code: str) -> Form:
    """The form of this code."""
    if code not in forms():
        raise Http404
    return forms()[code]
