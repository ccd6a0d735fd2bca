"""Every page of review, for whom it is and for whom it is not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from orgs.people.choices import Role
from orgs.people.models import User
from procurement.review import workflow
from tests.factories import review as rooms
from tests.factories.people import actor
from tests.scenes import walked_once

pytestmark = pytest.mark.django_db
scene = walked_once(rooms.scored)
MEMBER_PAGES = ("declare", "examine", "consultation", "quotes", "submit_sheet", "summary")
ORGANISER_PAGES = ("organise", "name_panel", "terminate")


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.SECOND_FACTOR_OPTIONAL = True


@pytest.fixture
def visit(client):
    """Open a page as this person, following where it leads."""

    def open_page(by, name, *args, follow=True, **options):
        client.force_login(User.objects.get(pk=by.user_id))
        return client.get(reverse(f"review:{name}", args=args), follow=follow, **options)

    return open_page


@pytest.fixture
def send(client):
    """Send a form as this person."""

    def post(by, name, *args, data=None, **options):
        client.force_login(User.objects.get(pk=by.user_id))
        return client.post(reverse(f"review:{name}", args=args), data or {}, **options)

    return post


STATES = [
    rooms.named,
    rooms.received,
    rooms.seated,
    rooms.examined,
    rooms.consulted,
    rooms.quoted,
    rooms.scored,
    rooms.reported,
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_page_opens_in_every_state(state, visit):
    room = state()
    pk = room.session.pk
    for member in room.panel:
        assert visit(member, "room", pk).status_code == 200
        for name in MEMBER_PAGES:
            assert visit(member, name, pk).status_code == 200, name
    for name in ORGANISER_PAGES:
        assert visit(room.organiser, name, pk).status_code == 200, name
    for person in (room.organiser, room.chair, room.suppliers[0]):
        assert visit(person, "panel_list").status_code == 200
    if room.candidates():
        assert visit(room.suppliers[0], "supplier", pk).status_code == 200
        assert visit(room.suppliers[0], "leave", pk).status_code == 200


@pytest.mark.parametrize("name", ["room", *MEMBER_PAGES])
def test_members_pages_are_for_members_only(name, visit, client):
    room = rooms.scored()
    outsiders = [rooms.expert(), room.suppliers[0], room.organiser, actor(Role.AUDITOR)]
    for person in outsiders:
        assert visit(person, name, room.session.pk).status_code == 404
    client.logout()
    url = reverse(f"review:{name}", args=[room.session.pk])
    assert client.get(url).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ORGANISER_PAGES)
def test_organisers_pages_are_for_the_organiser_only(name, visit, client):
    room = rooms.scored()
    for person in (room.chair, room.suppliers[0], actor(Role.PURCHASER_HANDLER), actor(Role.AUDITOR)):
        assert visit(person, name, room.session.pk).status_code == 404
    client.logout()
    assert client.get(reverse(f"review:{name}", args=[room.session.pk])).status_code == 302


def test_a_supplier_does_not_open_the_room_of_a_review_it_is_not_in(visit):
    room = rooms.examined()
    for name in ("supplier", "leave"):
        assert visit(actor(Role.SUPPLIER), name, room.session.pk).status_code == 404


def test_the_invitation_shows_time_place_and_field_only(visit):
    room = rooms.named()
    for page in (visit(room.chair, "panel_list"), visit(room.chair, "room", room.session.pk)):
        text = page.content.decode()
        assert "评审室一（示例）" in text and "社会服务" in text
        assert room.session.title not in text
        assert room.session.number not in text
        assert room.organiser.body_name not in text


def test_the_supplier_list_is_read_only_after_the_discipline(visit):
    room = rooms.received()
    text = visit(room.chair, "declare", room.session.pk).content.decode()
    assert not any(s.body_name in text for s in room.suppliers)


def test_the_organiser_sees_no_quote_and_no_score_before_the_report(visit):
    room = rooms.scored()
    text = visit(room.organiser, "organise", room.session.pk).content.decode()
    for secret in ("880,000", "89.32", "80.00", "45.5"):
        assert secret not in text
    reported = rooms.reported(room)
    text = visit(reported.organiser, "organise", reported.session.pk).content.decode()
    assert "89.32" in text and "880,000" in text


def test_a_supplier_sees_neither_rivals_nor_its_place(visit):
    room = rooms.reported()
    text = visit(room.suppliers[0], "supplier", room.session.pk).content.decode()
    assert not any(s.body_name in text for s in room.suppliers[1:])
    for secret in ("89.32", "排名", "已排序", "950,000"):
        assert secret not in text


def test_an_excluded_supplier_reads_no_changes(visit):
    room = rooms.seated()
    rooms.examined(room, failing={room.suppliers[3]: "条件不符"})
    change = workflow.propose_change(room.session.pk, "服务频次每周三次", by=room.chair, now=room.tick())
    workflow.confirm_change(change.pk, by=room.representative, now=room.tick())
    assert "每周三次" in visit(room.suppliers[0], "supplier", room.session.pk).content.decode()
    assert "每周三次" not in visit(room.suppliers[3], "supplier", room.session.pk).content.decode()


def asked(client, by) -> int:
    """How many questions the list of reviews asks."""
    client.force_login(User.objects.get(pk=by.user_id))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("review:panel_list")).status_code == 200
    return len(queries)


def test_the_list_asks_the_same_for_one_and_for_many(client):
    room = rooms.named()
    asked(client, room.chair)
    one = asked(client, room.chair)
    for _more in range(4):
        other = rooms.formed()
        other.experts[0] = room.chair
        rooms.name(other)
    assert asked(client, room.chair) == one <= 14
