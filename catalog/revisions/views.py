"""What everybody reads of revisions: proposals that are out for opinions, and what was decided."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalog.revisions import queries, workflow
from catalog.revisions.filters import PublicProposalFilter
from portal.kernel.listing import listing

COLUMNS = (
    (_("编号"), lambda proposal: proposal.number),
    (_("建议"), lambda proposal: proposal.title),
    (_("目录"), lambda proposal: proposal.catalogue.name),
    (_("提出单位"), lambda proposal: proposal.department_name),
    (_("理由"), lambda proposal: proposal.reason),
    (_("状态"), lambda proposal: proposal.get_status_display()),
    (_("征求意见截止"), lambda proposal: proposal.consultation_to),
    (_("答复"), lambda proposal: proposal.answer if proposal.is_decided else ""),
    (_("决定时间"), lambda proposal: proposal.decided_at if proposal.is_decided else None),
)


@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Proposals that are out for opinions or decided, with their answers."""
    return listing(
        request,
        queries.public(),
        template="catalog/revisions/proposal_list.html",
        order=("-pk",),
        filterset_class=PublicProposalFilter,
        columns=COLUMNS,
        basis=workflow.BASIS,
    )
