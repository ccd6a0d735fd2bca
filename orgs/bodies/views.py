"""The public list of organisations; a single page is composed in portal.site."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from orgs.bodies import queries
from orgs.bodies.filters import BodyFilter
from portal.kernel.listing import listing

COLUMNS = (
    (_("名称"), lambda body: body.name),
    (_("类别"), lambda body: body.get_kind_display()),
    (_("统一社会信用代码"), lambda body: body.credit_code),
    (_("所在地"), lambda body: body.division.name),
    (_("组织类型"), lambda body: body.registration.get_type_display() if is_registered(body) else ""),
    (_("评估等级"), lambda body: body.registration.grade if is_registered(body) else ""),
)


@require_safe
def body_list(request: HttpRequest) -> HttpResponse:
    """Organisations and public bodies by name."""
    return listing(
        request,
        queries.listed(),
        template="orgs/bodies/body_list.html",
        order=("name",),
        filterset_class=BodyFilter,
        columns=COLUMNS,
    )


def is_registered(body) -> bool:
    """Whether the body has registration facts; already fetched with the row."""
    return getattr(body, "registration", None) is not None
