"""Notices that are published at the same moment."""

import threading

import pytest
from django.db import connection, transaction

from portal.kernel.errors import Refused
from procurement.notices import workflow
from procurement.notices.models import ProcurementDocument
from procurement.projects.queries import package_for_update
from tests import spine
from tests.procurement.notices.test_workflow import submitted


@pytest.mark.django_db(transaction=True)
def test_two_people_who_publish_at_once_publish_once():
    walk, notice = submitted("500000", "480000")
    people = (walk.reviewer, walk.leader)
    told = at_once(lambda by: workflow.publish(notice.pk, by=by, now=walk.clock.now()), people)
    assert sorted(told) == ["published", "wrong_state"]
    assert ProcurementDocument.objects.filter(project=walk.project).count() == 1
    # Two notices of one purchase at once: each has a number of its own.
    packages = list(walk.project.packages.values_list("pk", flat=True))
    assert at_once(lambda pk: give_up(pk, walk), packages) == ["published", "published"]
    numbers = walk.project.notices.values_list("number", flat=True)
    assert sorted(number[-2:] for number in numbers) == ["01", "02", "03"]


@transaction.atomic
def give_up(package_id: int, walk: spine.Purchase) -> None:
    """End one package, as a later stage does."""
    package = package_for_update(package_id)
    workflow.terminate(package, reason="重大变故", basis="依据", by=walk.handler, now=walk.clock.now())


def at_once(verb, given) -> list[str]:
    """What becomes of a verb that is tried with several things at the same moment."""
    start, outcomes = threading.Barrier(len(given)), []

    def attempt(one) -> None:
        start.wait()
        try:
            verb(one)
            outcomes.append("published")
        except Refused as refused_:
            outcomes.append(refused_.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=(one,)) for one in given]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
