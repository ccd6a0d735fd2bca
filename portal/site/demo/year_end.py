"""The end of a budget year in the middle of a purchase: what it holds is carried over by a list."""

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.kernel import uploads
from portal.kernel.clock import local_date
from portal.kernel.documents import OfficialPage, Section
from portal.site.demo.cast import MARK
from portal.site.demo.stage import Stage
from procurement.budget.closing import workflow
from procurement.budget.closing.choices import Choice
from procurement.budget.closing.rules import Decision
from procurement.budget.rules import Paper

SUBJECT = f"关于结转上年度预算指标的通知{MARK}"


def carry_over(stage: Stage) -> None:
    """The purchaser lists what is held on lines of the former year; the finance department decides."""
    year = local_date(stage.clock.now()).year - 1
    if stage.project.fiscal_year != year:
        return
    handler, finance = stage.handler, stage.cast.actors[stage.part.finance]
    drawn = workflow.draw(year, by=handler, now=stage.clock.now())
    decisions = [Decision(item.pk, Choice.CARRY) for item in drawn.items.all()]
    workflow.choose(drawn.pk, decisions, by=handler, now=stage.clock.now())
    workflow.submit(drawn.pk, by=handler, now=stage.clock.now())
    workflow.approve(drawn.pk, paper(stage), by=finance, now=stage.clock.now())


def paper(stage: Stage, number: str = f"财预{MARK}", subject: str = SUBJECT) -> Paper:
    """A paper of the finance department of this day, with its scan."""
    now, finance = stage.clock.now(), stage.cast.actors[stage.part.finance]
    page = OfficialPage(
        title=subject, sections=[Section(paragraphs=[number])], signatures=[finance.body_name]
    )
    file = SimpleUploadedFile(f"{subject}.pdf", page.render())
    return Paper(number, local_date(now), uploads.store(file, owner_id=finance.user_id, now=now).pk)
