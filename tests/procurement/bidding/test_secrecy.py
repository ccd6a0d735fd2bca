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
from tests import spine
from tests.factories.people import actor
from tests.procurement.bidding.files.uploading import listed, uploaded
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
CHANGING = re.compile(
    r'value="\w{64}"|"\w{64}"|T\d\d:\d\d:\d\d(\.\d+)?|\d\d:\d\d:\d\d|data-now="[^"]*"|还剩[^<]*|\d+ 件待办'
)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def open_walk() -> spine.Purchase:
    return spine.announced_package(purchase=spine.people_now())


def staff() -> Client:
    auditor = actor(Role.AUDITOR)
    User.objects.filter(pk=auditor.user_id).update(is_staff=True)
    return client_of(auditor)


def readers(walk: spine.Purchase) -> list[Client]:
    """Everybody who might be curious: the public, the purchaser, finance, an auditor, another supplier."""
    people = (walk.handler, walk.reviewer, walk.leader, actor(Role.FINANCE), actor(Role.SUPPLIER))
    return [Client(), staff(), *(client_of(person) for person in people)]


def addresses(walk: spine.Purchase) -> list[str]:
    notice, package = walk.project.notices.get(), walk.package
    admin = ("submission", "documentobtained", "openedsubmission", "openingsession", "package", "notice")
    admin += ("sealedupload", "sealedchunk", "submittedfile")
    return [
        "/",
        reverse("notices:list"),
        notice.get_absolute_url(),
        reverse("notices:work_detail", args=[notice.pk]),
        reverse("notices:work_list"),
        reverse("bidding:response_list"),
        reverse("opening:session_list"),
        reverse("opening:unlock_list"),
        reverse("site:workbench"),
        reverse("site:purchase", args=[walk.project.number]),
        reverse("bidding:seal", args=[package.pk, "response"]),
        reverse("bidding:window_open", args=[package.pk]),
        "/api/v1/notices/",
        "/api/v1/bidding/packages/",
        f"/api/v1/bidding/packages/{package.number}/",
        "/api/v1/bidding/submissions/",
        "/api/v1/bidding/openings/",
        reverse("site:head_list"),
        "/api/v1/ledger/heads/",
        *(f"/admin/procurement/{name}/" for name in admin),
        *(
            f"/admin/kernel/{name}/"
            for name in ("ledgerentry", "pendingentry", "leaf", "leafblock", "treehead")
        ),
    ]


def seen(clients: list[Client], urls: list[str]) -> list[tuple[str, int, str]]:
    """What every reader gets from every address, without what changes by itself."""
    pages = []
    for client in clients:
        for url in urls:
            answer = client.get(url)
            pages.append((url, answer.status_code, CHANGING.sub("", answer.content.decode())))
    return pages


def bid(walk: spine.Purchase, number: int) -> Submission:
    supplier = walk.suppliers[number]
    phrase = walk.phrases.setdefault(supplier.body_id, "12345 67890 12345 67890 12345")
    sealed = spine.sealed(walk.package, supplier, phrase=phrase, **spine.response_fields("888123.45"))
    file, chunks = sealing.seal(b"888123.45", name="price.txt", part="plan")
    uploaded(walk, file, chunks, by=supplier)
    sealed = replace(sealed, files=listed(file))
    return workflow.submit(
        walk.package.pk, kind=SubmissionKind.RESPONSE, sealed=sealed, by=supplier, clock=walk.clock
    )


def bid_in_secret(walk: spine.Purchase, count: int = 3) -> list[Submission]:
    walk.suppliers = [actor(Role.SUPPLIER) for _number in range(count)]
    walk.clock.advance_to(spine.at_local(walk.project.schedule.documents_from, 10))
    for supplier in walk.suppliers:
        spine.notices.obtain_document(walk.project.pk, by=supplier, clock=walk.clock)
    return [bid(walk, number) for number in range(count)]


def test_every_page_is_the_same_with_none_and_with_three_bids():
    walk = open_walk()
    clients, urls = readers(walk), addresses(walk)
    before = seen(clients, urls)
    messages, jobs = Message.objects.count(), OutboxJob.objects.count()
    bid_in_secret(walk)
    after = seen(clients, urls)
    for (url, status, text), (_url, status_after, text_after) in zip(before, after, strict=True):
        assert status_after == status, url
        assert text_after == text, url
    assert Message.objects.count() == messages
    assert OutboxJob.objects.count() == jobs


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
    obtained = DocumentObtained.objects.get()
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
        LedgerEntry.objects.get(verb="notices.obtain_document"),
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
