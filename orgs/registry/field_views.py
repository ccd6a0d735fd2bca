"""The page on which a registrar says in which fields an organisation serves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from orgs.people.choices import Role
from orgs.registry import queries, workflow
from orgs.registry.forms import FieldsForm
from portal.kernel import clock
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed


@login_required
@get_or_post
def fields_choose(request: HttpRequest, credit_code: str) -> HttpResponse:
    """Choose the fields of service of one organisation."""
    must_have(request, Role.REGISTRAR)
    body = get_object_or_404(queries.registered_with(request.actor), credit_code=credit_code)
    initial = {"fields_of": body.registration.fields_of_service}
    form, attempt = FieldsForm(typed(request), initial=initial), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            chosen = form.cleaned_data["fields_of"]
            workflow.classify(body.pk, chosen, by=request.actor, now=clock.now())
            messages.success(request, _("已更改服务领域。"))
            return redirect("registry:register", body.credit_code)
    context = {"body": body, "form": form}
    return attempt.page(request, "orgs/registry/fields_choose.html", context)
