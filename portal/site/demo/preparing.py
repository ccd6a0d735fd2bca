"""From the budget line to the published notice."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from catalog.editions import queries as catalogue
from portal.kernel.calendar import queries as calendar
from portal.kernel.clock import at_local, local_date
from portal.site.demo import demanding, schemes, year_end
from portal.site.demo.cast import MARK
from portal.site.demo.facts import Fund, PurchasePart
from portal.site.demo.stage import Stage, day_after, day_before
from procurement import methods
from procurement.bidding import workflow as bidding
from procurement.budget import targets
from procurement.budget import workflow as budget
from procurement.budget.choices import LineKind, TargetKind
from procurement.budget.models import BudgetLine
from procurement.budget.rules import LineFacts, Share
from procurement.budget.targets import Target
from procurement.notices import queries as notice_queries
from procurement.notices import rules
from procurement.notices import workflow as notices
from procurement.notices.rules import ScheduleFacts
from procurement.notices.sections import Texts
from procurement.projects import queries as project_queries
from procurement.projects import workflow as projects
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.intention import workflow as intentions
from procurement.projects.intention.rules import IntentionFacts
from procurement.projects.models import Package
from procurement.projects.redo import workflow as redoing
from procurement.projects.rules import PackageFacts, ProjectFacts
from procurement.review import workflow as review

TARGETS = (
    Target(TargetKind.QUALITY, "服务记录完整率", "≥95%"),
    Target(TargetKind.TIMELINESS, "按月完成计划服务", "≥90%"),
    Target(TargetKind.SATISFACTION, "服务对象满意度", "≥90%"),
)
# So many days earlier, for calls among holidays.
EARLIER = (0, 5, 11, 17, 23)
# The month after the thirty days, holidays in between included.
INTENTION_AHEAD = timedelta(days=45)


def draft(stage: Stage) -> None:
    """Money on its lines, then a project with packages, funds, method and criteria."""
    part, by = stage.part, stage.handler
    now = stage.on(part.began)
    shares = [Share(line_of(stage, fund).pk, fund.share) for fund in part.funds]
    item = catalogue.purchasable(on=now.date()).get(code=part.item)
    facts = ProjectFacts(
        title=stage.title,
        catalogue_item_id=item.pk,
        fiscal_year=stage.budget_year,
        demand=part.demand,
        recipients=part.recipients,
        service_area=part.area,
        term_months=12,
    )
    stage.project = projects.draft(facts, by=by, now=stage.clock.advance(minutes=20))
    project_id = stage.project.pk
    packages = [PackageFacts(p.title, p.content, p.budget, p.budget) for p in part.packages]
    projects.arrange_packages(project_id, packages, by=by, now=stage.clock.advance(minutes=20))
    projects.arrange_funds(project_id, shares, by=by, now=stage.clock.advance(minutes=10))
    projects.choose_method(project_id, part.method, by=by, now=stage.clock.advance(minutes=5))
    intentions.choose(project_id, stage.intention_id, by=by, now=stage.clock.now())
    if methods.get(part.method).panel_size:
        choose_criteria(stage)


def redo(stage: Stage, first: PurchasePart) -> None:
    """Each package names the one of the first attempt that it does again."""
    title, body = f"{first.title}{MARK}", stage.cast.bodies[first.body]
    ended = Package.objects.filter(project__title=title, project__purchaser=body)
    before = dict(ended.values_list("index", "pk"))
    chosen = {package.pk: before[package.index] for package in stage.project.packages.all()}
    redoing.name_predecessors(stage.project.pk, chosen, by=stage.handler, now=stage.clock.now())


def choose_criteria(stage: Stage) -> None:
    """A scheme for each package; a method without a panel has none."""
    part, by = stage.part, stage.handler
    for package in stage.project.packages.order_by("index"):
        criteria = schemes.scheme(part.price, part.criteria)
        made = review.create_scheme(
            f"{part.title}包{package.index}评审标准{MARK}",
            criteria,
            by=by,
            now=stage.clock.advance(minutes=10),
            method=part.method,
        )
        projects.choose_scheme(package.pk, made.pk, by=by, now=stage.clock.now())


def intend(stage: Stage, *, days_before: int) -> None:
    """The purchaser publishes its intention before it drafts the project; a second person puts it out."""
    part, at = stage.part, at_local(day_before(stage.today, days_before), 10)
    item = catalogue.purchasable(on=at.date()).get(code=part.item)
    begins = local_date(at) + INTENTION_AHEAD
    facts = IntentionFacts(
        title=stage.title,
        catalogue_item_id=item.pk,
        overview=part.demand,
        budget_amount=sum((package.budget for package in part.packages), Decimal(0)),
        expected_month=begins.replace(day=1),
    )
    made = intentions.draft(facts, by=stage.handler, now=at)
    intentions.submit(made.pk, by=stage.handler, now=at + timedelta(hours=1))
    intentions.publish(made.pk, by=stage.reviewer, now=at + timedelta(hours=2))
    stage.intention_id = made.pk


def line_of(stage: Stage, fund: Fund) -> BudgetLine:
    """The finance department enters the line; what is done again takes that of the first attempt."""
    own = BudgetLine.objects.filter(body=stage.cast.bodies[stage.part.body], code=fund.code)
    if existing := own.filter(fiscal_year=stage.budget_year).first():
        return existing
    facts = LineFacts(
        body_id=stage.cast.bodies[stage.part.body].pk,
        fiscal_year=stage.budget_year,
        code=fund.code,
        title=fund.title,
        fund_source=fund.source,
        amount=fund.arranged,
        document_number=f"财预{MARK}",
    )
    by = stage.cast.actors[stage.part.finance]
    line = budget.enter_line(facts, by=by, now=stage.clock.now())
    return targets.set_targets(line.pk, TARGETS, by=by, now=stage.clock.now())


def advance_notice(stage: Stage) -> BudgetLine:
    """What is announced for the next year: enough to prepare a purchase, not to award one."""
    fund, now = stage.part.funds[0], stage.clock.now()
    facts = LineFacts(
        body_id=stage.cast.bodies[stage.part.body].pk,
        fiscal_year=now.year + 1,
        code=f"{fund.code}-N",
        title=fund.title,
        fund_source=fund.source,
        amount=fund.arranged,
        kind=LineKind.ADVANCE,
        document_number=f"提前下达通知{MARK}",
        document_on=now.date(),
    )
    scan = year_end.paper(stage, subject=facts.document_number).upload_id
    by = stage.cast.actors[stage.part.finance]
    return budget.enter_line(facts, by=by, now=now, upload_id=scan)


def submit(stage: Stage) -> None:
    """Hand the project to a second person."""
    now = stage.clock.advance(hours=1)
    projects.submit(stage.project.pk, outside_negative_list=True, by=stage.handler, now=now)


def approve(stage: Stage) -> None:
    """A second person approves two days later; the money is held."""
    stage.on(stage.part.began - 2, 9)
    demanding.review(stage)
    now = stage.clock.advance(hours=1)
    projects.approve(stage.project.pk, opinion="需求完整，资金落实，同意。", by=stage.leader, now=now)


def days_before_end(stage: Stage, wanted: int, *, end: date) -> int:
    """So many days before T to announce, or earlier where holidays would carry the deadline past a day."""
    law = notice_queries.schedule_law(project_queries.project_for_update(stage.project.pk))
    for days in (wanted + more for more in EARLIER):
        issued_on = day_before(stage.today, days)
        if rules.hints(issued_on=issued_on, law=law, calendar=calendar.current()).deadline_on.date <= end:
            return days
    raise ValueError("no announcement is early enough")


def announce(
    stage: Stage, *, days_before: int, open_until: date | None = None, deadline: datetime | None = None
) -> None:
    """Draft, review and publish the notice; the deadline is the earliest lawful day or later, or as given."""
    now = stage.on(days_before, 9)
    project = project_queries.project_for_update(stage.project.pk)
    hints = rules.hints(
        issued_on=now.date(), law=notice_queries.schedule_law(project), calendar=calendar.current()
    )
    if deadline is None:
        deadline = at_local(day_after(max(hints.deadline_on.date, open_until or date.min)), 9, 30)
    schedule = ScheduleFacts(
        documents_from=hints.documents_from.date,
        documents_until=hints.documents_until.date,
        response_deadline=deadline,
        opening_place=f"平台线上开启大厅{MARK}",
    )
    texts = Texts(
        service_requirements=stage.part.demand,
        contact_name=stage.handler.name,
        contact_phone="0731-0000-0000",
    )
    notice = notices.draft_call(project.pk, by=stage.handler, now=now, schedule=schedule, texts=texts)
    demanding.decide_together(stage, DecisionStep.DOCUMENT)
    notices.submit(notice.pk, by=stage.handler, now=stage.clock.advance(hours=1))
    notices.publish(
        notice.pk, by=stage.reviewer, now=stage.clock.advance(hours=1), provisional_confirmed=True
    )
    bidding.ensure_opening_keys(project.pk, now=stage.clock.now())
    stage.project.refresh_from_db()
