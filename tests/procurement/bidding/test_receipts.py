"""Receipts: checked by whoever holds one, on the page, on paper and without the portal; by nobody else."""

from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel import keys
from portal.kernel.errors import Refused
from portal.kernel.ledger.tree import workflow as tree
from procurement.bidding import receipts, workflow
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.models import Submission
from tests import spine
from tests.factories.people import actor
from tests.ledger_script import script
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
CHECK = reverse("site:receipt_check")
PHRASE = "12345 67890 12345 67890 12345"


@pytest.fixture
def walk() -> spine.Purchase:
    return spine.obtained(purchase=spine.people_now(), count=1)


@pytest.fixture
def submission(walk) -> Submission:
    return submit(walk, "936000")


def submit(walk: spine.Purchase, price: str) -> Submission:
    supplier = walk.suppliers[0]
    sealed = spine.sealed(walk.package, supplier, phrase=PHRASE, **spine.response_fields(price))
    return workflow.submit(
        walk.package.pk, kind=SubmissionKind.RESPONSE, sealed=sealed, by=supplier, clock=walk.clock
    )


def outcome(submission: Submission, *, after: timedelta = timedelta()) -> dict[str, str]:
    """What is found of each thing that is looked at."""
    found = receipts.examine(submission.receipt, now=submission.submitted_at + after)
    return {finding.what: finding.tone for finding in found.findings}


def test_a_receipt_promises_until_when_its_entry_is_in_a_head(settings, submission):
    said = workflow.receipt_of(submission)
    promised = submission.submitted_at + settings.LEDGER_HEAD_DELAY
    assert said["in_head_by"] == promised.isoformat()
    assert said["size"] == len(submission.envelope)


def test_a_receipt_and_its_place_are_checked_without_the_portal(client, submission):
    head = tree.grow(now=submission.submitted_at)
    proof = client.get(f"/api/v1/ledger/proofs/{workflow.receipt_of(submission)['ledger_leaf']}/").json()
    said = script.check_receipt(submission.receipt, keys.public_jwks(), proof)
    assert said["receipt"] == submission.receipt_number
    with pytest.raises(script.Wrong):
        script.check_receipt(head.statement, keys.public_jwks())


def test_what_is_found_follows_the_promise(settings, submission):
    assert outcome(submission) == {"签名": "ok", "密文": "ok", "存证": "ok", "存证树": "soon"}
    assert outcome(submission, after=settings.LEDGER_HEAD_DELAY * 2)["存证树"] == "over"
    tree.grow(now=submission.submitted_at + timedelta(minutes=5))
    assert outcome(submission, after=settings.LEDGER_HEAD_DELAY * 2)["存证树"] == "ok"


def test_a_head_that_came_late_is_said_to(settings, submission):
    tree.grow(now=submission.submitted_at + settings.LEDGER_HEAD_DELAY * 2)
    assert outcome(submission)["存证树"] == "soon"


@pytest.mark.parametrize(
    ("table", "assignment", "what"),
    [
        ("procurement_submission", "envelope = envelope || 'x'", "密文"),
        ("kernel_ledgerentry", "facts = '{}'", "存证"),
        ("kernel_ledgerentry", "leaf_hash = repeat('0', 64)", "存证"),
    ],
)
def test_what_was_altered_is_named(submission, table, assignment, what):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET {assignment} WHERE id = (SELECT max(id) FROM {table})")
    assert [name for name, tone in outcome(submission).items() if tone == "over"] == [what]


def test_a_receipt_of_before_the_tree_still_checks(submission):
    said = workflow.receipt_of(submission)
    del said["in_head_by"]
    older = SimpleNamespace(
        receipt=keys.sign(said, typ=workflow.RECEIPT_TYPE), submitted_at=submission.submitted_at
    )
    assert set(outcome(older).values()) == {"ok", "soon"}


def test_whoever_holds_a_receipt_sees_what_it_says_and_nothing_of_its_state(walk, submission):
    pasted = "\n".join(submission.receipt[at : at + 60] for at in range(0, len(submission.receipt), 60))
    before = Client().post(CHECK, {"receipt": pasted})
    submit(walk, "935000")
    text = Client().post(CHECK, {"receipt": pasted}).content.decode()
    for words in (submission.receipt_number, submission.ciphertext_sha256, "由本平台签发"):
        assert words in text
    for words in ("替换", "撤回", "936000"):
        assert words not in text
    assert before.status_code == 200


NO_RECEIPTS = ["", "x", "a.b.c", "W10.e30.AA", "e30.e30.", "..", "湘", "eyJhbGciOiJub25lIn0.e30.", "A" * 3999]


@pytest.mark.parametrize("pasted", NO_RECEIPTS)
def test_what_is_no_receipt_is_told_in_words_and_stays(pasted):
    answer = Client().post(CHECK, {"receipt": pasted})
    assert answer.status_code == (409 if pasted else 200)
    assert ("不是本平台签发的回执" if pasted else "请填写") in answer.content.decode()
    assert pasted in answer.content.decode()


def test_every_changed_byte_of_a_receipt_is_found(submission):
    token = submission.receipt
    for at in range(0, len(token), 7):
        changed = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        with pytest.raises(Refused):
            receipts.examine(changed, now=submission.submitted_at)


def test_a_head_is_no_receipt(submission):
    head = tree.grow(now=submission.submitted_at)
    with pytest.raises(Refused):
        receipts.examine(head.statement, now=submission.submitted_at)


def test_the_printed_receipt_says_what_the_file_says_and_is_the_bidders_alone(walk, submission):
    address = reverse("bidding:receipt_print", args=[submission.receipt_number])
    for reader in (walk.handler, actor(Role.SUPPLIER), walk.leader):
        assert client_of(reader).get(address).status_code == 404
    pdf = pypdf.PdfReader(BytesIO(client_of(walk.suppliers[0]).get(address).content))
    text = "".join("".join(page.extract_text() for page in pdf.pages).split())
    for words in (submission.receipt_number, submission.ciphertext_sha256, walk.package.number):
        assert words in text


def test_the_code_on_paper_holds_the_whole_receipt(submission):
    assert receipts.code_of(submission.receipt) == receipts.document(submission).code
    assert receipts.code_of(submission.receipt) != receipts.code_of(submission.receipt[:-1])


def test_a_receipt_too_long_for_a_code_says_where_it_is_checked(submission):
    submission.receipt += "x" * receipts.LONGEST_CODE
    assert receipts.code_of(submission.receipt) == ""
    assert "下载回执文件" in receipts._where_to_check(submission.receipt)


def test_the_page_of_the_receipt_leads_to_its_proof(walk, submission):
    page, supplier = reverse("bidding:receipt", args=[submission.receipt_number]), walk.suppliers[0]
    assert "正在编入" in client_of(supplier).get(page).content.decode()
    tree.grow(now=submission.submitted_at)
    text = client_of(supplier).get(page).content.decode()
    entry = receipts.place_of(workflow.receipt_of(submission)).entry
    assert reverse("site:inclusion_download", args=[entry.public_id]) in text


def test_own_receipts_are_listed_after_the_opening_only(django_assert_max_num_queries):
    walk = spine.submitted(prices=("936000", "945000", "951000"))
    supplier = client_of(walk.suppliers[0])
    own = Submission.objects.get(supplier_id=walk.suppliers[0].body_id)
    others = Submission.objects.exclude(pk=own.pk)
    page = reverse("bidding:receipt_list")
    assert "还没有开启过的提交" in supplier.get(page).content.decode()
    walk.clock.advance_to(walk.package.response_deadline)
    spine.released(walk)
    with django_assert_max_num_queries(8):
        text = supplier.get(page).content.decode()
    assert own.receipt_number in text
    assert not any(other.receipt_number in text for other in others)
    assert client_of(walk.handler).get(page).status_code == 403
