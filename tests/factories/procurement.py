"""Records of the procedure for tests, as far as they are entered and not walked to."""

from decimal import Decimal

from django.utils import timezone

from catalog.editions.choices import CatalogueKind, EditionStatus
from catalog.editions.models import Catalogue, CatalogueEdition, CatalogueItem
from orgs.bodies.models import Body
from orgs.people.choices import Duty
from orgs.people.models import IncompatibleDuties
from procurement.budget.choices import Account, FundSource, MovementKind, TargetKind
from procurement.budget.models import BudgetLine, BudgetMovement, PerformanceTarget
from procurement.methods import METHODS
from procurement.review.choices import CriterionKind
from procurement.review.models import CONSULTATION_METHOD, CriteriaScheme, Criterion
from tests.factories.people import body, numbers

YEAR = 2026
SEPARATION = (
    (Duty.DEMAND_DRAFT, Duty.DEMAND_REVIEW),
    (Duty.DOCUMENT_DRAFT, Duty.DOCUMENT_REVIEW),
    (Duty.AWARD_PREPARE, Duty.AWARD_APPROVE),
    (Duty.CONTRACT_SIGN, Duty.ACCEPTANCE),
    (Duty.PAYMENT_REQUEST, Duty.PAYMENT_APPROVE),
)


def separation() -> None:
    """The duties that exclude each other."""
    for first, second in SEPARATION:
        IncompatibleDuties.objects.get_or_create(
            first=first, second=second, defaults={"basis": "依据（示例）", "confidence": "V1"}
        )


def budget_line(
    of: Body | None = None, *, amount: str = "2000000", target: str = "探访次数", **facts
) -> BudgetLine:
    """A line with nothing taken from it; without a `target` nothing may be purchased from it."""
    defaults = {
        "fiscal_year": YEAR,
        "code": f"XM{next(numbers):04d}",
        "title": "养老服务（示例）",
        "fund_source": FundSource.GENERAL,
    }
    line = BudgetLine.objects.create(body=of or body(), **{**defaults, **facts})
    if Decimal(amount) > 0:
        BudgetMovement.objects.create(
            line=line,
            kind=MovementKind.ARRANGE,
            source=Account.OUTSIDE,
            target=Account.AVAILABLE,
            amount=Decimal(amount),
            at=timezone.now(),
        )
    if target:
        PerformanceTarget.objects.create(
            line=line, order=1, kind=TargetKind.QUANTITY, name=target, value="不少于6240次"
        )
    line.refresh_from_db()
    return line


def catalogue_item(code: str = "A0404", name: str = "居家养老服务") -> CatalogueItem:
    """A third-level item of the general catalogue in force."""
    catalogue = Catalogue.objects.get_or_create(
        code="general",
        defaults={
            "kind": CatalogueKind.GENERAL, "name": "省级通用目录", "owner_name": "湖南省财政厅（示例）",
        },
    )[0]  # fmt: skip
    edition = CatalogueEdition.objects.get_or_create(
        catalogue=catalogue,
        status=EditionStatus.APPROVED,
        in_force_to=None,
        defaults={"title": "通用目录（示例）", "is_reference": True},
    )[0]
    return CatalogueItem.objects.get_or_create(
        edition=edition, code=code, defaults={"level": 3, "name": name, "source": "示例"}
    )[0]


def scheme(of: Body, *, title: str = "评审标准（示例）", method: str = CONSULTATION_METHOD) -> CriteriaScheme:
    """A scheme that sums to 100: one qualification, one conformity, price 20, two scored criteria.

    For a method by the lowest price the price is all of it.
    """
    made = CriteriaScheme.objects.create(title=title, body=of, method=method)
    if METHODS[method].evaluation == "lowest_price":
        price_alone(made)
        return made
    rows = (
        (CriterionKind.QUALIFICATION, "具有独立承担民事责任的能力", None, False),
        (CriterionKind.CONFORMITY, "响应文件签署完整", None, False),
        (CriterionKind.PRICE, "价格", Decimal(20), True),
        (CriterionKind.SCORED, "服务方案", Decimal(60), False),
        (CriterionKind.SCORED, "持证社工", Decimal(20), True),
    )
    for order, (kind, name, maximum, is_objective) in enumerate(rows, start=1):
        Criterion.objects.create(
            scheme=made,
            order=order,
            kind=kind,
            name=name,
            text=f"{name}的标准（示例）",
            maximum=maximum,
            is_objective=is_objective,
        )
    return made


def price_alone(scheme: CriteriaScheme) -> None:
    """The criteria of a method by the lowest price."""
    able = (CriterionKind.QUALIFICATION, "具有独立承担民事责任的能力", None)
    rows = (able, (CriterionKind.PRICE, "价格", 100))
    for order, (kind, name, maximum) in enumerate(rows, start=1):
        Criterion.objects.create(
            scheme=scheme, order=order, kind=kind, name=name, text=f"{name}的标准（示例）", maximum=maximum
        )
