"""A service from its entry to its purchase."""

import pytest

from catalog.services import queries, workflow
from catalog.services.choices import ServiceStatus
from catalog.services.models import InstitutionService
from orgs.people.choices import Role
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from tests.catalog.services.scene import scene
from tests.factories.people import actor
from tests.factories.procurement import catalogue_item

pytestmark = pytest.mark.django_db


def test_a_service_goes_from_its_provider_into_the_catalogue_and_on_to_the_market():
    play = scene()
    service = play.entered()
    assert service.status == ServiceStatus.ENTERED
    assert service.department_code == play.handler.body_code
    assert service.number == f"FW-{play.now.year}-0001"
    service = workflow.confirm(service.pk, opinion="同意。", by=play.finance, now=play.now)
    assert (service.status, service.confirmed_by_name) == (ServiceStatus.PLANNED, play.finance.name)
    item = catalogue_item()
    service = workflow.mark_moved(service.pk, item.code, by=play.finance, now=play.now)
    assert (service.status, service.item_code) == (ServiceStatus.MOVED, item.code)
    service = workflow.finish(service.pk, by=play.handler, now=play.now)
    service.refresh_from_db()
    assert service.status == ServiceStatus.DONE
    verbs = LedgerEntry.objects.about(service).values_list("verb", flat=True)
    assert list(verbs) == ["services.enter", "services.confirm", "services.move", "services.finish"]


def test_an_item_that_no_catalogue_has_is_refused_and_nothing_changes():
    play = scene()
    service = play.planned()
    with pytest.raises(Refused) as refused:
        workflow.mark_moved(service.pk, "A9999", by=play.finance, now=play.now)
    assert refused.value.code == "no_such_item"
    service.refresh_from_db()
    assert (service.status, service.item_code) == (ServiceStatus.PLANNED, "")


def test_a_returned_entry_says_why_is_changed_and_handed_in_again():
    play = scene()
    service = play.entered()
    with pytest.raises(Refused):
        workflow.return_for_changes(service.pk, opinion=" ", by=play.finance, now=play.now)
    service.refresh_from_db()
    assert service.status == ServiceStatus.ENTERED
    service = workflow.return_for_changes(service.pk, opinion="经费请核对。", by=play.finance, now=play.now)
    assert service.status == ServiceStatus.RETURNED
    with pytest.raises(Refused):
        workflow.confirm(service.pk, by=play.finance, now=play.now)
    facts = play.facts(name=service.name, provider_code=service.provider_code, content="改过。")
    service = workflow.edit(service.pk, facts, by=play.handler, now=play.now)
    assert (service.status, service.content, service.opinion) == (ServiceStatus.ENTERED, "改过。", "")


def test_what_is_confirmed_is_not_changed_any_more():
    play = scene()
    service = play.planned()
    with pytest.raises(Refused):
        workflow.edit(service.pk, play.facts(), by=play.handler, now=play.now)


def test_the_same_service_of_the_same_provider_is_entered_once():
    play = scene()
    service = play.entered()
    with pytest.raises(Refused) as refused:
        play.entered(provider_code=service.provider_code)
    assert refused.value.code == "known"
    assert InstitutionService.objects.count() == 1


@pytest.mark.parametrize("verb", ["confirm", "return_for_changes", "edit", "finish"])
def test_only_the_department_s_handler_and_the_finance_department_act(verb):
    play = scene()
    service = play.entered()
    stranger = actor(Role.PURCHASER_HANDLER)
    extra = {"return_for_changes": {"opinion": "改"}}.get(verb, {})
    given = (play.facts(),) if verb == "edit" else ()
    for person in (stranger, play.leader, actor(Role.SUPPLIER)):
        with pytest.raises((NotPermitted, Refused)):
            getattr(workflow, verb)(service.pk, *given, by=person, now=play.now, **extra)
    service.refresh_from_db()
    assert service.status == ServiceStatus.ENTERED


def test_a_leader_does_not_enter():
    play = scene()
    with pytest.raises(NotPermitted):
        workflow.enter(play.facts(), by=play.leader, now=play.now)


def test_departments_see_their_own_overseers_all_and_the_public_what_is_confirmed():
    play, other = scene(), scene()
    mine, theirs = play.entered(), other.planned()
    assert list(queries.visible_to(play.handler)) == [mine]
    assert set(queries.visible_to(play.finance)) == {mine, theirs}
    assert list(queries.visible_to(actor(Role.SUPPLIER))) == []
    assert list(queries.visible_to(None)) == []
    assert list(queries.public()) == [theirs]
