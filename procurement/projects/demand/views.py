"""Where everybody reads what is asked about a demand, and says what they think of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.kernel import clock
from portal.kernel.hearing import pages as hearings
from portal.kernel.hearing.choices import Voice
from portal.kernel.hearing.forms import OpinionForm
from portal.kernel.hearing.pages import Asking
from portal.kernel.listing import listing
from portal.kernel.verbs import typed
from procurement.projects import queries as projects
from procurement.projects.demand import queries, rules, workflow

TEMPLATES = "procurement/projects/demand"
MOST_SHOWN = 300
COLUMNS = (
    (gettext_lazy("项目编号"), lambda hearing: hearing.project.number),
    (gettext_lazy("项目名称"), lambda hearing: hearing.project.title),
    (gettext_lazy("采购人"), lambda hearing: hearing.project.purchaser.name),
    (gettext_lazy("开始时间"), queries.opened_on),
    (gettext_lazy("截止日期"), lambda hearing: hearing.until),
    (gettext_lazy("意见采用情况"), lambda hearing: hearing.outcome),
)


@require_safe
def hearing_list(request: HttpRequest) -> HttpResponse:
    """Every demand that was put out for opinions, the newest first."""
    return listing(
        request,
        queries.public(),
        template=f"{TEMPLATES}/hearing_list.html",
        order=("-asked_at", "-pk"),
        columns=COLUMNS,
        today=clock.local_date(clock.now()),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hearing_public(request: HttpRequest, number: str) -> HttpResponse:
    """What is asked, the form while opinions are taken, and later what became of them."""
    hearing = get_object_or_404(queries.public(), project__number=number)
    is_citizen = workflow.voice_of(request.actor) == Voice.CITIZEN
    asking = Asking(
        scope=f"demand:{hearing.pk}",
        is_citizen=is_citizen,
        give=lambda form, device: workflow.say(
            hearing.project_id, form.cleaned_data["text"], by=request.actor, device=device
        ),
        thanks=_("意见已收到。采购人会逐条答复，答复在征求意见结束后公开。"),
    )
    context = {
        "hearing": hearing,
        "project": hearing.project,
        "amount": projects.amount_of(hearing.project),
        "is_open": queries.is_open_on(hearing, clock.local_date(clock.now())),
        "until": hearing.until,
        "owner": hearing.project.purchaser.name,
        "body_name": "" if is_citizen else request.actor.body_name,
        "comments": queries.published_opinions(hearing)[:MOST_SHOWN],
        "received": hearing.opinions.count(),
        "basis": rules.HEARING_BASIS,
    }
    form = OpinionForm(typed(request))
    return hearings.page(request, asking, form, f"{TEMPLATES}/hearing_public.html", context)
