"""The page of signs is the panel's, from the moment at which it reads the responses."""

import pytest
from django.urls import reverse

from procurement.review.models import Candidate
from tests.factories import review as rooms
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


def test_the_panel_reads_the_signs_when_it_reads_the_responses_and_nobody_else_does(settings):
    settings.SECOND_FACTOR_OPTIONAL = True
    room = rooms.received()
    for candidate in Candidate.objects.filter(session=room.session).order_by("pk")[:2]:
        candidate.response["contact_phone"] = "0731-0000-0009"
        candidate.save(update_fields=["response"])
    address = reverse("review:signs", args=[room.session.pk])
    member = client_of(room.chair)
    assert "0731-0000-0009" not in member.get(address, follow=True).content.decode()
    rooms.declared(room)
    text = member.get(address).content.decode()
    assert "联系电话相同：0731-0000-0009" in text
    assert "不能作为证明" in text
    assert address in member.get(reverse("review:examine", args=[room.session.pk])).content.decode()
    for stranger in (room.organiser, room.suppliers[0], rooms.expert()):
        assert client_of(stranger).get(address).status_code in (403, 404)
