"""Two people approve the same award at the same moment: one decides, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from orgs.people.choices import Role
from portal.kernel.errors import Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.award import workflow
from procurement.award.choices import AwardStatus
from tests import spine
from tests.factories.people import actor


@pytest.mark.django_db(transaction=True)
def test_two_people_approving_at_once_decide_once(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    walk = spine.reported()
    second = actor(Role.PURCHASER_LEADER, of=walk.purchaser)
    workflow.prepare(
        walk.award.pk,
        walk.award.ranking[0]["candidate"],
        minutes="三月三十日党组会议研究，同意按排序确定。",
        by=walk.handler,
        now=walk.clock.now(),
    )
    start = Barrier(2)

    def approve(leader) -> str:
        try:
            start.wait(10)
            workflow.approve(walk.award.pk, by=leader, now=walk.clock.now())
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "approved"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(approve, [walk.leader, second]))
    assert outcomes == ["approved", "wrong_state"]
    walk.award.refresh_from_db()
    assert walk.award.status == AwardStatus.APPROVED
    assert LedgerEntry.objects.filter(verb="award.approve").count() == 1
