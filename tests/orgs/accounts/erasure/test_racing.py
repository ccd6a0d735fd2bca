"""Two at once close an account once; a crash leaves it open."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from orgs.accounts.erasure import answering, workflow
from orgs.accounts.erasure.choices import ErasureStatus
from orgs.accounts.erasure.models import ErasureRequest
from orgs.people.choices import Role
from orgs.people.models import User
from portal.kernel.errors import Refused
from portal.kernel.ledger.models import LedgerEntry
from tests.factories import people
from tests.orgs.accounts.erasure.test_workflow import Known

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def prepared() -> ErasureRequest:
    asker = people.actor(Role.SUPPLIER)
    request = workflow.ask(asker.user_id, reason="", held=Known(), now=NOW)
    return workflow.prepare(request.number, checked="电话核实", by=people.actor(Role.OPERATOR), now=NOW)


def in_thread(job, outcomes: list) -> threading.Thread:
    def run() -> None:
        try:
            outcomes.append(job())
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_two_operators_close_an_account_once():
    request, outcomes = prepared(), []
    start = threading.Barrier(2)

    def confirm(by):
        start.wait()
        return workflow.confirm(request.number, workflow.Decision(by, Known()), now=NOW).status

    operators = [people.actor(Role.OPERATOR) for _person in range(2)]
    threads = [in_thread(lambda by=by: confirm(by), outcomes) for by in operators]
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [ErasureStatus.CLOSED, "wrong_state"]
    assert LedgerEntry.objects.filter(verb="erasure.confirm").count() == 1


def test_a_crash_while_closing_leaves_the_account_open(monkeypatch):
    request = prepared()

    def crash(*args, **facts):
        raise RuntimeError

    monkeypatch.setattr(workflow, "later", crash)
    decision = workflow.Decision(people.actor(Role.OPERATOR), Known())
    with pytest.raises(RuntimeError):
        workflow.confirm(request.number, decision, now=NOW)
    request.refresh_from_db()
    user = User.objects.get(pk=request.user_id)
    assert (request.status, user.is_active) == (ErasureStatus.PREPARED, True)
    monkeypatch.undo()
    workflow.confirm(request.number, decision, now=NOW)
    answering.send(request.pk, now=NOW)
    assert workflow.finish(held=Known(), now=NOW) == 1
