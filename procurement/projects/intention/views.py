"""Public pages of intentions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.kernel.clock import local_date
from portal.kernel.listing import listing
from procurement.projects.intention import queries
from procurement.projects.intention.choices import IntentionStatus
from procurement.projects.intention.filters import IntentionFilter

TEMPLATES = "procurement/projects/intention"
TONES = {
    IntentionStatus.DRAFT: "quiet",
    IntentionStatus.SUBMITTED: "soon",
    IntentionStatus.AWAITING: "soon",
    IntentionStatus.PUBLISHED: "ok",
    IntentionStatus.WITHDRAWN: "stop",
}
COLUMNS = (
    (gettext_lazy("意向编号"), lambda intention: intention.number),
    (gettext_lazy("采购人"), lambda intention: intention.purchaser.name),
    (gettext_lazy("采购项目名称"), lambda intention: intention.title),
    (gettext_lazy("采购需求概况"), lambda intention: intention.overview),
    (gettext_lazy("预算金额（元）"), lambda intention: intention.budget_amount),
    (gettext_lazy("预计采购时间"), lambda intention: f"{intention.expected_month:%Y-%m}"),
    (gettext_lazy("备注"), lambda intention: intention.remark),
    (gettext_lazy("公开日期"), lambda intention: local_date(intention.published_at)),
    (gettext_lazy("状态"), lambda intention: intention.get_status_display()),
)


@require_safe
def intention_list(request: HttpRequest) -> HttpResponse:
    """All published intentions, the newest first."""
    return listing(
        request,
        queries.public(),
        template=f"{TEMPLATES}/intention_list.html",
        order=("-published_at", "-pk"),
        filterset_class=IntentionFilter,
        columns=COLUMNS,
    )


@require_safe
def intention_detail(request: HttpRequest, number: str) -> HttpResponse:
    """One intention: the official form's fields, and from which day the purchase may begin."""
    intention = get_object_or_404(
        queries.public().select_related("purchaser__budget_division"), number=number
    )
    context = {
        "intention": intention,
        "tone": TONES[intention.status],
        "opens": queries.opens_on(intention),
        "days": queries.days_for(
            intention.purchaser.budget_division_id, on=local_date(intention.published_at)
        ),
        "is_withdrawn": intention.status == IntentionStatus.WITHDRAWN,
        "notice_number": intention.notices.order_by("pk").values_list("number", flat=True).first(),
    }
    return render(request, f"{TEMPLATES}/intention_detail.html", context)
