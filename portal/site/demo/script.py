"""The script: P6 and the small purchase beside it finished, P2 and P4 open, P1 waiting; each made once."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import keys
from portal.kernel.clock import RehearsalClock, at_local, local_date
from portal.site.demo import (
    after_award,
    bidding_walk,
    catalogues,
    commission,
    communities,
    custody,
    demanding,
    evaluating,
    facts,
    holidays,
    newcomers,
    numbers,
    own_accounts,
    preparing,
    register_facts,
    registers,
    review_walk,
    revisions,
    services,
)
from portal.site.demo.cast import Cast, gather
from portal.site.demo.review_walk import Strength
from portal.site.demo.stage import Stage, day_before
from procurement.projects.models import ProcurementProject

Walk = Callable[[Stage], None]
# How long P2 stays open after the day on which the demonstration is made.
DAYS_LEFT = timedelta(days=3)
SERVICES_BEFORE = 20


def run(*, now: datetime) -> Iterator[tuple[str, str]]:
    """Make what is missing; gives each purchase's title and what was done."""
    keys.create(now=now)
    today = local_date(now)
    with transaction.atomic():
        cast = gather(now=at_local(day_before(today, facts.P6.began), 8))
    with transaction.atomic():
        yield custody.TITLE, custody.keep(cast, now=at_local(day_before(today, facts.P6.began), 9))
    yield from services.play(cast, now=at_local(day_before(today, SERVICES_BEFORE), 9))
    walks = {
        facts.P6: finished,
        facts.COMMISSION: commission.play,
        facts.P4: put_out_to_tender,
        facts.P2: open_for_bids,
        facts.P1: waiting_for_approval,
    }
    for part, walk in walks.items():
        yield part.title, play(part, walk, cast=cast, today=today)
    with transaction.atomic():
        yield registers.FILE, registers.wait_for_confirmation(cast, now=now)
    with transaction.atomic():
        yield newcomers.TITLE, newcomers.wait_for_registrar(cast, now=now)
    with transaction.atomic():
        yield own_accounts.PAPERS_TITLE, own_accounts.papers_that_end(cast, now=now)
    with transaction.atomic():
        yield own_accounts.LEAVING_TITLE, own_accounts.leaving(cast, now=now)
    with transaction.atomic():
        yield catalogues.TITLE, catalogues.consult(cast, now=now)
    with transaction.atomic():
        yield revisions.TITLE, revisions.play(cast, now=now)
    with transaction.atomic():
        is_new = register_facts.enter_all(cast, now=now)
        yield _("登记事实（示例）"), _("已建立") if is_new else _("已经在演示数据中")
    with transaction.atomic():
        yield holidays.TITLE, holidays.upload(cast, now=now)
    with transaction.atomic():
        yield numbers.TITLE, numbers.propose(cast, now=now)
    with transaction.atomic():
        yield communities.TITLE, communities.enter(cast, now=now)


def play(part: facts.PurchasePart, walk: Walk, *, cast: Cast, today) -> str:
    """Walk one purchase in one transaction: it is there whole or not at all."""
    start = at_local(day_before(today, part.began), 8)
    stage = Stage(part=part, cast=cast, today=today, clock=RehearsalClock(start))
    if ProcurementProject.objects.filter(title=stage.title, purchaser=cast.bodies[part.body]).exists():
        return _("已经在演示数据中")
    with transaction.atomic():
        walk(stage)
    return _("已建立")


def waiting_for_approval(stage: Stage) -> None:
    """P1: submitted, with two funds; a second person has to decide. Its intention is still young."""
    preparing.intend(stage, days_before=12)
    preparing.draft(stage)
    demanding.survey(stage)
    demanding.hear(stage)
    preparing.submit(stage)
    preparing.advance_notice(stage)


def open_for_bids(stage: Stage) -> None:
    """P2: two packages, announced; three organisations have the document, nobody knows who has bid."""
    preparing.intend(stage, days_before=45)
    preparing.draft(stage)
    demanding.survey(stage)
    demanding.heard_elsewhere(stage)
    preparing.submit(stage)
    preparing.approve(stage)
    preparing.announce(stage, days_before=11, open_until=stage.today + DAYS_LEFT)
    bidding_walk.obtain(stage, ("nuanlin", "yiyang", "yinling"))
    bidding_walk.enquire(stage)


def put_out_to_tender(stage: Stage) -> None:
    """P4: at the open-tender figure, so an open tender; suppliers have twenty days."""
    preparing.intend(stage, days_before=75)
    preparing.draft(stage)
    demanding.survey(stage)
    demanding.heard_elsewhere(stage)
    preparing.submit(stage)
    preparing.approve(stage)
    preparing.announce(stage, days_before=18, open_until=stage.today + DAYS_LEFT)


def finished(stage: Stage) -> None:
    """P6: carried from its budget line to its evaluation, which stands on the organisation's page."""
    preparing.intend(stage, days_before=545)
    preparing.draft(stage)
    demanding.survey(stage)
    demanding.heard_elsewhere(stage)
    preparing.submit(stage)
    preparing.approve(stage)
    preparing.announce(stage, days_before=500)
    bidding_walk.obtain(stage, tuple(RESPONSES))
    for name, (price, plan) in RESPONSES.items():
        bidding_walk.respond(stage, name, response(price, plan))
    review_walk.name_panel(stage)
    bidding_walk.open_responses(stage)
    review_walk.examine(stage)
    review_walk.consult(stage)
    bidding_walk.quote(stage, {"yichuang": "935000.00", "nuanlin": "948000.00", "yiyang": "941500.00"})
    review_walk.score(stage, STRENGTHS)
    review_walk.decide(stage, days_before=stage.part.decided)
    after_award.contract(stage)
    after_award.accept(stage)
    evaluating.evaluate(stage)


RESPONSES = {
    "yichuang": (
        "950000.00",
        "设入驻、培育、出壳三个阶段，每家组织配一名辅导员，每月一次诊断，全年培训26场。",
    ),
    "nuanlin": ("955000.00", "以社会工作方法陪伴社会组织成长，全年培训24场，每季度一次公益集市。"),
    "yiyang": ("945000.00", "侧重养老类社会组织培育，全年培训24场，提供财务托管。"),
}
STRENGTHS = {
    "yichuang": Strength(Decimal("1.0"), Decimal("0.92")),
    "nuanlin": Strength(Decimal("0.5"), Decimal("0.86")),
    "yiyang": Strength(Decimal("0.5"), Decimal("0.80")),
}


def response(price: str, plan: str) -> dict[str, str]:
    """A response as typed in the browser."""
    return {
        "plan": plan,
        "team": "负责人一名，专职社会工作者四名，财务一名，均签订劳动合同。",
        "experience": "近三年承接同类服务两项，均按期验收。",
        "statement_qualification": "on",
        "statement_credit": "on",
        "statement_truth": "on",
        "first_price": price,
    }
