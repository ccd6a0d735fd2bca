"""A notice of 2027 for tests: New Year is followed by two more days off."""

from datetime import date

from orgs.people.choices import Role
from portal.kernel.actors import Actor
from portal.kernel.calendar import workflow
from portal.kernel.calendar.models import HolidayLoading
from portal.kernel.calendar.reading import Day
from portal.kernel.calendar.workflow import NoticeFacts
from portal.kernel.clock import at_local
from tests.factories import people

NOW = at_local(date(2026, 12, 30), 15)
TEXT = "一、元旦：1月1日（周五）至5日（周二）放假调休，共5天。1月9日（周六）上班。"
DAYS = (
    Day(date(2027, 1, 1), False, "元旦"),
    Day(date(2027, 1, 4), False, "元旦"),
    Day(date(2027, 1, 5), False, "元旦"),
    Day(date(2027, 1, 9), True, "元旦调休上班"),
)
FACTS = NoticeFacts(2027, "关于2027年部分节假日安排的通知（示例）", DAYS)


def operators(count: int = 2) -> list[Actor]:
    """People who run the platform."""
    platform = people.body()
    return [people.actor(Role.OPERATOR, of=platform) for _person in range(count)]


def uploaded(*, by: Actor, facts: NoticeFacts = FACTS) -> HolidayLoading:
    """A notice that waits for the second person."""
    return workflow.upload(facts, by=by, now=NOW)
