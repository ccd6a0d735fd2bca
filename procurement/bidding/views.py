"""Pages of suppliers: what they may answer, sealing, receipts, withdrawal; the window for final quotes."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from orgs.people.choices import SUPPLIER_ROLES
from orgs.people.factors import was_proved
from portal.kernel.errors import Refusal, Refused
from portal.kernel.verbs import Attempt, must_have, typed
from procurement.bidding import forms, pages, queries, receipts, rules, workflow
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.models import Submission
from procurement.bidding.rules import Sealed
from procurement.notices.forms import TypedConfirmation
from procurement.projects import queries as projects
from procurement.projects.models import Package
from procurement.routing import queries as routing

WITHDRAW_WORDS = "撤回"
RECEIPTS_SHOWN = 200


@login_required
@never_cache
def response_list(request: HttpRequest) -> HttpResponse:
    """The packages in which the own body takes part, with its own state only."""
    must_have(request, *SUPPLIER_ROLES, because=_("响应文件由供应商提交，这里只列出供应商自己的。"))
    now = timezone.now()
    rows = pages.response_rows(request.actor, now=now)
    return render(request, "procurement/bidding/response_list.html", {"now": now, "rows": rows})


@login_required
@never_cache
@sensitive_post_parameters()
def submission_seal(request: HttpRequest, package_id: int, kind: str) -> HttpResponse:
    """Fill in, seal in the browser, submit; after the deadline the page says so with the platform's time."""
    if kind not in SubmissionKind.values:
        raise Http404
    package = get_object_or_404(queries.packages_for(request.actor), pk=package_id)
    now, attempt, proved = timezone.now(), Attempt(), was_proved(request)
    if request.method == "POST":
        with attempt:
            submission = workflow.submit(
                package.pk, kind=kind, sealed=sealed_of(request), by=request.actor, second_factor=proved
            )
            return redirect("bidding:receipt", submission.receipt_number)
    workflow.ensure_opening_keys(package.project_id, now=now)
    context = pages.seal_context(package, kind, actor=request.actor, now=now, second_factor=proved)
    return attempt.page(request, "procurement/bidding/submission_seal.html", context)


@login_required
@never_cache
def receipt_list(request: HttpRequest) -> HttpResponse:
    """Every version that the own body submitted, once the key of its opening has been released."""
    must_have(request, *SUPPLIER_ROLES, because=_("回执只给提交的供应商，这里只列出供应商自己的。"))
    rows = queries.own_opened(request.actor)[:RECEIPTS_SHOWN]
    context = {"now": timezone.now(), "rows": rows, "most": RECEIPTS_SHOWN}
    return render(request, "procurement/bidding/receipt_list.html", context)


@login_required
@never_cache
def receipt_detail(request: HttpRequest, number: str) -> HttpResponse:
    """The own receipt, to read and to print."""
    submission = get_object_or_404(queries.own(request.actor), receipt_number=number)
    context = pages.receipt_context(submission, now=timezone.now())
    return render(request, "procurement/bidding/receipt_detail.html", context)


@login_required
@never_cache
def receipt_download(request: HttpRequest, number: str) -> HttpResponse:
    """The own receipt as a signed file (compact JWS)."""
    submission = get_object_or_404(queries.own(request.actor), receipt_number=number)
    response = HttpResponse(submission.receipt, content_type="application/jose")
    response["Content-Disposition"] = f'attachment; filename="{submission.receipt_number}.jws"'
    return response


@login_required
@never_cache
def receipt_print(request: HttpRequest, number: str) -> HttpResponse:
    """The own receipt to print, with a code that holds the signed file."""
    submission = get_object_or_404(queries.own(request.actor), receipt_number=number)
    response = HttpResponse(receipts.document(submission).render(), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{submission.receipt_number}.pdf"'
    return response


@login_required
@never_cache
def submission_withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take the own submission back, after typing so."""
    submission: Submission = get_object_or_404(queries.own(request.actor), receipt_number=number)
    form = TypedConfirmation(typed(request), words=WITHDRAW_WORDS)
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.withdraw(submission.receipt_number, by=request.actor)
            return redirect("bidding:receipt", submission.receipt_number)
    context = pages.receipt_context(submission, now=timezone.now()) | {"form": form}
    return attempt.page(request, "procurement/bidding/submission_withdraw.html", context)


@login_required
def window_open(request: HttpRequest, package_id: int) -> HttpResponse:
    """Open the one common window for sealed final quotes."""
    organised = projects.organised_by(request.actor).values("pk")
    package = get_object_or_404(
        Package.objects.select_related("project__purchaser", "review"),
        pk=package_id,
        project__in=organised,
    )
    now, attempt = timezone.now(), Attempt()
    usual = routing.parameter("final_quote_minutes", on=package.project.decided_on)
    form = forms.WindowForm(typed(request), initial={"minutes": int(usual)})
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.open_quote_window(
                package.pk, minutes=form.cleaned_data["minutes"], by=request.actor, now=now
            )
            return redirect("opening:session_list")
    context = {
        "now": now,
        "package": package,
        "form": form,
        "usual": usual,
        "window": queries.window_of(package.pk),
    }
    return attempt.page(request, "procurement/bidding/window_open.html", context)


def sealed_of(request: HttpRequest) -> Sealed:
    """What the browser posted; anything but an envelope with its digests is refused in words."""
    form = forms.SealedForm(request.POST)
    if not form.is_valid():
        raise Refused(malformed())
    return Sealed(**form.cleaned_data)


def malformed() -> Refusal:
    """The post holds no whole envelope."""
    return rules.envelope_refusals(Sealed("", "", ""), kid="")[0]
