"""Two people decide one proposal at the same moment: one decides, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from catalog.revisions import workflow
from catalog.revisions.models import RevisionProposal
from portal.kernel.errors import Refused
from portal.kernel.ledger.models import LedgerEntry
from tests.factories.revisions import acceptance_of, scene


@pytest.mark.django_db(transaction=True)
def test_two_people_deciding_at_once_decide_once():
    play = scene()
    proposal, start = play.proposed(), Barrier(2)
    yes, no = play.finance

    def decide(person) -> str:
        try:
            start.wait(10)
            if person == yes:
                workflow.accept(proposal.pk, acceptance_of(), by=person, now=play.now)
            else:
                workflow.decline(proposal.pk, answer="不需要。", by=person, now=play.now)
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "decided"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(decide, (yes, no)))
    assert outcomes == ["decided", "wrong_state"]
    decided = RevisionProposal.objects.get()
    assert (decided.status == "accepted") == play.general.editions.filter(status="draft").exists()
    verbs = ("revisions.accept", "revisions.decline")
    assert LedgerEntry.objects.filter(verb__in=verbs).count() == 1
