"""What the rows of the budget's pages are opened with."""

from datetime import date, datetime
from decimal import Decimal

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from portal.kernel.clock import at_local
from portal.kernel.uploads import Upload
from procurement.budget.closing import workflow as closing
from procurement.budget.closing.models import YearEndList
from procurement.budget.imports.models import BudgetImport
from procurement.budget.mending.models import LineCorrection
from procurement.budget.models import BudgetLine, BudgetMovement
from procurement.budget.years import workflow as years
from procurement.budget.years.models import FutureCommitment
from tests.factories.budget import supplement
from tests.spine import Purchase


def movement_with_paper(walk: Purchase) -> dict:
    """A supplement of the line, with its scan."""
    known = BudgetMovement.objects.filter(line=walk.line).exclude(document=None).first()
    return {"pk": (known or supplement(walk.line)).pk}


def line_with_paper(walk: Purchase) -> dict:
    """A line whose advance notice was confirmed."""
    scan = BudgetMovement.objects.get(**movement_with_paper(walk)).document
    BudgetLine.objects.filter(pk=walk.line.pk).update(confirmed_document=scan)
    return {"pk": walk.line.pk}


def line_correction(walk: Purchase) -> dict:
    """A correction of the line's name that waits for its second person."""
    known = LineCorrection.objects.filter(line=walk.line).first()
    scan = BudgetMovement.objects.get(**movement_with_paper(walk)).document
    made = known or LineCorrection.objects.create(
        line=walk.line,
        title="居家养老服务（示例）",
        title_before=walk.line.title,
        reason="名称录入有误。",
        document_number="长财预〔2026〕9号",
        document_on=walk.clock.now().date(),
        document=scan,
        proposed_by_id=walk.leader.user_id,
        proposed_at=walk.clock.now(),
    )
    return {"pk": made.pk}


def later_year(walk: Purchase) -> dict:
    """A later year that a contract declared."""
    number = f"{walk.project.number}-1-HT"
    known = FutureCommitment.objects.filter(reference=number).first()
    year = walk.project.fiscal_year + 1
    return {"pk": (known or years.declare(number, walk.purchaser.pk, {year: Decimal(1)})[0]).pk}


def december(walk: Purchase) -> datetime:
    """A day on which the year's list may be drawn up."""
    return at_local(date(walk.line.fiscal_year, 12, 28), 9)


def year_end_list(walk: Purchase) -> dict:
    """What the approved purchase holds, listed at the end of its year."""
    body = walk.purchaser
    found = YearEndList.objects.filter(body=body).first()
    return {"pk": (found or closing.draw(walk.line.fiscal_year, by=walk.handler, now=december(walk))).pk}


def budget_import(walk: Purchase) -> dict:
    """A table with lines that the finance department has read."""
    found = BudgetImport.objects.first() or BudgetImport.objects.create(
        body=Body.objects.filter(kind=BodyKind.FINANCE_DEPARTMENT).order_by("pk")[0],
        upload=Upload.objects.create(
            name="预算指标.xlsx", size=1, created_at=walk.clock.now(), owner_id=walk.leader.user_id
        ),
        read_by_id=walk.leader.user_id,
        read_at=walk.clock.now(),
    )
    return {"pk": found.pk}
