"""One's own data: shown by purpose, given out, asked to be deleted; what procurement holds is counted too."""

import json
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from orgs.accounts.erasure import answering, workflow
from orgs.accounts.erasure.choices import Fate
from orgs.accounts.erasure.models import ErasureRequest
from orgs.inbox.models import Message
from orgs.people.choices import Role
from orgs.people.models import Membership, User
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.ledger import workflow as ledger
from portal.kernel.ledger.models import LedgerEntry
from portal.site.personal import held, keeping
from portal.site.personal.keeping import Held
from portal.site.personal.table import TABLE
from procurement.projects.models import Package, PackageStatus
from procurement.review.models import ReviewSession
from tests.factories import people
from tests.signed_in import Pages, client_of
from tests.spine import announced_package, submitted

pytestmark = pytest.mark.django_db
PAGES = Pages("personal")


@pytest.fixture
def walk(settings, tmp_path):
    """Three have bid, nothing is open yet."""
    settings.MEDIA_ROOT = tmp_path
    return submitted()


def codes(walk, user_id: int) -> list[str]:
    return [refusal.code for refusal in Held().obstacles(user_id, now=walk.clock.now())]


def fates(walk, user_id: int) -> dict[str, tuple[str, date | None]]:
    lines = Held().answer(user_id, now=walk.clock.now())
    return {line.title: (line.fate, line.until) for line in lines}


def test_a_person_reads_everything_that_is_held_by_purpose_and_nothing_of_others(walk):
    mine, other = walk.suppliers[0], walk.suppliers[1]
    text = PAGES.page(client_of(mine), "own").content.decode()
    for title in ("账号", "任职和身份", "响应和签署", "采购结束后保存 15 年", "《政府采购法》第四十二条"):
        assert title in text
    assert other.name not in text
    assert other.body_name not in text


def test_a_visitor_is_sent_to_sign_in(client):
    for name in ("own", "ask", "request_list"):
        assert "/accounts/login/" in client.get(reverse(f"personal:{name}")).url


def test_the_file_holds_what_the_page_shows_and_the_ledger_only_that_it_was_given(walk):
    mine = walk.suppliers[0]
    client = client_of(mine)
    told = json.loads(PAGES.send(client, "export", "json").content)
    kinds = [record["内容"] for purpose in told["用途"] for record in purpose["记录"]]
    assert {"用户", "任职", "密封提交"} <= set(kinds)
    rows = list(load_workbook(BytesIO(PAGES.send(client, "export", "xlsx").content)).active.values)
    assert rows[0] == ("用途", "内容", "名称", "时间", "详情")
    assert len(rows) > len(kinds), "the first export is in the second"
    entries = LedgerEntry.objects.filter(verb="personal.export")
    assert [entry.facts["type"] for entry in entries.order_by("pk")] == ["json", "xlsx"]
    assert {entry.actor_name for entry in entries} == {"本人"}
    assert PAGES.page(client, "export", "json").status_code == 405


def test_the_page_asks_once_for_each_way_however_much_is_held(walk, django_assert_max_num_queries):
    mine = walk.suppliers[0]
    ways = sum(len(section.holdings) for section in TABLE)
    for subject in range(held.MOST + 5):
        Message.objects.create(
            user_id=mine.user_id, subject=f"通知{subject}", text="", created_at=walk.clock.now()
        )
    with django_assert_max_num_queries(ways + 1):
        groups = {str(group.section.purpose.title): group for group in held.groups(mine.user_id)}
    inbox = groups["站内消息"]
    assert (len(inbox.rows), inbox.total, inbox.is_cut) == (held.MOST, held.MOST + 5, True)


def test_a_person_without_a_capacity_reads_the_own_data(client):
    person = people.user()
    client.force_login(person)
    assert person.username in PAGES.page(client, "own").content.decode()


def test_an_open_bid_stands_against_deletion_and_is_said_with_the_remedy(walk):
    client = client_of(walk.suppliers[0])
    page = PAGES.page(client, "ask")
    assert "您提交的响应文件还没有结果" in page.content.decode()
    page = PAGES.send(client, "ask", reason="我要离开", understands="on")
    assert page.status_code == 409
    assert "我要离开" in page.content.decode()
    assert not ErasureRequest.objects.exists()


def test_a_seat_on_a_panel_stands_against_deletion_until_the_report(walk):
    expert = people.actor(Role.EXPERT)
    session = ReviewSession.objects.get()
    session.members.create(user_id=expert.user_id, seat="expert")
    assert codes(walk, expert.user_id) == ["sitting"]
    session.members.update(status="recused")
    assert codes(walk, expert.user_id) == []


def test_the_only_administrator_stays(walk):
    mine = people.actor(Role.SUPPLIER)
    Membership.objects.filter(pk=mine.membership_id).update(is_administrator=True)
    assert codes(walk, mine.user_id) == ["last_administrator"]
    colleague = people.membership(Role.SUPPLIER, body=people.Body.objects.get(pk=mine.body_id))
    assert len(codes(walk, mine.user_id)) == 1, "a colleague who runs nothing"
    Membership.objects.filter(pk=colleague.pk).update(is_administrator=True)
    assert codes(walk, mine.user_id) == []


def test_what_belongs_to_a_purchase_is_kept_fifteen_years_after_its_end(walk):
    bidder = walk.suppliers[0].user_id
    assert fates(walk, bidder)["响应和签署"] == (Fate.KEPT, None), "the purchase goes on"
    Package.objects.update(status=PackageStatus.TERMINATED)
    ended = max(keeping.ends_of([walk.project.pk]).values())
    until = ended.replace(year=ended.year + 15)
    assert fates(walk, bidder) == {
        "账号": (Fate.DELETED, None),
        "任职和身份": (Fate.KEPT, until),
        "响应和签署": (Fate.KEPT, until),
        "存证记录": (Fate.CHAIN, None),
    }
    lines = keeping.answer(bidder, on=until)
    assert {line.fate for line in lines} == {Fate.DELETED, Fate.MASKED, Fate.CHAIN}


def test_who_took_part_in_nothing_is_masked_at_once(walk):
    newcomer = people.actor(Role.SUPPLIER)
    assert fates(walk, newcomer.user_id) == {
        "账号": (Fate.DELETED, None),
        "任职和身份": (Fate.MASKED, None),
    }


def test_from_the_request_to_the_masked_name(walk):
    newcomer = people.actor(Role.SUPPLIER)
    operators = [client_of(people.actor(Role.OPERATOR)) for _person in range(2)]
    client = client_of(newcomer)
    assert PAGES.send(client, "ask", reason="", understands="on").status_code == 302
    number = ErasureRequest.objects.get().number
    assert number in PAGES.page(client, "own").content.decode()
    assert PAGES.page(operators[0], "request", number).status_code == 200
    assert PAGES.page(client, "request", number).status_code == 403
    PAGES.send(operators[0], "prepare", number, checked="电话核实")
    assert PAGES.send(operators[0], "confirm", number).status_code == 409
    assert PAGES.send(operators[1], "confirm", number).status_code == 302
    answering.send(ErasureRequest.objects.get().pk, now=clock.now())
    assert workflow.finish(held=Held(), now=clock.now()) == 1
    text = PAGES.page(operators[0], "request", number).content.decode()
    assert newcomer.name not in text
    assert User.objects.get(pk=newcomer.user_id).name.startswith("人**")
    assert not Message.objects.filter(user=newcomer.user_id).exists()


def test_the_ledger_gives_a_masked_name_to_overseers_only(walk, client):
    person, auditor = people.user("李大海"), people.actor(Role.AUDITOR)
    made = ledger.record(
        people.body(),
        "tests.verb",
        says="登记",
        by=Actor(user_id=person.pk, name="李大海"),
        at=walk.clock.now(),
        facts={},
    )
    address = reverse("site:entry_download", args=[made.public_id])
    assert "李大海" in client.get(address).content.decode()
    ErasureRequest.objects.create(
        number="GR-2026-9999",
        user=person,
        status="finished",
        asked_at=walk.clock.now(),
        due_on=date(2026, 3, 2),
        prepared_by_id=auditor.user_id,
        decided_by=people.user(),
    )
    assert client.get(address).status_code == 404
    assert "李大海" not in client.get(reverse("site:entry", args=[made.public_id])).content.decode()
    assert "李大海" in client_of(auditor).get(address).content.decode()


def test_a_request_comes_back_with_the_reason(walk):
    newcomer = people.actor(Role.SUPPLIER)
    client = client_of(newcomer)
    PAGES.send(client, "ask", reason="", understands="on")
    number = ErasureRequest.objects.get().number
    PAGES.send(client_of(people.actor(Role.OPERATOR)), "return", number, reason="请先移交")
    assert "请先移交" in PAGES.page(client, "own").content.decode()


def test_a_copy_of_the_name_is_masked_as_well(walk):
    person = people.user("李大海")
    walk.project.catalogue_item.edition.__class__.objects.update(
        drafted_by=person.pk, drafted_by_name="李大海"
    )
    Held().mask(person.pk, "李**")
    edition = walk.project.catalogue_item.edition
    edition.refresh_from_db()
    assert edition.drafted_by_name == "李**"


def test_a_clerk_of_a_purchase_that_goes_on_is_kept_without_a_day():
    clerk = announced_package().handler
    lines = {line.title: line for line in keeping.answer(clerk.user_id, on=date(2026, 3, 2))}
    assert (lines["采购经办"].fate, lines["采购经办"].until) == (Fate.KEPT, None)
    assert lines["任职和身份"].until is None
