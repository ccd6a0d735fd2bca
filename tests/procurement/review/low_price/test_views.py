"""The pages of abnormally low prices: the panel's, the supplier's, the purchaser's."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from procurement.review import workflow
from tests.factories import low_price
from tests.factories import review as rooms
from tests.factories.low_price import TEXT, price_of
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(low_price.found)


@pytest.fixture(autouse=True)
def one_factor(settings, tmp_path):
    settings.SECOND_FACTOR_OPTIONAL, settings.MEDIA_ROOT = True, tmp_path


def visit(by, name: str, *args, status: int = 200, **data) -> str:
    answer = client_of(by).get(reverse(f"review:{name}", args=args), data, follow=True)
    assert answer.status_code == status
    return answer.content.decode()


def send(by, name: str, *args, **data):
    return client_of(by).post(reverse(f"review:{name}", args=args), data)


def asked():
    room = low_price.found()
    assert send(room.chair, "low_prices", room.session.pk, minutes="30").status_code == 302
    return room


def test_the_panel_sees_every_price_beside_its_measures():
    room = low_price.found()
    page = visit(room.chair, "room", room.session.pk)
    for figure in ("520,000", "531,000", "548,700", "488,775"):
        assert figure in page
    assert "要求说明报价" in page
    assert "要求说明报价" not in visit(room.panel[1], "low_prices", room.session.pk)
    assert send(room.chair, "low_prices", room.session.pk, minutes="29").status_code == 409


def test_the_supplier_answers_with_a_file_that_only_the_panel_reads():
    room = asked()
    pk, own = room.session.pk, room.suppliers[3]
    page = visit(own, "explain_price", pk)
    assert "531,000" in page and "1,097,400" not in page and "data-countdown" in page
    paper = SimpleUploadedFile("成本表.pdf", b"%PDF-1.7 test")
    assert send(own, "explain_price", pk, text=TEXT, paper_1=paper).status_code == 302
    assert TEXT in visit(room.chair, "low_prices", pk)
    file = price_of(room).files.get()
    url = reverse("review:explanation_file", args=[file.pk])
    readers = (own, room.panel[1], room.suppliers[0], room.organiser)
    assert [client_of(reader).get(url).status_code for reader in readers] == [200, 200, 404, 404]
    assert visit(room.suppliers[0], "explain_price", pk, status=404)


def test_what_was_typed_stays_when_the_time_is_over():
    room = asked()
    review = price_of(room)
    review.answer_until = review.asked_at
    review.save(update_fields=["answer_until"])
    answer = send(room.suppliers[3], "explain_price", room.session.pk, text=TEXT)
    assert answer.status_code == 409
    assert "说明的时间已经结束" in answer.content.decode()


def test_members_judge_on_a_page_of_their_own():
    room = low_price.explained(asked())
    pk, review = room.session.pk, price_of(room)
    for member in room.panel:
        assert TEXT in visit(member, "judge_price", pk, review.pk)
        told = send(member, "judge_price", pk, review.pk, choice="rejects", reason="缺少税费。")
        assert told.status_code == 302
    assert "响应无效" in visit(room.chair, "low_prices", pk)
    assert "没有说明" not in visit(room.suppliers[3], "supplier", pk)


def test_the_chair_may_doubt_another_price():
    room = rooms.scored(low_price.judged(low_price.explained(asked())))
    first = room.candidates()[0]
    sent = send(room.chair, "doubt_price", room.session.pk, candidate=first.pk, reason="低于人工成本。")
    assert sent.status_code == 302
    assert "低于人工成本" in visit(room.chair, "room", room.session.pk)


def test_a_scheme_says_from_which_shares_on():
    room = low_price.found()
    scheme = workflow.create_scheme(
        "提高比例（示例）", rooms.criteria(), by=room.organiser, now=room.clock.now()
    )
    assert "最高限价 45%；采购文件可以提高，最高 65%" in visit(room.organiser, "scheme_shares", scheme.pk)
    assert send(room.organiser, "scheme_shares", scheme.pk, mean="60").status_code == 302
    assert send(room.organiser, "scheme_shares", scheme.pk, mean="66").status_code == 409
    assert "平均值的 60%" in visit(room.organiser, "scheme", scheme.pk)
