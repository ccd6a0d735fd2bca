"""The public list of organisations; a single page is composed in portal.site."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from orgs.bodies import queries
from orgs.bodies.choices import BodyKind
from orgs.bodies.filters import BodyFilter
from orgs.community.queries import organisations_below
from orgs.regions import tiles
from orgs.regions.filters import townships
from portal.kernel.listing import listing

PROVINCE = "43"
COLUMNS = (
    (_("名称"), lambda body: body.name),
    (_("类别"), lambda body: body.get_kind_display()),
    (_("统一社会信用代码"), lambda body: body.credit_code),
    (_("所在地"), lambda body: body.division.name),
    (_("组织类型"), lambda body: body.registration.get_type_display() if is_registered(body) else ""),
    (_("服务领域"), lambda body: body.registration.field_words if is_registered(body) else ""),
    (_("评估等级"), lambda body: body.registration.grade if is_registered(body) else ""),
)


@require_safe
def body_list(request: HttpRequest) -> HttpResponse:
    """Organisations and public bodies by name, and how many social organisations each prefecture has."""
    counts = organisations_below(PROVINCE)
    return listing(
        request,
        queries.listed(),
        template="orgs/bodies/body_list.html",
        order=("name",),
        filterset_class=BodyFilter,
        columns=COLUMNS,
        townships=townships(request),
        counts=counts,
        map=tiles.count_map(
            (place.code, place.name, number.organisations, in_region(place.code))
            for place, number in counts.rows
        ),
    )


def in_region(code: str) -> str:
    """The social organisations of a region."""
    return f"?kind={BodyKind.SOCIAL_ORGANISATION}&region={code}"


def is_registered(body) -> bool:
    """Whether the body has registration facts; already fetched with the row."""
    return getattr(body, "registration", None) is not None
