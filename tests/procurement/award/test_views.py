"""The pages of an award, for whom they are and for whom they are not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel import clock
from procurement.award import tasks
from procurement.award.models import Award, AwardLetter
from procurement.notices.models import Notice
from procurement.projects.choices import PackageStatus
from tests import spine
from tests.factories.people import actor
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(spine.reported)
PAGES = ("award", "prepare", "approve", "return", "publish")


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.SECOND_FACTOR_OPTIONAL = True
    settings.MEDIA_ROOT = tmp_path


def test_an_award_is_decided_by_two_people_in_the_browser(monkeypatch):
    walk = spine.reported()
    monkeypatch.setattr(clock, "now", walk.clock.now)
    pk = walk.award.pk
    winner = walk.award.ranking[0]["candidate"]
    data = {"winner": winner, "minutes": "三月三十日党组会议研究，同意按排序确定。"}
    client_of(walk.handler).post(reverse("award:prepare", args=[pk]), data)
    client_of(walk.leader).post(reverse("award:approve", args=[pk]), {"opinion": "同意"})
    page = client_of(walk.handler).post(reverse("award:publish", args=[pk]), {"confirmed": "on"})
    assert page.url == Notice.objects.order_by("-pk").first().get_absolute_url()
    assert walk.package.status == PackageStatus.RESULT_PUBLISHED


def test_the_second_place_is_refused_and_what_was_typed_stays():
    walk = spine.reported()
    data = {"winner": walk.award.ranking[1]["candidate"], "minutes": "三月三十日党组会议研究，选第二名。"}
    page = client_of(walk.handler).post(reverse("award:prepare", args=[walk.award.pk]), data)
    text = page.content.decode()
    assert page.status_code == 409
    assert "选第二名" in text and "第六十八条" in text


@pytest.mark.parametrize("state", [spine.reported, spine.decided, spine.awarded], ids=lambda s: s.__name__)
def test_every_page_opens_for_whom_its_step_is(state):
    walk = state()
    steps = {walk.handler: ("award", "prepare", "publish"), walk.leader: ("award", "approve", "return")}
    for person, names in steps.items():
        client = client_of(person)
        for name in PAGES:
            page = client.get(reverse(f"award:{name}", args=[walk.award.pk]), follow=True)
            assert page.status_code == (200 if name in names else 403), name
        assert client.get(reverse("award:award_list")).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_nobody_else_opens_them(name, client):
    walk = spine.decided()
    address = reverse(f"award:{name}", args=[walk.award.pk])
    outsiders = (walk.room.chair, walk.suppliers[0], actor(Role.PURCHASER_HANDLER), actor(Role.EVALUATOR))
    for person in outsiders:
        assert client_of(person).get(address).status_code == 404
    assert client.get(address).status_code == 302


def test_looking_at_a_report_that_is_still_on_its_way_receives_nothing():
    walk = spine.scored()
    spine.rooms.reported(walk.room)
    address = reverse("award:package", args=[walk.package.pk])
    page = client_of(walk.handler).get(address)
    assert page.status_code == 409 and "报告会自动送达" in page.content.decode()
    assert not Award.objects.filter(package=walk.package).exists()
    tasks.receive_report(walk.package.review_id)
    award = Award.objects.get(package=walk.package)
    assert client_of(walk.handler).get(address).url == reverse("award:award", args=[award.pk])


def test_who_reads_no_award_is_told_whose_it_is():
    walk = spine.decided()
    for name, args in (("package", [walk.package.pk]), ("award_list", [])):
        page = client_of(actor(Role.FINANCE)).get(reverse(f"award:{name}", args=args))
        assert page.status_code == 403 and "供采购人、代理机构" in page.content.decode()


def test_a_supplier_reads_its_own_letter_only():
    walk = spine.awarded()
    letters = {letter.candidate.supplier_id: letter for letter in AwardLetter.objects.all()}
    winner, loser = walk.suppliers[0], walk.suppliers[1]
    own = client_of(loser).get(reverse("award:letter", args=[letters[loser.body_id].pk]))
    text = own.content.decode()
    assert "950,000" in text and "质疑" in text
    assert walk.suppliers[2].body_name not in text and "898,000" not in text
    rival = letters[winner.body_id].pk
    for name in ("letter", "letter_file"):
        assert client_of(loser).get(reverse(f"award:{name}", args=[rival])).status_code == 404
    pdf = client_of(loser).get(reverse("award:letter_file", args=[letters[loser.body_id].pk]))
    assert pdf.content.startswith(b"%PDF")
    lead = client_of(loser).get(reverse("award:package_letter", args=[walk.package.pk]))
    assert lead.url == reverse("award:letter", args=[letters[loser.body_id].pk])


def test_the_public_result_page_opens(client):
    walk = spine.awarded()
    notice = Notice.objects.get(type="award_result")
    page = client.get(notice.get_absolute_url())
    assert page.status_code == 200
    assert walk.award.winner.supplier.name in page.content.decode()


def asked(walk) -> int:
    """How many questions the list of awards asks."""
    client = client_of(walk.handler)
    client.get(reverse("award:award_list"))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("award:award_list")).status_code == 200
    return len(queries)


def test_the_list_asks_the_same_for_one_and_for_many():
    walk = spine.awarded("980000")
    one = asked(walk)
    spine.awarded("980000", purchase=walk)
    assert asked(walk) == one <= 14
