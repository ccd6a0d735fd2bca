"""The limits of an agreement run as clocks, so that a loaded calendar recounts them."""

from datetime import timedelta

import pytest

from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import local_date
from procurement.award.framework import clocks, ordering
from procurement.award.framework.models import FrameworkApplication, FrameworkOrder
from procurement.contracts.orders import clocks as contract_clocks
from tests.factories import frameworks
from tests.scenes import walked_once

pytestmark = pytest.mark.django_db
scene = walked_once(frameworks.orderable)


def running(module, walk) -> list:
    """The clocks of a stage, each counted by the calendar in force."""
    calendar = calendars.current()
    return list(module.running(today=local_date(walk.clock.now()), before=calendar))


@pytest.mark.article("O110:39；O110:40")
def test_the_answer_to_an_application_is_a_clock_and_its_day_is_kept_when_it_moves():
    walk = frameworks.orderable()
    asked = frameworks.applied(walk)
    [clock] = running(clocks, walk)
    assert clock.count(calendars.current()).date == clock.stored == asked.answer_by
    later = asked.answer_by + timedelta(days=1)
    clock.move(later)
    assert FrameworkApplication.objects.get(pk=asked.pk).answer_by == later
    frameworks.answered(walk, asked)
    assert running(clocks, walk) == []


@pytest.mark.article("O110:35")
def test_the_notices_of_an_order_and_of_its_contract_are_clocks():
    walk = frameworks.orderable()
    facts, slip, now = frameworks.order_facts(walk, 1, "1000"), frameworks.paper(walk), walk.clock.now()
    order = ordering.order(walk.package.pk, facts, paper=slip, by=walk.handler, now=now)
    [clock] = running(clocks, walk)
    assert clock.count(calendars.current()).date == clock.stored == order.publish_by
    ordering.publish_order(order.pk, by=walk.leader, now=now)
    assert running(clocks, walk) == running(contract_clocks, walk) == []
    made = frameworks.contracted(walk, FrameworkOrder.objects.get(pk=order.pk))
    [clock] = running(contract_clocks, walk)
    due = calendars.current().add_workdays(made.signed_on, 2)
    assert (clock.subject, clock.count(calendars.current()).date) == (made.number, due.date)
