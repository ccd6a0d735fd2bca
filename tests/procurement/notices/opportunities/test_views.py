"""A supplier's open calls: what fits first, how long, what changed since it last looked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Registration
from orgs.people.choices import Role
from procurement.notices import corrections, workflow
from procurement.notices.corrections import Correction
from procurement.notices.models import Notice
from procurement.notices.opportunities import queries
from procurement.notices.opportunities import workflow as looking
from tests import spine
from tests.factories.people import actor, body
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
URL = reverse("notices:opportunity_list")


@pytest.fixture
def walk() -> spine.Purchase:
    """One call below the threshold is out; a near organisation of its field has not looked yet."""
    walk = spine.announced_package("300000", purchase=spine.people_now())
    organisation = body(BodyKind.SOCIAL_ORGANISATION, division_code="4301")
    Registration.objects.filter(body=organisation).update(fields_of_service=["elderly"])
    walk.near = actor(Role.SUPPLIER, of=organisation)
    walk.far = actor(Role.SUPPLIER, of=body(BodyKind.SOCIAL_ORGANISATION, division_code="4306"))
    return walk


def found(walk: spine.Purchase, by) -> list[queries.Opportunity]:
    return queries.opportunities(by, now=walk.clock.now())


def corrected(walk: spine.Purchase) -> None:
    wish = Correction(
        replace(walk.texts, contact_phone=f"0731-{walk.clock.now():%H%M}"), f"电话更换 {walk.clock.now()}", ""
    )
    now = walk.clock.advance(hours=1)
    call = Notice.objects.calls().get(project=walk.project)
    draft = corrections.draft_correction(call.pk, by=walk.handler, now=now, correction=wish)
    workflow.submit(draft.pk, by=walk.handler, now=now)
    workflow.publish(draft.pk, by=walk.reviewer, now=now, provisional_confirmed=True)


def test_a_call_fits_by_field_and_place_and_others_come_after(walk):
    [near], [far] = found(walk, walk.near), found(walk, walk.far)
    assert (near.fields, near.nearness, near.fits) == ("养老", 1, True)
    assert (far.fields, far.fits) == ("", False)
    assert near.is_below
    assert near.notice.amount == 300_000


def test_what_cannot_be_joined_any_more_is_left_out(walk):
    assert not found(walk, replace(walk.near, body_id=walk.purchaser.pk))
    schedule = walk.project.schedule
    late = schedule.response_deadline
    assert not queries.open_for(walk.near, now=late).exists()
    after_documents = late - timedelta(hours=1)
    assert not queries.open_for(walk.near, now=after_documents).exists()
    walk.clock.advance(days=1)
    walk.project.obtained.create(supplier_id=walk.near.body_id, by_id=walk.near.user_id, at=walk.clock.now())
    assert queries.open_for(walk.near, now=after_documents).exists()


def test_a_correction_since_the_last_look_is_marked_until_it_is_seen(walk):
    corrected(walk)
    assert found(walk, walk.near)[0].news == []
    looking.look(walk.near.user_id, now=walk.clock.now())
    corrected(walk)
    assert found(walk, walk.near)[0].news == ["新更正 1 份"]
    looking.look(walk.near.user_id, now=walk.clock.now())
    assert found(walk, walk.near)[0].news == []


def test_the_page_says_why_and_takes_the_look_with_few_queries(walk, django_assert_max_num_queries):
    client = client_of(walk.near)
    client.get(URL)
    with django_assert_max_num_queries(24):
        page = client.get(URL).content.decode()
    for said in (walk.project.title, "业务范围有：养老", "同在一个市州", "限额以下"):
        assert said in page
    assert client.post(reverse("notices:opportunity_look")).status_code == 302
    assert "上次看到" in client.get(URL).content.decode()
