"""What a response consists of, what counts as signed, and who may sign here."""

from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db.models import Value
from django.utils import timezone

from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.reference import BadData
from procurement.bidding import receipts
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.models import Submission
from procurement.bidding.parts import queries, workflow
from procurement.bidding.parts.choices import Signing
from procurement.bidding.parts.models import ResponsePart
from procurement.bidding.workflow import receipt_of
from tests import spine
from tests.factories.people import actor, paper

pytestmark = pytest.mark.django_db
HEAD = "kind,code,name,says,is_file,is_required,signings,basis,confidence\n"


def test_every_part_says_what_counts_as_signed_and_why():
    assert workflow.load_reference() == workflow.load_reference() == ResponsePart.objects.count()
    parts = queries.parts_of(SubmissionKind.RESPONSE)
    assert [part.code for part in parts][:2] == ["form", "stamped_page"]
    assert parts[0].signings == [Signing.PORTAL, Signing.STAMPED]
    assert parts[0].is_to_be_confirmed
    assert "图形码" in parts[0].ways[1].says
    declaration = next(part for part in parts if part.code == "declaration")
    assert [way.says for way in declaration.ways if way.value == Signing.STAMPED] == [
        "打印这份材料，盖章后扫描上传。"
    ]
    assert [part.code for part in queries.parts_of(SubmissionKind.FINAL_QUOTE)] == ["form"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("response,form,名称,,0,1,by_hand,依据,M", "by_hand"),
        ("response,form,名称,,2,1,portal,依据,M", "须为 0 或 1"),
        ("response,form,名称,,0,1,portal,,M", "依据不能为空"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path, row, says):
    path = tmp_path / "parts.csv"
    path.write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(BadData, match=says):
        workflow.load_reference(path)
    assert not ResponsePart.objects.exists()


def signer(person: Actor, now: datetime, *, second_factor: bool = True) -> queries.Signer:
    columns = queries.signing(user=Value(person.user_id), on=Value(local_date(now)))
    body = Body.objects.annotate(**columns).get(pk=person.body_id)
    return queries.signer(body, by=person, second_factor=second_factor)


def test_submitting_is_signing_with_a_second_factor_and_a_paper_in_force():
    person, now = actor(Role.SUPPLIER), timezone.now()
    assert not signer(person, now).may_sign
    Authenticator.objects.create(user_id=person.user_id, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert not signer(person, now).may_sign
    today = local_date(now)
    paper(person, now=now, kind="authorisation", expires_on=today - timedelta(days=1))
    assert not signer(person, now).may_sign
    valid = paper(person, now=now, kind="authorisation", number="授权-1", expires_on=today)
    assert signer(person, now) == queries.Signer(person.name, True, valid.number, "totp")
    assert not signer(person, now, second_factor=False).may_sign


@pytest.mark.parametrize(
    ("factor", "number", "says"),
    [
        (True, "授权-1", "已签署：经办人有第二重验证，授权书 授权-1"),
        (False, "授权-1", "没有签署：提交时没有用第二重验证"),
        (True, "", "没有签署：单位没有登记在有效期内的授权书"),
    ],
)
def test_the_receipt_says_whether_submitting_was_signing(factor, number, says):
    assert receipts.signing_words(queries.Signer("周示例", factor, number).as_facts()) == says


def test_the_receipt_fixes_what_was_known_of_the_signer():
    spine.submitted(prices=("936000",))
    said = receipt_of(Submission.objects.get())
    assert (said["second_factor"], said["authorisation"]) == (False, "")
