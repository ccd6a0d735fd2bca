"""结果与评价: which services were evaluated, with what result, and who was awarded what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from orgs.credit.models import CreditRecord
from portal.kernel.listing import keyset_page
from procurement.notices.choices import RESULTS, NoticeType
from procurement.notices.models import Notice

LATEST = 10
SHOWN = (*RESULTS, NoticeType.ACCEPTANCE_RESULT)


def result_list(request: HttpRequest) -> HttpResponse:
    """Published evaluations, newest first, beside the latest results and acceptances."""
    records = CreditRecord.objects.select_related("body")
    page = keyset_page(records, order=("-published_at", "-pk"), after=request.GET.get("after", ""))
    notices = Notice.objects.published().filter(type__in=SHOWN).order_by("-published_at", "-pk")
    return render(request, "portal/site/result_list.html", {"page": page, "notices": notices[:LATEST]})
