"""Pages of applications: the public form tells nobody who has an account."""

import pytest
from django.core.cache import cache
from django.test import Client

from orgs.accounts.applications.models import AccountApplication
from orgs.bodies.choices import BodyKind
from orgs.people.choices import Role
from tests.factories import people
from tests.orgs.accounts.applications.test_workflow import CALL, NOW
from tests.signed_in import Pages, client_of

pytestmark = pytest.mark.django_db
PAGES = Pages("applications")


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def facts(**changes):
    return {
        "credit_code": people.body(BodyKind.SOCIAL_ORGANISATION).credit_code,
        "applicant_name": "申请人甲（示例）",
        "post": "秘书长",
        "phone": "0731-0000-0000",
        "email": "jia@example.invalid",
        "roles": ["supplier"],
        "way": "letter",
        "letter": people.letter(),
        "agrees": "on",
    } | changes


def test_the_answer_is_the_same_whether_somebody_has_an_account_or_not():
    body = people.body(BodyKind.SOCIAL_ORGANISATION)
    person = people.user(email="jia@example.invalid")
    people.membership(Role.SUPPLIER, body=body, person=person, is_administrator=True)
    answers = [
        PAGES.send(Client(), "apply", **facts(credit_code=code))
        for code in (body.credit_code, people.body(BodyKind.SOCIAL_ORGANISATION).credit_code)
    ]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, "/account-applications/received/")
    }
    assert AccountApplication.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        ({"credit_code": "52430000MJ00000000"}, 200, "校验码不对"),
        ({"credit_code": "91430000MA4L0TEST7"}, 200, "校验码不对"),
        ({"phone": "<script>"}, 200, "请填写电话号码"),
        ({"way": "certificate"}, 200, "证明方式"),
        ({"letter": people.letter("申请函.exe")}, 200, "只能上传以下格式"),
        ({"letter": ""}, 200, "请选择加盖公章的申请函"),
        ({"roles": ["operator"]}, 200, "申请的身份"),
        ({"agrees": ""}, 200, "同意平台为核对身份"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(changes, status, says):
    answer = PAGES.send(Client(), "apply", **facts(**changes))
    page = answer.content.decode()
    assert answer.status_code == status
    assert says in page
    assert "申请人甲（示例）" in page
    assert not AccountApplication.objects.exists()


def test_a_code_outside_the_register_is_refused_in_words():
    answer = PAGES.send(Client(), "apply", **facts(credit_code=people.credit_code()))
    assert answer.status_code == 409
    assert "登记簿中没有" in answer.content.decode()


def test_too_many_tries_from_one_address_are_stopped(settings):
    settings.ACCOUNT_RATE_LIMITS = {"apply_for_account": "2/h/ip"}
    cache.clear()
    assert [PAGES.send(Client(), "apply").status_code for _ in range(3)] == [200, 200, 429]


def test_a_registrar_calls_back_and_opens_the_account():
    browser = client_of(people.actor(Role.OPERATOR))
    application = people.application(now=NOW)
    assert "还没有回拨核实" in PAGES.page(browser, "detail", application.pk).content.decode()
    assert PAGES.send(browser, "approve", application.pk, is_administrator="on").status_code == 409
    said = {"number": CALL.number, "spoke_with": CALL.spoke_with, "said": CALL.said, "confirmed": "yes"}
    assert PAGES.send(browser, "call", application.pk, **said).status_code == 302
    assert PAGES.send(browser, "approve", application.pk, is_administrator="on").status_code == 302
    page = PAGES.page(browser, "detail", application.pk).content.decode()
    assert "登录名" in page
    assert "再发一次链接" in page
    assert PAGES.send(browser, "send_link", application.pk).status_code == 302
    letter = PAGES.page(browser, "letter", application.pk)
    assert b"".join(letter.streaming_content).startswith(b"%PDF-")


def test_an_application_is_returned_with_a_reason_only():
    browser = client_of(people.actor(Role.OPERATOR))
    application = people.application(now=NOW)
    assert "请填写退回原因" in PAGES.send(browser, "return", application.pk, reason="").content.decode()
    assert PAGES.send(browser, "return", application.pk, reason="没有盖章。").status_code == 302
    assert "没有盖章。" in PAGES.page(browser, "detail", application.pk).content.decode()


def test_the_list_takes_the_same_queries_however_long(django_assert_max_num_queries):
    browser = client_of(people.actor(Role.OPERATOR))
    for _ in range(3):
        people.application(now=NOW)
    PAGES.page(browser, "list")
    with django_assert_max_num_queries(9):
        PAGES.page(browser, "list")
