"""Pages of complaints: who opens what, forms that refuse, the whole way in the browser's forms."""

from datetime import timedelta

import pytest

from orgs.people.choices import Role
from portal.kernel.clock import database_clock, local_date
from procurement.challenges import queries as challenges
from procurement.challenges.complaints import queries
from procurement.challenges.complaints.choices import ComplaintStatus, Examined
from procurement.challenges.complaints.models import Complaint
from tests.factories import complaints
from tests.factories.people import actor, letter
from tests.scenes import walked_once
from tests.signed_in import Pages, client_of

pytestmark = pytest.mark.django_db
scene = walked_once(complaints.challenged)
at = Pages("complaints")


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def today_is(monkeypatch):
    """Let the pages read the purchase's own clock."""

    def stop(dispute):
        monkeypatch.setattr("portal.kernel.clock.now", dispute.clock.now)
        return dispute

    return stop


def typed_letter(*scopes: str, **changes) -> dict:
    said = {
        "address": "长沙市示例路1号",
        "postcode": "410000",
        "contact": "李四（示例）",
        "phone": "0731-0000-0002",
        "principal": "张三（示例）",
        "request": "责令修改采购文件。",
        "matters-TOTAL_FORMS": "1",
        "matters-INITIAL_FORMS": "0",
        "matters-0-matter": "评分标准要求本市业绩",
        "matters-0-facts": "采购文件第三章第二条。",
        "matters-0-law": complaints.LAW,
        "matters-0-scope": "challenged",
    }
    return said | changes


def test_the_lodging_page_says_to_whom_and_until_when(today_is):
    dispute = today_is(complaints.challenged())
    page = at.page(client_of(dispute.complainant), "lodge", dispute.challenge.number).content.decode()
    department = challenges.department_of(dispute.walk.project)
    until = queries.complain_by(dispute.walk.project, dispute.challenge.answer_by).date
    assert department.name in page and until.isoformat() in page and "提交投诉" in page


def test_too_late_the_page_says_why_and_offers_no_form(today_is):
    dispute = today_is(complaints.challenged())
    dispute.clock.advance(days=40)
    page = at.page(client_of(dispute.complainant), "lodge", dispute.challenge.number).content.decode()
    assert "投诉的期限到" in page and "提交投诉" not in page


def test_a_letter_on_paper_is_entered_as_it_came(today_is):
    dispute = today_is(complaints.challenged())
    day, client = local_date(dispute.now), client_of(dispute.officer)
    said = typed_letter(
        package_number=dispute.walk.package.number,
        subject="document",
        sender_name="示例社会组织",
        written_on=day,
        sent_on=day,
        received_on=day,
        address="",
    )
    sent = at.send(client, "enter", **said, scan=letter("投诉书.pdf"))
    assert sent.status_code == 302
    made = Complaint.objects.get()
    assert (made.via, made.address, made.sender_id) == ("paper", "", None)
    page = at.page(client, "examine", made.number).content.decode()
    assert "投诉书缺少：地址" in page and "没有依法进行质疑" in page
    wrong = at.send(client, "enter", **said | {"package_number": "没有"}, scan=letter("投诉书.pdf"))
    assert "本级没有这个编号的采购包" in wrong.content.decode()


def test_the_whole_way_by_the_pages(today_is):
    dispute = today_is(complaints.lodged())
    number, officer, chief = dispute.complaint.number, client_of(dispute.officer), client_of(dispute.chief)
    assert at.send(officer, "examine", number, result="admit", text="予以受理。").status_code == 302
    paper = queries.to_sign(dispute.fresh())
    assert at.send(officer, "paper", paper.pk).status_code == 409
    assert at.send(chief, "paper_return", paper.pk, remark="").status_code == 200
    assert at.send(chief, "paper", paper.pk).status_code == 302
    handler = client_of(dispute.walk.handler)
    assert "请" in at.page(handler, "detail", number).content.decode()
    assert (
        at.send(handler, "explain", number, text="评分项依法设置。", file=letter("说明.pdf")).status_code
        == 302
    )
    party = dispute.fresh().parties.get()
    assert at.page(officer, "explanation_file", party.pk).status_code == 200
    assert at.page(client_of(dispute.complainant), "explanation_file", party.pk).status_code == 404
    row = dispute.fresh().matters.get()
    said = {
        f"finding_{row.pk}": "effect",
        f"reason_{row.pk}": "限制了其他供应商。",
        "facts": "采购文件要求本市业绩。",
        "law": complaints.LAW,
        "stage": "no_winner",
        "review_organ": "长沙市人民政府（示例）",
        "court": "法院（示例）",
    }
    assert at.send(officer, "decide", number, **said).status_code == 302
    decision = queries.to_sign(dispute.fresh())
    assert at.page(client_of(dispute.complainant), "paper_file", decision.pk, "pdf").status_code == 404
    assert at.send(chief, "paper", decision.pk).status_code == 302
    for form, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        file = at.page(client_of(dispute.complainant), "paper_file", decision.pk, form)
        assert file.content.startswith(start)
    assert at.page(officer, "paper_file", decision.pk, "exe").status_code == 404
    assert "责令重新开展采购活动" in at.page(officer, "publish", number).content.decode()
    assert at.send(officer, "publish", number).status_code == 302
    notice = dispute.fresh().decision.notice
    assert "投诉处理结果公告" in client_of(dispute.officer).get(notice.get_absolute_url()).content.decode()


def test_a_correction_starts_from_the_letter_and_is_refused_after_its_time(today_is):
    dispute = today_is(complaints.lodged(address=""))
    until = local_date(dispute.now) + timedelta(days=7)
    complaints.signed(
        complaints.examined(dispute, Examined.CORRECT, text="请补充地址。", correct_until=until)
    )
    client, number = client_of(dispute.complainant), dispute.complaint.number
    page = at.page(client, "correct", number).content.decode()
    assert "请补充地址。" in page and "责令修改采购文件。" in page
    late = at.send(client, "correct", number, **typed_letter())
    assert late.status_code == 409 and "补正期限到" in late.content.decode()


def test_suspending_says_how_many_days_are_left(today_is):
    dispute = today_is(complaints.investigated())
    officer, number = client_of(dispute.officer), dispute.complaint.number
    assert "最长合计 30 日" in at.page(officer, "suspend", number).content.decode()
    late = local_date(dispute.now) + timedelta(days=31)
    refused = at.send(officer, "suspend", number, until=late, text="请中止。")
    assert refused.status_code == 409 and "最晚可以暂停到" in refused.content.decode()


def test_a_pause_is_entered_and_ended(today_is):
    dispute = today_is(complaints.investigated())
    officer, number, day = client_of(dispute.officer), dispute.complaint.number, local_date(dispute.now)
    assert at.send(officer, "pause", number, kind="experts", to_whom="专家组", sent_on=day).status_code == 302
    assert "停止计算" in at.page(officer, "detail", number).content.decode()
    pause = dispute.fresh().pauses.get()
    assert at.page(officer, "reply", pause.pk).status_code == 200
    assert at.send(officer, "reply", pause.pk, replied_on=day).status_code == 302


def test_who_has_nothing_to_do_with_it_sees_nothing():
    dispute = complaints.lodged()
    number = dispute.complaint.number
    other = actor(Role.FINANCE, of=complaints.body("finance_department", division_code="4306"))
    for stranger in (other, dispute.walk.suppliers[1], dispute.walk.handler):
        client = client_of(stranger)
        assert at.page(client, "detail", number).status_code == 404
        assert number not in at.page(client, "list").content.decode()
    assert at.page(client_of(actor(Role.AUDITOR)), "detail", number).status_code == 200
    assert at.page(client_of(actor(Role.EXPERT)), "list").status_code == 403


def test_a_withdrawal_asks_for_a_reason(today_is):
    dispute = today_is(complaints.investigated())
    client, number = client_of(dispute.complainant), dispute.complaint.number
    assert at.send(client, "withdraw", number, reason="").status_code == 200
    assert at.send(client, "withdraw", number, reason="已经解决。", confirmed="on").status_code == 302
    assert dispute.fresh().status == ComplaintStatus.WITHDRAWN
    officer = client_of(dispute.officer)
    assert at.send(officer, "end", number, text="处理终止。").status_code == 302


def test_the_list_takes_few_queries(django_assert_max_num_queries):
    dispute = complaints.lodged()
    client = client_of(dispute.officer)
    at.page(client, "list")
    with django_assert_max_num_queries(12):
        assert dispute.complaint.number in at.page(client, "list").content.decode()


def test_the_list_offers_what_may_be_complained_of(today_is):
    dispute = today_is(complaints.challenged())
    client, address = client_of(dispute.complainant), f"/new/{dispute.challenge.number}/"
    assert address in at.page(client, "list").content.decode()
    complaints.lodged(dispute)
    assert address not in at.page(client, "list").content.decode()


def test_a_correction_in_time_takes_the_place_of_the_letter(today_is):
    dispute = today_is(complaints.lodged(address=""))
    until = local_date(dispute.now) + timedelta(days=7)
    complaints.signed(complaints.examined(dispute, Examined.CORRECT, text="补充地址。", correct_until=until))
    Complaint.objects.update(correct_until=local_date(database_clock()) + timedelta(days=9))
    client, number = client_of(dispute.complainant), dispute.complaint.number
    assert at.send(client, "correct", number, **typed_letter()).status_code == 302
    assert dispute.fresh().address == "长沙市示例路1号"
