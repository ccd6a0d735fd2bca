"""A published intention is the official form, filled in."""

import pytest
from django.urls import reverse

from procurement.notices.official import intents
from procurement.notices.official.reading import form_of
from procurement.notices.official.rules import missing
from procurement.projects.intention.models import PurchaseIntention
from tests import spine
from tests.access.rows_demand import published_intention

pytestmark = pytest.mark.django_db


@pytest.mark.article("财库〔2020〕10号")
def test_a_published_intention_fills_in_the_whole_form(client):
    walk = spine.drafted_project()
    made = PurchaseIntention.objects.get(pk=published_intention(walk).pk)
    found = intents.sections_of(made)
    assert missing(form_of("intent"), found) == []
    told = dict(fact for section in found for fact in section.facts)
    assert told["采购单位"] == walk.purchaser.name
    assert told["预算金额（万元）"] == f"{(made.budget_amount / 10_000).normalize():f}"
    assert told["预计采购时间"] == f"{made.expected_month.year}年{made.expected_month.month}月"
    page = client.get(made.get_absolute_url()).content.decode()
    for name, start in (("word", b"PK"), ("pdf", b"%PDF")):
        address = reverse(f"notices:intention_{name}", args=[made.number])
        assert address in page
        assert client.get(address).content.startswith(start)
