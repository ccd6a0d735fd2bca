"""A score sheet is its member's own: others find it at no address, in none of its states."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from procurement.review import queries, workflow
from procurement.review.models import Score, ScoreSheet
from tests.factories import review as rooms
from tests.factories.review import Room
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(rooms.quoted)
# What only the chair gives for the plan.
GIVEN = ["51.5", "52.5", "53.5", "54.5"]
CHAIRS = rooms.POINTS | {"服务方案": GIVEN}
# The seconds of the page's own time look like marks.
SERVER_TIME = re.compile(r'<meta name="server-time"[^>]*>')


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.SECOND_FACTOR_OPTIONAL = True


def drafted(room: Room) -> None:
    """The chair has given the first mark."""
    candidate, criterion = room.candidates()[0], queries.scored_criteria(room.session)[0]
    now = room.tick()
    workflow.save_score(
        room.session.pk, candidate.pk, criterion.pk, points=Decimal(GIVEN[0]), by=room.chair, now=now
    )


def saved(room: Room) -> None:
    """The chair has given every mark."""
    rooms.score_all(room, room.chair, CHAIRS)


def submitted(room: Room) -> None:
    """The chair has handed in."""
    saved(room)
    workflow.submit_sheet(room.session.pk, by=room.chair, now=room.tick())


def signing(room: Room) -> None:
    """Everybody has handed in, and everybody but the last has signed."""
    submitted(room)
    for member in room.panel[1:]:
        rooms.score_all(room, member, rooms.POINTS)
        workflow.submit_sheet(room.session.pk, by=member, now=room.tick())
    for member in room.panel[:-1]:
        workflow.sign(room.session.pk, agrees=True, by=member, now=room.tick())


@pytest.fixture(params=[drafted, saved, submitted, signing], ids=lambda state: state.__name__)
def room(request: pytest.FixtureRequest) -> Room:
    """A review with the chair's sheet in this state."""
    made = rooms.quoted()
    request.param(made)
    return made


def pages(room: Room) -> list[str]:
    """Every address that a sheet is written at or summed up on."""
    cells = [
        reverse("review:score", args=[room.session.pk, candidate.pk, criterion.pk])
        for candidate in room.candidates()
        for criterion in queries.scored_criteria(room.session)
    ]
    names = ("sheet", "submit_sheet", "summary")
    return [*cells, *(reverse(f"review:{name}", args=[room.session.pk]) for name in names)]


def records(room: Room) -> Iterator[str]:
    """The addresses of the chair's sheet and of its marks in the admin."""
    sheet = ScoreSheet.objects.get(member__user_id=room.chair.user_id)
    for record in (sheet, sheet.scores.first()):
        yield reverse(f"admin:procurement_{record._meta.model_name}_change", args=[record.pk])


def marks(client: Client, address: str) -> set[str]:
    """The chair's marks that a page shows."""
    text = SERVER_TIME.sub("", client.get(address, follow=True).content.decode())
    return {mark for mark in GIVEN if mark in text}


def test_a_colleague_reads_no_mark_of_another_sheet(room):
    assert any(marks(client_of(room.chair), address) for address in pages(room))
    colleague = client_of(room.panel[1])
    for address in pages(room):
        assert marks(colleague, address) == set(), address
    for address in records(room):
        assert colleague.get(address).status_code in (302, 403, 404), address
        assert marks(colleague, address) == set(), address


def test_an_expert_of_another_review_finds_no_sheet(room):
    stranger = client_of(rooms.expert())
    for address in pages(room):
        assert stranger.get(address).status_code == 404, address
        assert stranger.post(address, {"points": "1"}).status_code == 404, address
    for address in records(room):
        assert stranger.get(address).status_code in (302, 403, 404), address
        assert marks(stranger, address) == set(), address


def test_a_colleague_who_sends_a_mark_writes_on_the_own_sheet_only(room):
    chairs = Score.objects.filter(sheet__member__user_id=room.chair.user_id).order_by("pk")
    before = list(chairs.values_list("pk", "points"))
    for address in pages(room):
        client_of(room.panel[1]).post(address, {"points": "1"})
    assert list(chairs.values_list("pk", "points")) == before


def test_the_sums_of_a_sheet_stand_on_the_page_when_all_have_signed():
    room = rooms.quoted()
    signing(room)
    address = reverse("review:summary", args=[room.session.pk])
    colleague = client_of(room.panel[1])
    assert colleague.get(address).context["sheets"] == []
    workflow.sign(room.session.pk, agrees=True, by=room.panel[-1], now=room.tick())
    sums = [dict(one["sums"]) for one in colleague.get(address).context["sheets"]]
    first = room.candidates()[0]
    assert sorted(one[first] for one in sums) == [Decimal("80"), Decimal("80"), Decimal("81.5")]
