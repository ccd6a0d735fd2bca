"""Two editions read from the database, over the editions between them, and the page that shows them."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from catalog.editions import workflow
from catalog.revisions import comparing, differences
from catalog.revisions.choices import ChangeKind as C
from portal.kernel.clock import local_date
from tests.factories import catalogue as make
from tests.factories.revisions import RENAME, SPLIT, scene
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
URL = reverse("revisions:edition_compare")


@pytest.fixture
def play():
    return scene(timezone.now())


def approved(play, proposal, on: date):
    """The draft into which a proposal was accepted, in force from a day."""
    draft, first, second = proposal.draft, *play.finance
    until = play.now + timedelta(days=1)
    workflow.submit(draft.pk, until=local_date(until), by=first, now=play.now)
    later = play.now + timedelta(days=3)
    return workflow.approve(draft.pk, make.approval(draft, on), by=second, now=later)


def kinds(old, new) -> dict:
    return dict(differences.counts_of(comparing.compare(old, new)))


def test_changes_are_followed_over_the_editions_between(play):
    middle = approved(play, play.accepted(SPLIT), date(2090, 1, 1))
    last = make.drafted(play.general, by=play.finance[0], now=play.now)
    workflow.remove_item(last.pk, "A0406", by=play.finance[0], now=play.now)
    assert kinds(play.edition, middle) == {C.KEPT: 3, C.SPLIT: 1}
    assert kinds(middle, last) == {C.KEPT: 4, C.RETIRED: 1}
    assert kinds(play.edition, last) == {C.KEPT: 3, C.RENAMED: 1, C.REWORDED: 1}
    assert kinds(last, play.edition) == {C.KEPT: 3, C.RENAMED: 1, C.REWORDED: 1}
    assert kinds(middle, play.edition) == {C.KEPT: 3, C.MERGED: 1}


def test_everybody_compares_public_editions_and_takes_the_table_home(play, django_assert_max_num_queries):
    assert "还没有可以比较的两版" in Client().get(URL).content.decode()
    new = approved(play, play.accepted(RENAME), date(2090, 1, 1))
    with django_assert_max_num_queries(5):
        page = Client().get(URL).content.decode()
    assert "<ins>上门</ins>" in page
    assert "基本养老服务" not in page
    chosen = {"old": play.edition.pk, "new": new.pk}
    assert "基本养老服务" in Client().get(URL, chosen | {"kind": "kept"}).content.decode()
    assert "没有这样的变化" in Client().get(URL, chosen | {"kind": "split"}).content.decode()
    assert Client().get(URL, chosen | {"kind": "<script>"}).status_code == 200
    response = Client().get(URL, chosen | {"export": "xlsx"})
    rows = list(load_workbook(BytesIO(response.content)).active.values)
    assert rows[1][:3] == ("更名", "A0404", "居家养老服务")
    assert rows[1][5] == "居家养老上门服务"


def test_what_cannot_be_compared_is_said_and_a_draft_is_its_keepers_only(play):
    page = Client().get(URL, {"old": play.edition.pk, "new": play.edition.pk}).content.decode()
    assert "两边是同一版" in page
    draft = play.accepted(RENAME).draft
    chosen = {"old": play.edition.pk, "new": draft.pk}
    assert "居家养老上门服务" not in Client().get(URL, chosen).content.decode()
    assert "<ins>上门</ins>" in client_of(play.finance[0]).get(URL, chosen).content.decode()
    own = make.departmental_catalogue()
    other = make.consulted(own, make.DEPARTMENTAL, by=make.people(own)[0], now=play.now)
    page = Client().get(URL, {"old": play.edition.pk, "new": other.pk}).content.decode()
    assert "两边不是同一份目录" in page
