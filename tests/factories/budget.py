"""Changes of budget lines for tests."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils import timezone

from orgs.people.choices import Role
from portal.kernel import uploads
from portal.kernel.uploads import Upload
from procurement.budget import adjusting
from procurement.budget.adjusting import Adjustment
from procurement.budget.choices import MovementKind
from procurement.budget.models import BudgetLine, BudgetMovement
from procurement.budget.rules import Paper
from tests.factories.people import actor, letter

PAPER = Paper("湘财预〔2026〕12号（示例）", date(2026, 2, 20))


def scanned(paper: Paper = PAPER) -> Paper:
    """The paper with a scan of it; only the name of the file is kept."""
    scan = Upload.objects.create(name="文件（示例）.pdf", size=1, created_at=timezone.now(), owner_id=1)
    return replace(paper, upload_id=scan.pk)


def supplement(line: BudgetLine, *, amount: str = "1000") -> BudgetMovement:
    """Money added to a line of the city by a paper with a scan."""
    by, now = actor(Role.FINANCE), timezone.now()
    scan = uploads.store(letter("追加通知.pdf"), owner_id=by.user_id, now=now)
    paper = Paper(PAPER.number, PAPER.dated_on, scan.pk)
    change = Adjustment(kind=MovementKind.SUPPLEMENT, amount=Decimal(amount), paper=paper)
    return adjusting.adjust(line.pk, change, by=by, now=now)
