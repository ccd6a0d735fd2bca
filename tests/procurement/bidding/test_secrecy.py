"""Before the opening nobody learns who or how many have bid."""

import logging
import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from orgs.bodies.models import Body
from orgs.inbox.models import Message
from orgs.people.choices import Role
from orgs.people.models import User
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.outbox.models import OutboxJob
from procurement.bidding import workflow
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.files import sealing
from procurement.bidding.models import Submission
from procurement.notices.models import DocumentObtained
from procurement.opening.roster import workflow as roster
from tests import spine
from tests.factories import custody
from tests.factories.people import actor, body
from tests.portal_clock import portal_clock  # noqa: F401
from tests.procurement.bidding.files.uploading import listed, uploaded
from tests.scenes import kept, walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
CHANGING = re.compile(
    r'value="\w{64}"|"\w{64}"|T\d\d:\d\d:\d\d(\.\d+)?|\d\d:\d\d:\d\d|data-now="[^"]*"|还剩[^<]*|\d+ 件待办'
)
PREFIX = "/procurement/"
HALL = ("hall", "record", "record_print", "record_answer", "record_sign", "paper_receive", "outage_report")
API = (
    "notices",
    "ledger/heads",
    *(f"bidding/{name}" for name in ("packages", "files", "submissions", "openings")),
)
LEDGER = ("ledgerentry", "pendingentry", "leaf", "leafblock", "treehead")
TABLES = (
    *("submission", "custodypart", "sealedupload", "sealedchunk", "submittedfile", "packagecustody"),
    *("documentobtained", "package", "notice", "bidbond", "candidate", "reviewsession", "rosterofficer"),
    *("openingsession", "openedsubmission", "custodyrelease", "keyrelease", "presence", "incident"),
    *("openingrecord", "recordanswer", "recordsignature", "papercopy", "ruling", "custodyreplacement"),
)


@kept
def open_walk() -> spine.Purchase:
    """Announced; a custodian keeps the second key, officers are named, a rival has the document."""
    walk = spine.people_now()
    walk.custodian = custody.custodian(now=walk.clock.now())
    walk.finance = actor(Role.FINANCE, of=body("finance_department"))
    spine.announced_package(purchase=walk)
    officers = (walk.handler, walk.reviewer, walk.leader, walk.finance)
    named = [officer.membership_id for officer in officers]
    roster.keep(walk.package.pk, named, by=walk.handler, now=walk.clock.now())
    walk.rival = actor(Role.SUPPLIER)
    walk.clock.advance_to(spine.at_local(walk.project.schedule.documents_from, 10))
    spine.notices.obtain_document(walk.project.pk, by=walk.rival, clock=walk.clock)
    return walk


scene = walked_once(open_walk)


def staff() -> Client:
    auditor = actor(Role.AUDITOR)
    User.objects.filter(pk=auditor.user_id).update(is_staff=True)
    return client_of(auditor)


def readers(walk: spine.Purchase) -> list[Client]:
    """Everybody who might be curious: the public, staff, the purchaser, officers, custodian, a rival."""
    people = (walk.handler, walk.leader, walk.finance, walk.custodian.actor, walk.rival)
    return [Client(), staff(), *(client_of(person) for person in people)]


def addresses(walk: spine.Purchase) -> list[str]:
    """Every page where a bid could show."""
    notice, package = walk.project.notices.get(), walk.package
    of_package, of_kind = [package.pk], [package.pk, "response"]
    return [
        "/",
        *(reverse(f"site:{name}") for name in ("workbench", "head_list", "receipt_check")),
        reverse("site:purchase", args=[walk.project.number]),
        *(reverse(f"notices:{name}") for name in ("list", "work_list", "question_list", "opportunity_list")),
        *(reverse(f"notices:{name}", args=[notice.number]) for name in ("detail", "document")),
        reverse("notices:work_detail", args=[notice.pk]),
        reverse("projects:detail", args=[walk.project.pk]),
        *(reverse(f"bidding:{name}") for name in ("response_list", "receipt_list")),
        *(reverse(f"bidding:{name}", args=of_kind) for name in ("seal", "file_begin")),
        *(reverse(f"bidding:{name}", args=of_package) for name in ("window_open", "signings")),
        *(reverse(f"opening:{name}") for name in ("session_list", "unlock_list", "custody_list")),
        *(reverse(f"opening:{name}", args=of_package) for name in ("roster", "roster_answer", "eligibility")),
        reverse("opening:start", args=of_kind),
        *(reverse(f"opening:{name}", args=[package.number]) for name in HALL),
        reverse("opening:incident", args=[package.number, "note"]),
        *(reverse(f"custody:{name}") for name in ("key_list", "register")),
        reverse("custody:choose", args=[walk.project.pk]),
        reverse("bonds:own"),
        *(reverse(f"bonds:{name}", args=of_package) for name in ("list", "enter")),
        reverse("award:package", args=of_package),
        reverse("review:organise", args=[package.review_id or 0]),
        *(f"/api/v1/{name}/" for name in API),
        f"/api/v1/bidding/packages/{package.number}/",
    ]


def in_admin() -> list[str]:
    """The tables of the stage and of the ledger, as auditors browse them."""
    return [
        *(f"/admin/procurement/{name}/" for name in TABLES),
        *(f"/admin/kernel/{name}/" for name in LEDGER),
    ]


def read(walk: spine.Purchase, clients: list[Client]) -> list[tuple[int, str, int, str]]:
    """What every reader gets from every address, without what changes by itself; the second is staff."""
    return [
        (number, url, *seen(client, url))
        for number, client in enumerate(clients)
        for url in addresses(walk) + (in_admin() if number == 1 else [])
    ]


def seen(client: Client, url: str) -> tuple[int, str]:
    answer = client.get(url)
    return answer.status_code, CHANGING.sub("", b"".join(answer).decode(errors="replace"))


def bid(walk: spine.Purchase, number: int) -> Submission:
    supplier = walk.suppliers[number]
    phrase = walk.phrases.setdefault(supplier.body_id, "12345 67890 12345 67890 12345")
    sealed = spine.sealed(walk.package, supplier, phrase=phrase, **spine.response_fields("888123.45"))
    sealed = custody.with_part(sealed, walk.package, supplier, phrase=phrase)
    file, chunks = sealing.seal(b"888123.45", name="price.txt", part="plan")
    uploaded(walk, file, chunks, by=supplier)
    sealed = replace(sealed, files=listed(file))
    return workflow.submit(
        walk.package.pk, kind=SubmissionKind.RESPONSE, sealed=sealed, by=supplier, clock=walk.clock
    )


def bid_in_secret(walk: spine.Purchase, count: int = 3) -> list[Submission]:
    walk.suppliers = [actor(Role.SUPPLIER) for _number in range(count)]
    for supplier in walk.suppliers:
        spine.notices.obtain_document(walk.project.pk, by=supplier, clock=walk.clock)
    return [bid(walk, number) for number in range(count)]


def urls_of_none(pages: list[tuple[int, str, int, str]]) -> set[str]:
    """The addresses that nobody could read."""
    return {page[1] for page in pages} - {url for _number, url, status, _text in pages if status == 200}


def shut(walk: spine.Purchase) -> set[str]:
    """What opens after the deadline only, or is asked for by post; everything else somebody has read."""
    hall, package = f"opening/halls/{walk.package.number}", walk.package.pk
    of_bonds = {f"bonds/packages/{package}/", f"bonds/packages/{package}/new/"}
    of_opening = {f"opening/packages/{package}/{name}/" for name in ("eligibility", "response/start")}
    in_hall = {
        f"{hall}/{name}/" for name in ("note", "record", "record/answer", "record/print", "record/sign")
    }
    posted = {f"bidding/packages/{package}/response/files/", f"opening/packages/{package}/roster/answer/"}
    return of_bonds | of_opening | in_hall | posted | {f"award/packages/{package}/", "/api/v1/bidding/files/"}


def test_every_page_is_the_same_with_none_and_with_three_bids(portal_clock):  # noqa: F811
    walk = open_walk()
    portal_clock.stop_at(walk.clock.now())
    clients = readers(walk)
    before = read(walk, clients)
    messages, jobs = Message.objects.count(), OutboxJob.objects.count()
    bid_in_secret(walk)
    for then, now in zip(before, read(walk, clients), strict=True):
        assert then == now, then[:3]
    assert Message.objects.count() == messages
    assert OutboxJob.objects.count() == jobs
    assert {url.removeprefix(PREFIX) for url in urls_of_none(before)} == shut(walk)


def test_addresses_of_one_bid_answer_as_those_of_none():
    walk = open_walk()
    [submission] = bid_in_secret(walk, count=1)
    random = f"{walk.package.number}-000000"
    for client in readers(walk)[1:]:
        for name in ("receipt", "receipt_download", "withdraw"):
            url = reverse(f"bidding:{name}", args=[submission.receipt_number])
            assert client.get(url).status_code == 404
            assert client.get(reverse(f"bidding:{name}", args=[random])).status_code == 404
        for number in (submission.receipt_number, random):
            assert client.get(reverse("opening:unlock", args=[number])).status_code == 404
            assert client.get(f"/api/v1/bidding/submissions/{number}/").status_code == 404
    obtained = DocumentObtained.objects.get(supplier_id=walk.suppliers[0].body_id)
    for path in (f"submission/{submission.pk}", f"documentobtained/{obtained.pk}"):
        answer = staff().get(f"/admin/procurement/{path}/change/")
        assert answer.status_code == 302
        assert answer.url == staff().get("/admin/procurement/submission/99999/change/").url


def test_the_ledger_shows_the_hash_of_a_bid_and_nothing_else():
    walk = open_walk()
    [submission] = bid_in_secret(walk, count=1)
    supplier = Body.objects.get(pk=walk.suppliers[0].body_id)
    sealed = [
        LedgerEntry.objects.get(verb="bidding.submit"),
        LedgerEntry.objects.filter(verb="notices.obtain_document").latest("pk"),
    ]
    for entry in sealed:
        for client in readers(walk):
            for url in (
                reverse("site:entry", args=[entry.public_id]),
                f"{reverse('site:verify')}?number={entry.leaf_hash}",
            ):
                text = client.get(url).content.decode()
                assert entry.leaf_hash[:4] in text
                for secret in (
                    supplier.name,
                    walk.package.number,
                    walk.project.number,
                    submission.receipt_number,
                    walk.suppliers[0].name,
                    "密封提交",
                    "获取采购文件",
                ):
                    assert secret not in text, (entry.verb, secret)
            assert client.get(reverse("site:entry_download", args=[entry.public_id])).status_code == 404


def test_logs_hold_no_fact_of_a_bid(caplog):
    walk = open_walk()
    with caplog.at_level(logging.DEBUG):
        [submission] = bid_in_secret(walk, count=1)
        client_of(walk.suppliers[0]).get(reverse("bidding:receipt", args=[submission.receipt_number]))
    logged = "\n".join(record.getMessage() for record in caplog.records if "django.db" not in record.name)
    upload = submission.files.get().upload
    of_file = (upload.file_id, upload.sealed_sha256, str(upload.folder), upload.folder.hex)
    of_bid = (submission.receipt_number, submission.ciphertext_sha256, submission.plaintext_sha256)
    for secret in of_bid + of_file:
        assert secret not in logged
