"""What is typed on the way: by the drafter of a project, and by a supplier."""

from decimal import Decimal

from procurement.projects.rules import PackageFacts, ProjectFacts
from tests.factories.procurement import YEAR, catalogue_item


def project_facts(**changes) -> ProjectFacts:
    """What a drafter writes."""
    facts = {
        "title": "居家养老上门服务（示例）",
        "catalogue_item_id": catalogue_item().pk,
        "fiscal_year": YEAR,
        "demand": "为高龄独居老人提供上门照护。",
        "recipients": "80岁以上独居老人",
        "service_area": "长沙市",
        "term_months": 12,
    }
    return ProjectFacts(**{**facts, **changes})


def package_facts(*amounts: str) -> list[PackageFacts]:
    """One package an amount; the ceiling is the budget."""
    return [
        PackageFacts(f"第{index}包（示例）", "上门照护", Decimal(amount), Decimal(amount))
        for index, amount in enumerate(amounts, start=1)
    ]


def response_fields(price: str) -> dict[str, str]:
    """A response as typed."""
    return {
        "plan": "每周上门照护两次，建立一人一档。",
        "team": "持证社工四名，养老护理员八名。",
        "experience": "近三年承接同类服务两项。",
        "statement_credit": "on",
        "statement_truth": "on",
        "first_price": price,
    }
