"""A score saves itself while the member works, and a faulty one says so beside the field."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from procurement.review import queries
from procurement.review.models import Score
from tests.browser import grave_findings
from tests.factories import review as rooms
from tests.signed_in import client_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_score_saves_itself(live_server, browser_page, settings):
    settings.SECOND_FACTOR_OPTIONAL = True
    room = rooms.quoted()
    cookie = client_of(room.chair).cookies["sessionid"].value
    browser_page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    candidate, criterion = room.candidates()[0], queries.scored_criteria(room.session)[0]
    address = reverse("review:score", args=[room.session.pk, candidate.pk, criterion.pk])
    browser_page.goto(live_server.url + address)
    field = browser_page.get_by_label("评分", exact=True)
    field.fill("45.5")
    field.blur()
    expect(browser_page.locator("#saved")).to_contain_text("已自动保存")
    assert str(Score.objects.get().points) == "45.50"
    field.fill("60.5")
    field.blur()
    expect(browser_page.locator("#saved")).to_contain_text("不在范围内")
    assert str(Score.objects.get().points) == "45.50"
    assert grave_findings(browser_page) == []
