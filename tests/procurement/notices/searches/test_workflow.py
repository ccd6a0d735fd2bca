"""Searches that people keep: once each, told once a notice, forgotten with the account."""

from datetime import timedelta

import pytest

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.errors import Refused
from procurement.notices.filters import canonical
from procurement.notices.models import Notice
from procurement.notices.searches import queries, rules, workflow
from procurement.notices.searches.models import SavedSearch
from tests import spine
from tests.factories.people import actor

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=1)


def keep(user_id: int, query: str = "q=%E5%85%BB%E8%80%81", *, now, mails: bool = True) -> SavedSearch:
    return workflow.keep(
        user_id, name="养老", query=query, mails=mails, site="https://portal.example/", now=now
    )


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({"q": " 养老 ", "state": "open"}, "q=%E5%85%BB%E8%80%81&state=open"),
        ({"state": "open", "q": "养老"}, "q=%E5%85%BB%E8%80%81&state=open"),
        ({"after": "x", "export": "csv", "nothing": "1", "type": ""}, ""),
    ],
)
def test_the_same_conditions_are_the_same_search(query, kept):
    assert canonical(query) == kept


def test_who_keeps_a_search_is_told_once_of_what_came_out_since():
    walk = spine.drafted_notice()
    before = walk.clock.now()
    person = actor(Role.SUPPLIER).user_id
    fits, other = keep(person, now=before), keep(person, "q=%E6%A1%A5%E6%A2%81", now=before)
    silent = keep(person, "", now=before, mails=False)
    spine.notices.submit(walk.project.notices.get().pk, by=walk.handler, now=walk.clock.advance(hours=1))
    notice = spine.notices.publish(
        walk.project.notices.get().pk,
        by=walk.reviewer,
        now=walk.clock.advance(hours=1),
        provisional_confirmed=True,
    )
    Message.objects.all().delete()
    now = walk.clock.now() + LATER
    told = [workflow.tell(search.pk, now=now) for search in (fits, other, silent, fits)]
    assert told == [1, 0, 0, 0]
    message = Message.objects.get(user_id=person)
    assert f"https://portal.example{notice.get_absolute_url()}" in message.text
    assert workflow.tell(fits.pk, now=now + LATER) == 0


def test_a_notice_that_may_not_be_committed_yet_waits_for_the_next_day():
    walk = spine.announced_package()
    published_at = Notice.objects.get().published_at
    search = keep(actor(Role.SUPPLIER).user_id, now=published_at - LATER)
    assert workflow.tell(search.pk, now=published_at + workflow.SETTLES / 2) == 0
    assert workflow.tell(search.pk, now=walk.clock.now() + LATER) == 1


def test_the_same_search_too_many_and_wrong_conditions_are_refused():
    now = spine.people().clock.now()
    person = actor(Role.SUPPLIER).user_id
    keep(person, now=now)
    for query, code in (("q=%E5%85%BB%E8%80%81", "search_kept_already"), ("type=no", "conditions_wrong")):
        with pytest.raises(Refused) as refused:
            keep(person, query, now=now)
        assert refused.value.code == code
    assert queries.of(person).count() == 1
    full = rules.keeping_refusals(kept=rules.MOST, is_kept=False, is_usable=True)
    assert [refusal.code for refusal in full] == ["too_many_searches"]


def test_who_switches_messages_on_again_hears_of_what_comes_from_then_on():
    walk = spine.announced_package()
    person = actor(Role.SUPPLIER).user_id
    search = keep(person, now=walk.clock.now() - timedelta(days=9), mails=False)
    workflow.change(search.pk, name="养老服务", mails=True, now=walk.clock.now())
    assert workflow.tell(search.pk, now=walk.clock.now() + LATER) == 0
    assert queries.due(until=walk.clock.now() + LATER) == [search.pk]
    workflow.remove_all(person)
    workflow.change(search.pk, name="养老", mails=True, now=walk.clock.now())
    assert workflow.tell(search.pk, now=walk.clock.now() + LATER + LATER) == 0
