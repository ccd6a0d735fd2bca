"""Pages for replacing a chosen supplier."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.kernel import clock, uploads
from portal.kernel import workflow as procedure
from portal.kernel.verbs import Attempt, get_or_post, typed
from procurement.award import queries as awards
from procurement.award.replacing import queries, rules, workflow
from procurement.award.replacing.choices import Follows
from procurement.award.replacing.forms import ReplaceForm
from procurement.award.replacing.models import Removal


@login_required
@never_cache
@get_or_post
def winner_replace(request: HttpRequest, pk: int) -> HttpResponse:
    """The winner gives up or signs no contract: who is next, and the decision."""
    procedure.allow(workflow.STEPS, "replace", by=request.actor)
    own = awards.visible_to(request.actor).filter(package__project__purchaser_id=request.actor.body_id)
    award, attempt, now = get_object_or_404(own.exclude(winner=None), pk=pk), Attempt(), clock.now()
    form = ReplaceForm(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said, file = form.cleaned_data, request.FILES.get("paper")
        paper = uploads.store(file, owner_id=request.actor.user_id, now=now) if file else None
        facts = {name: said[name] for name in ("cause", "follows", "reason")}
        with attempt:
            workflow.replace(pk, **facts, paper=paper, by=request.actor, now=now)
            messages.success(request, _("已决定变更成交供应商。"))
            if said["follows"] == Follows.NEXT:
                return redirect("award:award", pk=pk)
            return redirect(award.package.project)
    left = queries.left_after(award, award.winner.rank)
    context = {
        "award": award,
        "package": award.package,
        "now": now,
        "form": form,
        "next": left[0] if left else None,
        "basis": rules.REGULATION_ART_49,
    }
    return attempt.page(request, "procurement/award/replacing/winner_replace.html", context)


@login_required
@require_safe
def removal_paper(request: HttpRequest, pk: int) -> FileResponse:
    """The paper on which a supplier fell out, for those who see the award."""
    seen = awards.visible_to(request.actor).values("pk")
    removal = get_object_or_404(
        Removal.objects.select_related("paper"), award__in=seen, pk=pk, paper__isnull=False
    )
    return uploads.download(removal.paper)
