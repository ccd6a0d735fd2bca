"""The page on which one bid that did not open is ruled on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.kernel import workflow as procedure
from portal.kernel.verbs import Attempt, get_or_post, typed
from procurement.opening.ruling import forms, pages, queries, workflow


@login_required
@never_cache
@get_or_post
def ruling_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Whose fault it was, and what follows."""
    procedure.allow(workflow.STEPS, "rule", by=request.actor)
    opened = get_object_or_404(queries.unopened_for(request.actor), pk=pk)
    form, attempt = forms.RulingForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.rule(opened.pk, **form.cleaned_data, by=request.actor)
            messages.success(request, _("已认定，写进开启记录，并告诉了这家供应商。"))
            return redirect("opening:hall", opened.session.package.number)
    context = pages.ruling_context(opened, now=timezone.now()) | {"form": form}
    return attempt.page(request, "procurement/opening/ruling/ruling_give.html", context)
