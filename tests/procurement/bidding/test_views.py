"""Sealing, receipts and withdrawal as suppliers meet them; the window as its organiser does."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from rest_framework.authtoken.models import Token

from orgs.bodies.models import Body
from orgs.people.choices import Role
from orgs.people.models import User
from portal.kernel import keys
from procurement.bidding import workflow
from procurement.bidding.choices import SubmissionKind, SubmissionStatus
from procurement.bidding.models import Submission
from procurement.bidding.parts import workflow as parts
from procurement.bidding.rules import Sealed
from tests import spine
from tests.factories.people import actor
from tests.scenes import kept
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
LIST = reverse("bidding:response_list")
API = "/api/v1/bidding/submissions/"


@kept
def walk_now(count: int = 1) -> spine.Purchase:
    """A purchase whose deadline lies ahead on the wall clock."""
    return spine.obtained(purchase=spine.people_now(), count=count)


def text_of(response) -> str:
    return response.content.decode()


def sealed(walk: spine.Purchase, number: int = 0) -> Sealed:
    phrase = walk.phrases.setdefault(walk.suppliers[number].body_id, "12345 67890 12345 67890 12345")
    return spine.sealed(
        walk.package, walk.suppliers[number], phrase=phrase, **spine.response_fields("936000")
    )


def seal_page(walk: spine.Purchase, kind: str = "response") -> str:
    return reverse("bidding:seal", args=[walk.package.pk, kind])


def test_a_supplier_seals_submits_reads_and_withdraws():
    walk = walk_now()
    supplier = client_of(walk.suppliers[0])
    page = text_of(supplier.get(seal_page(walk)))
    for words in ("参加条件", "符合", "加密并生成口令", "开启公钥指纹", "首次报价"):
        assert words in page
    assert walk.package.opening_keys.get(kind="response").kid in page
    answer = supplier.post(seal_page(walk), vars(sealed(walk)))
    submission = Submission.objects.get()
    assert answer.url == reverse("bidding:receipt", args=[submission.receipt_number])
    receipt = text_of(supplier.get(answer.url))
    assert submission.ciphertext_sha256 in receipt
    assert "下载回执" in receipt
    file = supplier.get(reverse("bidding:receipt_download", args=[submission.receipt_number]))
    assert (
        keys.verify(file.content.decode(), typ=workflow.RECEIPT_TYPE)["receipt"] == submission.receipt_number
    )
    assert "看回执" in text_of(supplier.get(LIST))
    assert "贵单位已经提交过一份" in text_of(supplier.get(seal_page(walk)))
    withdraw = reverse("bidding:withdraw", args=[submission.receipt_number])
    assert "请原样输入" in text_of(supplier.post(withdraw, {"typed": "不"}))
    supplier.post(withdraw, {"typed": "撤回"})
    submission.refresh_from_db()
    assert submission.status == SubmissionStatus.WITHDRAWN


def test_only_a_session_with_a_second_factor_signs(monkeypatch):
    parts.load_reference()
    walk = walk_now(count=2)
    for number, words in ((0, "用第二重验证确认"), (1, "没有登记在有效期内的授权书")):
        by = walk.suppliers[number]
        TOTP.activate(User.objects.get(pk=by.user_id), generate_totp_secret())
        supplier = client_of(by)
        if number:
            monkeypatch.setattr(TOTP, "validate_code", lambda self, code: True)
            confirm = f"{reverse('mfa_reauthenticate')}?next={seal_page(walk)}"
            assert supplier.post(confirm, {"code": "123456"}).url == seal_page(walk)
        page = text_of(supplier.get(seal_page(walk)))
        assert words in page
        assert ("这次登录以后没有用第二重验证" in page) is not bool(number)
        supplier.post(seal_page(walk), vars(sealed(walk, number)))
        submission = Submission.objects.get(supplier_id=by.body_id)
        assert workflow.receipt_of(submission)["second_factor"] is bool(number)


def test_after_the_deadline_the_page_names_the_platforms_time():
    walk = spine.obtained(count=1)
    supplier = client_of(walk.suppliers[0])
    answer = supplier.post(seal_page(walk), vars(sealed(walk)))
    assert answer.status_code == 409
    assert "平台收到时的时间是" in text_of(answer)
    assert "已经截止" in text_of(answer)
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"envelope": "x"},
        {"envelope": "x" * 70_000, "ciphertext_sha256": "0" * 64, "plaintext_sha256": "0" * 64},
        {"envelope": "<b>", "ciphertext_sha256": "zz", "plaintext_sha256": "0" * 64},
    ],
)
def test_a_post_without_a_whole_envelope_is_told_in_words(posted):
    walk = walk_now()
    answer = client_of(walk.suppliers[0]).post(seal_page(walk), posted)
    assert answer.status_code == 409
    assert "没有接收这次提交" in text_of(answer)
    assert not Submission.objects.exists()


def test_pages_of_suppliers_are_closed_to_others():
    walk = walk_now()
    for url in (seal_page(walk), LIST):
        assert Client().get(url).status_code == 302
    for reader in (walk.handler, actor(Role.SUPPLIER), actor(Role.AUDITOR)):
        assert client_of(reader).get(seal_page(walk)).status_code == 404
    assert client_of(walk.suppliers[0]).get(seal_page(walk, "nothing")).status_code == 404


def test_the_organiser_opens_the_window_after_the_consultation():
    walk = spine.consulted(prices=spine.FIRST_PRICES)
    page = reverse("bidding:window_open", args=[walk.package.pk])
    organiser = client_of(walk.handler)
    assert "同一个时段" in text_of(organiser.get(page))
    for minutes in ("", "abc", "-5", "0", "99999"):
        assert organiser.post(page, {"minutes": minutes}).status_code == 200
    assert organiser.post(page, {"minutes": "30"}).status_code == 302
    supplier = client_of(walk.suppliers[0])
    assert "填写、加密并提交最后报价" in text_of(supplier.get(seal_page(walk, "final_quote")))
    assert "提交最后报价" in text_of(supplier.get(LIST))
    assert client_of(walk.suppliers[0]).get(page).status_code == 404


def test_a_program_submits_with_a_token_by_the_same_verb(django_assert_num_queries):
    walk = walk_now(count=2)
    supplier = walk.suppliers[0]
    token = Token.objects.create(user=User.objects.get(pk=supplier.user_id)).key
    program = Client(headers={"Authorization": f"Token {token}"})
    posted = {
        **vars(sealed(walk)),
        "package": walk.package.number,
        "kind": SubmissionKind.RESPONSE,
        "bidder": Body.objects.get(pk=supplier.body_id).credit_code,
    }
    # Thirteen of its own and a savepoint: every further one is felt in the last minute before a deadline.
    with django_assert_num_queries(15):
        answer = program.post(API, posted, content_type="application/json")
    assert answer.status_code == 201
    assert keys.verify(answer.json()["receipt"], typ=workflow.RECEIPT_TYPE)["kind"] == "response"
    assert [row["receipt_number"] for row in program.get(API).json()["results"]] == [
        answer.json()["receipt_number"]
    ]
    foreign = Body.objects.get(pk=walk.suppliers[1].body_id).credit_code
    refused = program.post(API, {**posted, "bidder": foreign}, content_type="application/json")
    assert refused.status_code == 403
    assert Client().post(API, posted, content_type="application/json").status_code == 401
    unknown = program.post(API, {**posted, "package": "SY2026-0000-1"}, content_type="application/json")
    assert unknown.status_code == 404
    broken = program.post(API, {**posted, "envelope": "x"}, content_type="application/json")
    assert (broken.status_code, broken.json()["code"]) == (409, "envelope_malformed")
    invalid = program.post(API, {**posted, "kind": "x", "package": ""}, content_type="application/json")
    assert set(invalid.json()["fields"]) == {"kind", "package"}
    assert Submission.objects.count() == 1
