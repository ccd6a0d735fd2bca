"""Bids of programs: what they learn, who takes them, and what other implementations make of the format."""

import json
import subprocess
from datetime import timedelta
from pathlib import Path

import playwright
import pytest
from django.conf import settings

from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel import keys
from procurement.bidding import workflow
from procurement.bidding.choices import SubmissionStatus
from procurement.bidding.custody import sealing as custody
from procurement.bidding.files import sealing, storage
from procurement.bidding.files.models import SealedUpload
from procurement.bidding.models import Submission
from procurement.opening import workflow as opening
from procurement.opening.choices import UnlockStatus
from tests import spine
from tests.bid_script import portal_of, script
from tests.factories.custody import custodian, private_key
from tests.factories.people import actor
from tests.ledger_script import script as checker
from tests.portal_clock import PortalClock
from tests.scenes import kept, walked_once

pytestmark = pytest.mark.django_db
NODE = Path(playwright.__file__).parent / "driver/node"
WITH_JOSE = Path(__file__).parent / "seal_with_jose.mjs"
JOSE = settings.BASE_DIR / "static/vendor/jose/jose.js"
PHRASE = "4821390576318420765926310"


@kept
def taking_part() -> spine.Purchase:
    people = spine.people()
    custodian(now=people.clock.now())
    return spine.obtained(purchase=people, count=3)


scene = walked_once(taking_part)


@pytest.fixture
def walk(portal_clock: PortalClock, settings, tmp_path) -> spine.Purchase:
    settings.MEDIA_ROOT = tmp_path / "files"
    made = taking_part()
    portal_clock.set(made.clock.now())
    return made


def bid_beside(walk: spine.Purchase, *numbers: int) -> None:
    """The others bid with their browsers."""
    for supplier in (walk.suppliers[number] for number in numbers):
        made = spine.sealed(walk.package, supplier, phrase=PHRASE, **spine.response_fields("950000"))
        spine.bidding.submit(walk.package.pk, kind="response", sealed=made, by=supplier, clock=walk.clock)


def unlocking(walk: spine.Purchase, portal_clock: PortalClock) -> None:
    """The deadline has passed and the outer locks are off."""
    begins = walk.package.response_deadline + timedelta(seconds=1)
    portal_clock.set(begins)
    walk.clock.advance_to(begins)
    spine.released(walk)


def jose(**asked: object) -> dict:
    """What the other implementation answers."""
    command = [str(NODE), str(WITH_JOSE), JOSE.as_uri()]
    done = subprocess.run(command, input=json.dumps(asked).encode(), stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def fields_of(to_seal: dict, price: str) -> dict[str, str]:
    """Something for every field that the portal names."""
    made = {"amount": price, "statement": "on"}
    return {field["name"]: made.get(field["kind"], "每周上门两次。") for field in to_seal["fields"]}


def test_bids_of_other_implementations_are_taken_and_opened(walk, portal_clock, tmp_path):
    """The reference client with jwcrypto, and jose under Node."""
    first, second = (portal_of(supplier) for supplier in walk.suppliers[:2])
    number = walk.package.number
    assert [row["number"] for row in first.packages()] == [number]
    to_seal = first.to_seal(number)
    assert to_seal["may_submit"] is True
    plan = tmp_path / "服务方案.pdf"
    plan.write_bytes(b"%PDF-1.7 " + b"x" * sealing.CHUNK)
    file = script.submit(first, to_seal, fields_of(to_seal, "936000.00"), tmp_path / "own", [f"plan={plan}"])
    receipt = checker.check_receipt(file.read_text(), keys.public_jwks())
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "own").iterdir()} == {0o600}
    to_seal = second.to_seal(number)
    sent = jose(to_seal=to_seal, fields=fields_of(to_seal, "921000.00"), phrase=PHRASE)
    other = second.ask("POST", "/submissions/", sent)["receipt_number"]
    bid_beside(walk, 2)
    unlocking(walk, portal_clock)
    assert script.unlock(first, receipt["receipt"], tmp_path / "own")["status"] == UnlockStatus.OPENED
    inner = second.ask("GET", f"/openings/{other}/")["inner"]
    plaintext = jose(inner=inner, phrase=PHRASE)
    assert second.ask("POST", f"/openings/{other}/unlock/", plaintext)["status"] == UnlockStatus.OPENED
    opened = walk.package.openings.get().opened.order_by("pk")[:2]
    assert [opening.fields_of(row)["first_price"] for row in opened] == ["936000.00", "921000.00"]
    [attached] = opening.payload_of(opened[0]).files
    upload = SealedUpload.objects.get()
    chunks = [
        sealing.open_chunk(
            attached.secret,
            storage.read_chunk(upload.folder, index),
            file_id=attached.id,
            index=index,
            total=2,
        )
        for index in range(2)
    ]
    assert b"".join(chunks) == plan.read_bytes()


def test_a_chunk_goes_to_its_owner_only_and_as_it_was_sealed(walk, tmp_path):
    portal, rival = (portal_of(supplier) for supplier in walk.suppliers[:2])
    to_seal, file_id = portal.to_seal(walk.package.number), "A" * 22
    about = {name: to_seal[name] for name in ("kind", "package", "bidder")}
    announced = {**about, "file_id": file_id, "sealed_size": 20}
    assert portal.ask("POST", "/files/", announced)["received"] == []
    headers, place = {"X-Chunk-Sha256": script.sha256(b"y" * 20)}, f"/files/{file_id}/0/"
    for reader, body, because in (
        (rival, b"y" * 20, "未找到"),
        (portal, b"x" * 20, "摘要不一致"),
        (portal, b"", "不完整"),
    ):
        with pytest.raises(script.Refused, match=because):
            reader.say("PUT", place, body, headers)
    assert portal.say("PUT", place, b"y" * 20, headers) == {}
    own = f"/files/{file_id}/"
    for method, path, said in (("POST", "/files/", announced), ("GET", own, None), ("DELETE", own, None)):
        with pytest.raises(script.Refused):
            rival.ask(method, path, said)
    with pytest.raises(script.Refused, match="摘要不一致"):
        portal.ask("POST", f"{own}finish/", {"sealed_sha256": "0" * 64})
    assert portal.ask("GET", own)["received"] == [0]
    assert portal.ask("DELETE", own) == {}


def bid(portal: "script.Portal", walk: spine.Purchase) -> "script.Bid":
    to_seal = portal.to_seal(walk.package.number)
    return script.seal(to_seal, fields_of(to_seal, "936000.00"), phrase=PHRASE)


def failing(portal: "script.Portal", *answers: object) -> None:
    """Between the client and the portal: these answers instead of its own, after the first question."""
    send, left, turn = portal.send, list(answers), iter(range(10**6))

    def instead(*asked: object) -> tuple[int, bytes]:
        answer = left.pop(0) if next(turn) and left else None
        if isinstance(answer, Exception):
            raise answer
        return (answer, b"<html>") if answer else send(*asked)

    portal.send = instead


def handed_in_by_program(walk: spine.Purchase, portal: "script.Portal", folder: Path) -> Path:
    to_seal = portal.to_seal(walk.package.number)
    plan = folder / "服务方案.pdf"
    plan.write_bytes(b"%PDF-1.7")
    fields = fields_of(to_seal, "936000.00")
    return script.submit(portal, to_seal, fields, folder / "own", [f"plan={plan}"])


def test_a_program_goes_on_when_the_portal_is_busy_or_the_line_breaks(walk, tmp_path, monkeypatch):
    monkeypatch.setattr(script, "WAIT", 0)
    portal = portal_of(walk.suppliers[0])
    failing(portal, 429, OSError("line"), 503, None, 502, None, 429, None, 500)
    assert handed_in_by_program(walk, portal, tmp_path).exists()
    assert SealedUpload.objects.get().submitted.count() == 1


@pytest.mark.parametrize("fault", [503, 429, OSError("line")])
@pytest.mark.parametrize("before", [1, 2, 3])
def test_a_program_that_gives_up_takes_its_files_back(walk, tmp_path, monkeypatch, fault, before):
    monkeypatch.setattr(script, "WAIT", 0)
    portal = portal_of(walk.suppliers[0])
    failing(portal, *[None] * before, *[fault] * script.TRIES)
    with pytest.raises((script.Busy, OSError)):
        handed_in_by_program(walk, portal, tmp_path)
    assert not SealedUpload.objects.exists()


def test_another_price_than_the_sealed_one_is_not_taken_at_the_opening(walk, portal_clock):
    portal = portal_of(walk.suppliers[0])
    sealed = bid(portal, walk)
    number = portal.submit(sealed)["receipt_number"]
    bid_beside(walk, 1, 2)
    unlocking(walk, portal_clock)
    cheaper = sealed.plaintext.replace(b"936000.00", b"836000.00")
    with pytest.raises(script.Refused, match="不一致"):
        portal.ask("POST", f"/openings/{number}/unlock/", {"plaintext": script.encoded(cheaper)})
    assert portal.unlock(number, PHRASE)["status"] == UnlockStatus.OPENED


def test_a_program_takes_its_bid_back_and_sends_another(walk):
    portal = portal_of(walk.suppliers[0])
    sealed = bid(portal, walk)
    number = portal.submit(sealed)["receipt_number"]
    assert portal.submit(sealed)["receipt_number"] == number
    assert portal.ask("POST", f"/submissions/{number}/withdraw/")["status"] == SubmissionStatus.WITHDRAWN
    assert portal.submit(bid(portal, walk))["status"] == SubmissionStatus.CURRENT
    with pytest.raises(script.Refused):
        portal.ask("POST", f"/submissions/{number}/withdraw/")


def test_a_program_is_told_with_the_article_why_it_may_not(walk, portal_clock):
    portal = portal_of(walk.suppliers[0])
    sealed = bid(portal, walk)
    portal_clock.set(walk.package.response_deadline)
    assert portal.to_seal(walk.package.number)["may_submit"] is False
    with pytest.raises(script.Refused, match="已经截止.*第87号"):
        portal.submit(sealed)


def everything(portal: "script.Portal", number: str, package: str) -> list[str]:
    """Every address about one bid, and what it answers."""
    asked = [
        ("GET", "/packages/"),
        ("GET", f"/packages/{package}/"),
        ("GET", f"/packages/{package}/?bidder=52430000MJ0000000X"),
        ("GET", "/submissions/"),
        ("GET", f"/submissions/{number}/"),
        ("POST", f"/submissions/{number}/withdraw/"),
        ("GET", "/openings/"),
        ("GET", f"/openings/{number}/"),
        ("POST", f"/openings/{number}/unlock/"),
    ]
    return [said(portal, method, path) for method, path in asked]


def said(portal: "script.Portal", method: str, path: str) -> str:
    try:
        return json.dumps(portal.ask(method, path, {} if method == "POST" else None))
    except script.Refused as refused:
        return str(refused)


def test_nobody_elses_token_learns_of_a_bid(walk):
    strangers = [actor(role) for role in (Role.SUPPLIER, Role.AUDITOR, Role.OPERATOR)]
    readers = [portal_of(reader) for reader in (walk.leader, *strangers)]
    number, package = f"{walk.package.number}-000000", walk.package.number
    before = [everything(reader, number, package) for reader in readers]
    portal, rival = (portal_of(supplier) for supplier in walk.suppliers[:2])
    received = portal.submit(bid(portal, walk))["receipt_number"]
    assert [everything(reader, received, package) for reader in readers] == before
    answers = "".join(everything(rival, received, package))
    name = Body.objects.get(pk=walk.suppliers[0].body_id).name
    assert not any(secret in answers for secret in (received, name))
    assert Submission.objects.count() == 1


def test_the_phrase_is_sealed_to_the_custodian_unless_that_is_switched_off(walk):
    portal = portal_of(walk.suppliers[0])
    to_seal = portal.to_seal(walk.package.number)
    fields = fields_of(to_seal, "936000.00")
    sealed = script.seal(to_seal, fields, phrase=PHRASE)
    part = custody.open_part(sealed.custody, private_key(0))
    assert (part.phrase, part.plaintext_sha256) == (PHRASE, script.sha256(sealed.plaintext))
    said = [portal.submit(sealed), portal.submit(script.seal(to_seal, fields, second_key=False))]
    fixed = [keys.verify(one["receipt"], typ=workflow.RECEIPT_TYPE)["custody_sha256"] for one in said]
    assert fixed == [script.sha256(sealed.custody.encode()), ""]


def test_a_receipt_about_something_else_is_noticed_by_the_client(walk):
    portal = portal_of(walk.suppliers[0])
    said = portal.submit(bid(portal, walk))
    with pytest.raises(script.Refused, match="ciphertext_sha256"):
        script.check_receipt(said, bid(portal, walk))
