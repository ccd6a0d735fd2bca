"""A result of a framework agreement lets nothing follow before it is out, and then once."""

import pytest

from orgs.inbox.models import Message
from portal.kernel.errors import Refused
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.outbox.models import OutboxJob
from procurement.award.framework import ordering, outcomes, queries, workflow
from procurement.award.framework.choices import SelectionStatus
from procurement.award.framework.todos import todos
from procurement.notices.choices import NoticeType
from procurement.notices.outside import workflow as outside
from procurement.notices.outside.rules import Publication
from procurement.projects.choices import PackageStatus
from tests import spine
from tests.factories import frameworks
from tests.scenes import walked_once

pytestmark = pytest.mark.django_db
scene = walked_once(frameworks.opened)


def come_out(walk, notice) -> None:
    """The notice comes out elsewhere, is entered, and what follows is delivered twice."""
    at = walk.clock.advance(hours=1)
    where = Publication(notice.number, f"https://www.ccgp-hunan.gov.cn/{notice.number}", at)
    outside.enter(notice.pk, where, by=walk.handler, now=at)
    assert OutboxJob.objects.filter(task="award.framework_out").count() == 1
    for _delivery in range(2):
        outcomes.result_out(notice.pk, by=spine.SYSTEM, now=at)
    OutboxJob.objects.filter(task="award.framework_out").delete()


def told_once(told) -> set[int]:
    """Who was told, each of them once."""
    users = list(told.values_list("user_id", flat=True))
    assert len(users) == len(set(users))
    return set(users)


def test_a_first_phase_that_is_not_out_tells_nobody_and_moves_nothing(settings):
    walk = frameworks.selected(frameworks.opened())
    settings.SELF_PUBLICATION = False
    frameworks.published(walk)
    told = Message.objects.filter(subject__startswith="入围结果：")
    assert walk.package.status == PackageStatus.OPENED
    assert not told.exists() and todos(walk.leader, now=walk.clock.now()) == []
    assert not LedgerEntry.objects.disclosed().filter(verb="framework.select").exists()
    for verb, facts in ((workflow.publish, {}), (workflow.send_back, {"opinion": "再核。"})):
        with pytest.raises(Refused) as refused:
            verb(walk.package.pk, **facts, by=walk.leader, now=walk.clock.now())
        assert refused.value.code == "selection_state"
    come_out(walk, walk.project.notices.get(type=NoticeType.FRAMEWORK_RESULT))
    assert walk.package.status == PackageStatus.RESULT_PUBLISHED
    assert queries.selection_of(walk.package).status == SelectionStatus.PUBLISHED
    assert {one.user_id for one in walk.suppliers} <= told_once(told)
    assert LedgerEntry.objects.disclosed().filter(verb="framework.select").exists()


def test_an_order_that_is_not_out_is_told_to_its_supplier_when_it_is(settings):
    walk = frameworks.signed(frameworks.published(frameworks.selected(frameworks.opened())))
    given = {"paper": frameworks.paper(walk), "now": walk.clock.now()}
    made = ordering.order(walk.package.pk, frameworks.order_facts(walk), by=walk.handler, **given)
    settings.SELF_PUBLICATION = False
    notice = ordering.publish_order(made.pk, by=walk.leader, now=walk.clock.now())
    told = Message.objects.filter(subject__startswith="第二阶段成交：")
    assert not told.exists()
    come_out(walk, notice)
    assert told_once(told)


def test_a_supplier_that_joins_is_told_when_its_admission_is_out(settings):
    walk = frameworks.announced(frameworks.collector(frameworks.OPEN))
    asked = frameworks.applied(walk)
    settings.SELF_PUBLICATION = False
    frameworks.answered(walk, asked)
    told = Message.objects.filter(text__startswith="同意加入")
    opened = LedgerEntry.objects.disclosed().filter(verb="framework.apply")
    assert not told.exists() and not opened.exists()
    come_out(walk, walk.project.notices.get(type=NoticeType.FRAMEWORK_RESULT))
    assert told_once(told) and opened.exists()
