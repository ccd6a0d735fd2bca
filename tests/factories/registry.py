"""Facts of the register for tests."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from orgs.bodies.models import Body
from orgs.eligibility import workflow as eligibility
from orgs.eligibility.models import EligibilityEvidence
from orgs.eligibility.workflow import Evidence
from orgs.people.choices import Role
from orgs.registry.choices import FactKind
from orgs.registry.rules import Fact
from orgs.registry.workflow import Source
from portal.kernel import clock
from tests.factories.people import actor

SOURCE = Source("民政厅公告第1号（示例）", date(2026, 1, 5))


def grade(code: str = "4A", on: date = date(2024, 6, 1), **facts) -> Fact:
    """A grade as announced."""
    return Fact(FactKind.GRADE, code, on, **{"cause": "awarded", "issued_by": "民政厅（示例）", **facts})


def inspection(year: int, code: str = "qualified", **facts) -> Fact:
    """The inspection of a year, concluded in the summer after it."""
    return Fact(FactKind.INSPECTION, code, **{"happened_on": date(year + 1, 8, 1), "year": year, **facts})


def listing(code: str = "abnormal", on: date = date(2025, 3, 1), **facts) -> Fact:
    """Being put on a list; `ends_on` is the day of removal."""
    return Fact(FactKind.LISTING, code, on, **{"cause": "no_report", **facts})


def penalty(code: str = "fine", on: date = date(2025, 3, 1), **facts) -> Fact:
    """A penalty by a numbered decision."""
    return Fact(FactKind.PENALTY, code, on, **{"number": "民罚〔2025〕1号（示例）", **facts})


def training(on: date = date(2025, 9, 18), **facts) -> Fact:
    """A training that somebody of the organisation has finished."""
    named = {"issued_by": "民政厅（示例）", "remark": "项目管理培训班（示例）", **facts}
    return Fact(FactKind.TRAINING, "project", on, **named)


def case(on: date = date(2025, 5, 28), **facts) -> Fact:
    """A case that was chosen as exemplary."""
    named = {"issued_by": "民政厅（示例）", "remark": "邻里互助（示例）", **facts}
    return Fact(FactKind.CASE, "province", on, **named)


def query_page(body: Body, *, rule: str = "ccgp", is_clean: bool = True) -> EligibilityEvidence:
    """The page of a credit site as an organiser saved it just now."""
    now = clock.now()
    page = SimpleUploadedFile("查询.png", b"\x89PNG\r\n\x1a\n")
    found = Evidence(rule, is_clean, "没有查到记录" if is_clean else "查到一条记录", now, page)
    return eligibility.give(body.pk, found, by=actor(Role.PURCHASER_HANDLER), now=now)
