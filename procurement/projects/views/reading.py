"""The list of projects and the page of one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.kernel import clock
from portal.kernel.listing import listing
from portal.kernel.verbs import must_have
from procurement.projects import pages, queries, workflow
from procurement.projects.filters import ProjectFilter
from procurement.projects.plans import pages as plans

COLUMNS = (
    (gettext_lazy("项目编号"), lambda project: project.number),
    (gettext_lazy("项目名称"), lambda project: project.title),
    (gettext_lazy("采购人"), lambda project: project.purchaser.name),
    (gettext_lazy("目录品目"), lambda project: str(project.catalogue_item)),
    (gettext_lazy("预算年度"), lambda project: project.fiscal_year),
    (gettext_lazy("项目预算（元）"), lambda project: project.total_amount),
    (gettext_lazy("采购方式"), queries.method_name),
    (gettext_lazy("状态"), lambda project: project.get_status_display()),
)


@login_required
@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    """The projects that the acting capacity may see."""
    must_have(request, *queries.READERS)
    return listing(
        request,
        queries.with_amounts(queries.visible_to(request.actor)),
        template="procurement/projects/project_list.html",
        order=("-pk",),
        filterset_class=ProjectFilter,
        columns=COLUMNS,
        tones=pages.TONES,
        may_draft=request.actor.has_role(*workflow.DRAFTERS),
    )


@login_required
@require_safe
def project_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The preparation of one project: facts, money, route, approval, record."""
    must_have(request, *queries.READERS)
    now = clock.now()
    visible = queries.visible_to(request.actor).select_related("created_by", "purchaser__budget_division")
    project = get_object_or_404(visible, pk=pk)
    context = {
        "now": now,
        **pages.panels(project, on=clock.local_date(now), by=request.actor),
        **plans.panel(project, by=request.actor),
        "record": pages.record_of(project),
        "may_edit": workflow.may_handle(project, "edit", by=request.actor),
        "may_decide": workflow.may_handle(project, "approve", by=request.actor),
    }
    return render(request, "procurement/projects/project_detail.html", context)
