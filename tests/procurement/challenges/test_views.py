"""The pages of challenges in the browser's place."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.kernel import clock
from procurement.challenges.models import Challenge
from tests import spine
from tests.factories import challenges as factory
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(spine.reported)


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.SECOND_FACTOR_OPTIONAL = True
    settings.MEDIA_ROOT = tmp_path


def scan(name="授权委托书.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7 sample")


def typed(walk, **changes):
    letter = vars(factory.facts()) | {"occasion": factory.key_of(walk), "partners": ""}
    letter = {name: value for name, value in letter.items() if isinstance(value, str)}
    rows = {"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0"}
    rows |= {f"form-0-{name}": value for name, value in vars(factory.MATTER).items()}
    until = clock.local_date(walk.clock.now()).replace(month=12).isoformat()
    agent = {"agent_name": "赵云（示例）", "agent_matters": "提出质疑", "agent_powers": "代为提出"}
    return letter | rows | agent | {"agent_until": until, "power": scan()} | changes


def test_a_supplier_challenges_the_result_and_the_clerk_reads_it(monkeypatch):
    walk = spine.awarded()
    monkeypatch.setattr(clock, "now", walk.clock.now)
    address = reverse("challenges:submit", args=[walk.package.number])
    supplier = client_of(walk.suppliers[1])
    assert "可以提出" in supplier.get(address).content.decode()
    page = supplier.post(address, typed(walk))
    challenge = Challenge.objects.get()
    assert page.url == challenge.get_absolute_url()
    text = client_of(walk.handler).get(page.url).content.decode()
    assert factory.MATTER.matter in text and "暂停签订和履行合同" in text
    paper = challenge.papers.get()
    assert client_of(walk.handler).get(reverse("challenges:paper", args=[paper.pk])).status_code == 200
    assert client_of(walk.suppliers[2]).get(page.url).status_code == 404
    assert client_of(walk.suppliers[2]).get(reverse("challenges:paper", args=[paper.pk])).status_code == 404


def test_what_was_typed_stays_without_a_power_of_attorney(monkeypatch):
    walk = spine.awarded()
    monkeypatch.setattr(clock, "now", walk.clock.now)
    address = reverse("challenges:submit", args=[walk.package.number])
    page = client_of(walk.suppliers[1]).post(address, typed(walk, power=""))
    assert page.status_code == 409
    text = page.content.decode()
    assert "授权委托书的内容不齐" in text and factory.MATTER.matter in text


def test_a_letter_without_a_matter_is_not_sent(monkeypatch):
    walk = spine.awarded()
    monkeypatch.setattr(clock, "now", walk.clock.now)
    address = reverse("challenges:submit", args=[walk.package.number])
    said = {name: value for name, value in typed(walk).items() if not name.startswith("form-0-")}
    page = client_of(walk.suppliers[1]).post(address, said)
    assert "请至少填写一个事项" in page.content.decode()
    assert not Challenge.objects.exists()


def test_below_the_threshold_the_page_shows_the_units_own_rule(monkeypatch):
    walk = spine.awarded()
    monkeypatch.setattr(clock, "now", walk.clock.now)
    monkeypatch.setattr("procurement.projects.queries.is_statutory", lambda project: False)
    page = client_of(walk.suppliers[1]).get(reverse("challenges:submit", args=[walk.package.number]))
    assert "内部规定" in page.content.decode()


def test_a_clerk_enters_a_letter_on_paper(monkeypatch):
    walk = spine.awarded()
    monkeypatch.setattr(clock, "now", walk.clock.now)
    today = clock.local_date(walk.clock.now()).isoformat()
    days = dict.fromkeys(("written_on", "sent_on", "received_on"), today)
    sender = days | {"sender_name": "第二家（示例）", "sender_code": ""}
    address = reverse("challenges:enter", args=[walk.package.number])
    page = client_of(walk.handler).post(address, typed(walk, scan=scan("质疑函.pdf"), **sender))
    assert "提出单位没有在平台登记" in page.content.decode() and not Challenge.objects.exists()
    said = typed(walk, scan=scan("质疑函.pdf"), is_outside="on", **sender)
    page = client_of(walk.handler).post(address, said)
    challenge = Challenge.objects.get()
    assert page.url == challenge.get_absolute_url()
    assert challenge.refused_because
    assert "依法不予受理" in client_of(walk.handler).get(page.url).content.decode()


def test_the_list_takes_few_queries(monkeypatch, django_assert_max_num_queries):
    walk = spine.awarded()
    monkeypatch.setattr(clock, "now", walk.clock.now)
    for supplier in walk.suppliers[1:]:
        factory.submitted(walk, by=supplier)
    client = client_of(walk.handler)
    client.get(reverse("challenges:list"))
    with django_assert_max_num_queries(22):
        text = client.get(reverse("challenges:list")).content.decode()
    assert "ZY01" in text and "ZY02" in text
