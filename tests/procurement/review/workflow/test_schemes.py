"""Criteria schemes are written, edited and frozen."""

from dataclasses import replace
from decimal import Decimal

import pytest

from orgs.people.choices import Role
from portal.kernel.errors import NotPermitted, Refused
from procurement.review import workflow
from procurement.review.choices import SchemeStatus
from procurement.review.models import (
    CriteriaScheme,
)
from tests.factories import review as rooms
from tests.factories.people import actor
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_a_scheme_that_does_not_close_is_not_kept():
    room = rooms.formed()
    criteria = [replace(c, maximum=Decimal(50)) if c.name == "服务方案" else c for c in rooms.criteria()]
    before = CriteriaScheme.objects.count()
    refused(
        workflow.create_scheme, "少十分", criteria, by=room.organiser, now=room.tick(), code="sum_not_100"
    )
    assert CriteriaScheme.objects.count() == before


def test_a_price_weight_above_thirty_is_refused_with_its_article():
    room = rooms.formed()
    criteria = rooms.criteria(price="31", plan="39")
    with pytest.raises(Refused) as found:
        workflow.create_scheme("价格过高", criteria, by=room.organiser, now=room.tick())
    assert "第二十四条" in found.value.refusals[0].basis


def test_a_frozen_scheme_is_not_edited():
    room = rooms.formed()
    scheme = room.session.scheme
    workflow.freeze_scheme(scheme.pk, by=room.organiser, now=room.tick())
    refused(
        workflow.edit_scheme,
        scheme.pk,
        "改名",
        rooms.criteria(),
        by=room.organiser,
        now=room.tick(),
        code="wrong_state",
    )
    scheme.refresh_from_db()
    assert (scheme.title, scheme.status) == ("评审标准（示例）", SchemeStatus.FROZEN)


def test_another_body_does_not_edit_a_scheme():
    room = rooms.formed()
    stranger = actor(Role.PURCHASER_HANDLER)
    with pytest.raises(NotPermitted):
        workflow.edit_scheme(room.session.scheme_id, "改名", rooms.criteria(), by=stranger, now=room.tick())


def test_an_edited_scheme_keeps_only_its_new_criteria():
    room = rooms.formed()
    criteria = rooms.criteria(price="20", plan="50")
    workflow.edit_scheme(room.session.scheme_id, "二稿", criteria, by=room.organiser, now=room.tick())
    maxima = room.session.scheme.criteria.filter(maximum__isnull=False).values_list("maximum", flat=True)
    assert sorted(maxima) == [Decimal(20), Decimal(30), Decimal(50)]
