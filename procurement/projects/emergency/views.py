"""The register of emergency purchases in the workbench."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from portal.kernel import clock, uploads
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.projects.emergency import queries, rules, workflow
from procurement.projects.emergency.choices import EmergencyStatus
from procurement.projects.emergency.forms import EmergencyForm, PaperForm
from procurement.projects.emergency.models import EmergencyPurchase

TEMPLATES = "procurement/projects/emergency"
TONES = {EmergencyStatus.ENTERED: "soon", EmergencyStatus.CONFIRMED: "soon", EmergencyStatus.CLOSED: "ok"}
COLUMNS = (
    (gettext_lazy("登记编号"), lambda purchase: purchase.number),
    (gettext_lazy("采购人"), lambda purchase: purchase.purchaser.name),
    (gettext_lazy("事件"), lambda purchase: purchase.event),
    (gettext_lazy("发生日期"), lambda purchase: purchase.happened_on),
    (gettext_lazy("采购内容"), lambda purchase: purchase.bought),
    (gettext_lazy("供应商"), lambda purchase: purchase.supplier_name),
    (gettext_lazy("金额（元）"), lambda purchase: purchase.amount),
    (gettext_lazy("决定人"), lambda purchase: purchase.decider),
    (gettext_lazy("状态"), lambda purchase: purchase.get_status_display()),
)


@login_required
@require_safe
def purchase_list(request: HttpRequest) -> HttpResponse:
    """The register, as far as a capacity sees it."""
    must_have(request, *queries.READERS)
    return listing(
        request,
        queries.visible_to(request.actor),
        template=f"{TEMPLATES}/purchase_list.html",
        order=("-pk",),
        columns=COLUMNS,
        may_enter=request.actor.has_role(*workflow.ENTERERS),
        basis=rules.BASIS,
    )


@login_required
@get_or_post
def purchase_enter(request: HttpRequest) -> HttpResponse:
    """Enter a purchase that could not wait."""
    must_have(request, *workflow.ENTERERS)
    form, attempt = EmergencyForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            return redirect(workflow.enter(form.facts, by=request.actor, now=clock.now()))
    return attempt.page(request, f"{TEMPLATES}/purchase_enter.html", {"form": form, "basis": rules.BASIS})


@login_required
@require_safe
def purchase_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry with its papers."""
    must_have(request, *queries.READERS)
    return detail_page(request, get_object_or_404(queries.visible_to(request.actor), pk=pk), Attempt())


def detail_page(
    request: HttpRequest, purchase: EmergencyPurchase, attempt: Attempt, form: PaperForm | None = None
) -> HttpResponse:
    """The page of an entry, also when a button of it was refused."""
    context = {
        "purchase": purchase,
        "tone": TONES[purchase.status],
        "papers": purchase.papers.select_related("paper", "by"),
        "may": {verb: workflow.may_handle(purchase, verb, by=request.actor) for verb in workflow.STEPS},
        "form": form or PaperForm(),
        "basis": rules.BASIS,
    }
    return attempt.page(request, f"{TEMPLATES}/purchase_detail.html", context)


@login_required
@require_POST
def purchase_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person confirms."""
    return button(request, pk, "confirm", workflow.confirm, _("已确认。材料可以陆续补交。"))


@login_required
@require_POST
def purchase_close(request: HttpRequest, pk: int) -> HttpResponse:
    """The papers are complete."""
    return button(request, pk, "close", workflow.close, _("已办结。"))


def button(request: HttpRequest, pk: int, step: str, verb, thanks: str) -> HttpResponse:
    """A verb without a form."""
    purchase, attempt = own(request, pk, step), Attempt()
    with attempt:
        verb(pk, by=request.actor, now=clock.now())
        messages.success(request, thanks)
        return redirect(purchase)
    return detail_page(request, purchase, attempt)


@login_required
@require_POST
def paper_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in a paper afterwards."""
    purchase, attempt = own(request, pk, "add_paper"), Attempt()
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid():
        with attempt:
            now = clock.now()
            paper = uploads.store(form.cleaned_data["paper"], owner_id=request.actor.user_id, now=now)
            workflow.add_paper(pk, form.cleaned_data["title"], paper=paper, by=request.actor, now=now)
            return redirect(purchase)
    return detail_page(request, purchase, attempt, form)


@login_required
@require_safe
def paper_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper, for those who see the entry."""
    must_have(request, *queries.READERS)
    return uploads.download(get_object_or_404(queries.readable_papers(request.actor), pk=pk).paper)


def own(request: HttpRequest, pk: int, step: str) -> EmergencyPurchase:
    """The acting body's entry; NotPermitted for the wrong role, 404 for another body's."""
    must_have(request, *workflow.STEPS[step].roles)
    mine = queries.visible_to(request.actor).filter(purchaser_id=request.actor.body_id)
    return get_object_or_404(mine, pk=pk)
