"""An open framework agreement: two joined, a unit ordered and contracted, a third waits for its answer."""

from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.kernel import uploads
from portal.kernel.actors import Actor
from portal.kernel.clock import at_local, local_date
from portal.kernel.documents import OfficialPage, Section
from portal.kernel.uploads import Upload
from portal.site.demo import demanding, preparing
from portal.site.demo.cast import MARK
from portal.site.demo.stage import Stage, day_after
from procurement.award.framework import joining, ordering
from procurement.award.framework.models import FrameworkApplication, FrameworkMember, FrameworkOrder
from procurement.award.framework.rules import AgreementFacts, OrderFacts
from procurement.budget import targets
from procurement.budget import workflow as budget
from procurement.budget.models import BudgetLine
from procurement.budget.rules import LineFacts
from procurement.contracts.orders import workflow as contracts
from procurement.contracts.orders.rules import OrderContractFacts
from procurement.projects.plans import workflow as plans
from procurement.projects.plans.rules import PlanFacts

PLAN = PlanFacts(
    case="chosen_by_users",
    case_reason=f"由老人自主选择上门服务机构{MARK}。",
    found="open",
    phase="direct_choice",
    term_months=24,
)
JOINED, WAITING = ("yiyang", "nuanlin"), "yinling"
# The unit that orders: its people, its finance department, its line.
BUYER, PUBLISHER, FINANCE = "luoting", "tangwei", "yuhuacz"
LINE, ARRANGED, AMOUNT = "MZ-0404-X", Decimal(300_000), Decimal(86_400)
CONTENT = "失能老人上门助浴、康复护理1,440次"
TERMS = (
    "乙方按框架协议和老人的选择提供上门服务，每次服务留有记录、可以回访。\n甲方按统一付费标准和实际次数付款。"
)
OPEN_FOR, IN_FORCE, SERVED = timedelta(days=240), timedelta(days=365), timedelta(days=180)


def play(stage: Stage) -> None:
    """From the intention to the published contract of an order."""
    preparing.intend(stage, days_before=125)
    preparing.draft(stage)
    plans.set_plan(stage.project.pk, PLAN, by=stage.handler, now=stage.clock.now())
    demanding.survey(stage)
    demanding.heard_elsewhere(stage)
    preparing.submit(stage)
    preparing.approve(stage)
    until = at_local(day_after(stage.today + OPEN_FOR), 9, 30)
    preparing.announce(stage, days_before=70, deadline=until)
    stage.on(60, 10)
    for name in JOINED:
        answer(stage, ask(stage, name))
    stage.on(50, 10)
    for member in FrameworkMember.objects.filter(package=stage.package).order_by("place"):
        sign(stage, member)
    contract(stage, order(stage))
    stage.on(3, 10)
    propose(stage, ask(stage, WAITING))


def ask(stage: Stage, name: str) -> FrameworkApplication:
    """An organisation asks to join."""
    by, now = stage.cast.actors[name], stage.clock.advance(minutes=10)
    return joining.apply(
        stage.package.pk,
        text=f"持证护理人员、服务区域和安全预案齐全，愿意执行统一付费标准{MARK}。",
        is_agreed=True,
        paper=paper(stage, "证明材料", by=by),
        by=by,
        clock=lambda: now,
    )


def propose(stage: Stage, asked: FrameworkApplication) -> None:
    """The handler would admit it."""
    now = stage.clock.advance(minutes=20)
    joining.propose(asked.pk, is_accepted=True, reason="", by=stage.handler, now=now)


def answer(stage: Stage, asked: FrameworkApplication) -> None:
    """A second person admits it; its admission is published."""
    propose(stage, asked)
    joining.answer(asked.pk, by=stage.leader, now=stage.clock.advance(minutes=20))


def sign(stage: Stage, member: FrameworkMember) -> None:
    """The agreement with one of them."""
    now = stage.clock.advance(minutes=20)
    day = local_date(now)
    facts = AgreementFacts(f"长民框协{member.place}号{MARK}", day, day + IN_FORCE)
    signed = paper(stage, "框架协议", by=stage.handler)
    ordering.keep_agreement(member.pk, facts, paper=signed, by=stage.handler, now=now)


def order(stage: Stage) -> FrameworkOrder:
    """A unit under the collector orders from its own line; its leader publishes."""
    by, now = stage.cast.actors[BUYER], stage.on(stage.part.decided, 9)
    member = FrameworkMember.objects.filter(package=stage.package).order_by("place")[0]
    grounds = f"36名老人选择这家机构{MARK}。"
    facts = OrderFacts(member.pk, CONTENT, AMOUNT, grounds, local_date(now), line_of(stage, now).pk)
    slip = paper(stage, "服务选择登记表", by=by)
    made = ordering.order(stage.package.pk, facts, paper=slip, by=by, now=now)
    publisher = stage.cast.actors[PUBLISHER]
    ordering.publish_order(made.pk, by=publisher, now=stage.clock.advance(hours=1))
    return made


def contract(stage: Stage, made: FrameworkOrder) -> None:
    """Signed on the same day, kept and published."""
    by, now = stage.cast.actors[BUYER], stage.clock.advance(hours=2)
    day = local_date(now)
    facts = OrderContractFacts(day, day + timedelta(days=1), day + SERVED, "按月凭服务记录结算", TERMS)
    kept = contracts.keep(made.pk, facts, paper=paper(stage, "服务合同", by=by), by=by, now=now)
    publisher = stage.cast.actors[PUBLISHER]
    now = stage.clock.advance(hours=1)
    contracts.publish(kept.pk, seen=contracts.digest(kept), by=publisher, now=now)


def line_of(stage: Stage, now: datetime) -> BudgetLine:
    """The line of the unit that orders."""
    by = stage.cast.actors[FINANCE]
    facts = LineFacts(
        body_id=stage.cast.actors[BUYER].body_id,
        fiscal_year=local_date(now).year,
        code=LINE,
        title="居家养老上门服务补助",
        fund_source="general",
        amount=ARRANGED,
        document_number=f"财预{MARK}",
    )
    line = budget.enter_line(facts, by=by, now=now)
    return targets.set_targets(line.pk, preparing.TARGETS, by=by, now=now)


def paper(stage: Stage, title: str, *, by: Actor) -> Upload:
    """A signed paper."""
    file = SimpleUploadedFile(f"{title}{MARK}.pdf", sheet())
    return uploads.store(file, owner_id=by.user_id, now=stage.clock.now())


@cache
def sheet() -> bytes:
    """One page that stands for every paper of the agreement."""
    words = f"框架协议的材料{MARK}"
    return OfficialPage(title=words, sections=[Section(paragraphs=[words])], signatures=[words]).render()
