"""Two people approve the same edition at the same moment: one decides, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection

from catalog.editions import workflow
from catalog.editions.models import CatalogueEdition
from orgs.people.choices import Role
from portal.kernel.errors import Refused
from portal.kernel.ledger.models import LedgerEntry
from tests.factories import catalogue as make


@pytest.mark.django_db(transaction=True)
def test_two_people_approving_at_once_decide_once():
    general = make.general_catalogue()
    drafter, *approvers = [make.keeper(general, Role.FINANCE) for _n in range(3)]
    edition = make.consulted(general, make.GENERAL, by=drafter)
    days = {approvers[0]: date(2027, 1, 1), approvers[1]: date(2028, 1, 1)}
    decisions = {person: make.approval(edition, day) for person, day in days.items()}
    start = Barrier(2)

    def approve(person) -> str:
        try:
            start.wait(10)
            workflow.approve(edition.pk, decisions[person], by=person, now=make.NOW + timedelta(days=2))
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "approved"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(approve, approvers))
    assert outcomes == ["approved", "wrong_state"]
    approved = CatalogueEdition.objects.get()
    assert days[next(p for p in approvers if p.user_id == approved.approved_by)] == approved.in_force_from
    assert LedgerEntry.objects.filter(verb="catalogue.approve").count() == 1
