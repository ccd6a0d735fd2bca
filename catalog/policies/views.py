"""The public list of papers; a paper's page is composed in portal.site."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from catalog.policies import queries
from catalog.policies.filters import PaperFilter
from portal.kernel import clock
from portal.kernel.listing import listing

COLUMNS = (
    (gettext_lazy("文号"), lambda paper: paper.number or _("待核")),
    (gettext_lazy("名称"), lambda paper: paper.title or _("待核")),
    (gettext_lazy("发文机关"), lambda paper: paper.issuer or _("待核")),
    (gettext_lazy("类别"), lambda paper: paper.get_kind_display()),
    (gettext_lazy("主题"), lambda paper: paper.get_topic_display()),
    (gettext_lazy("公布日期"), lambda paper: paper.issued_on or _("待核")),
    (gettext_lazy("施行日期"), lambda paper: paper.in_force_from or _("待核")),
    (gettext_lazy("失效日期"), lambda paper: paper.in_force_to or ""),
    (gettext_lazy("效力"), lambda paper: paper.get_validity_display()),
    (gettext_lazy("由何文件替代"), lambda paper: str(paper.replaced_by or "")),
    (gettext_lazy("文本"), lambda paper: _("已对照") if paper.text_at_hand else _("文本待核")),
    (gettext_lazy("来源"), lambda paper: paper.source),
    (gettext_lazy("说明"), lambda paper: paper.note),
)


@require_safe
def paper_list(request: HttpRequest) -> HttpResponse:
    """Every paper that the portal rests on, with its standing today."""
    today = clock.local_date(clock.now())
    return listing(
        request,
        queries.papers(),
        template="catalog/policies/paper_list.html",
        order=("order", "pk"),
        filterset_class=PaperFilter,
        columns=COLUMNS,
        size=50,
        today=today,
    )
