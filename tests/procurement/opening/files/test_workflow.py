"""Files at the opening: a bid whose files are not those of its receipt is kept as not opened."""

import base64
from dataclasses import replace

import pytest

from procurement.bidding import workflow as bidding
from procurement.opening import workflow
from procurement.opening.choices import UnlockStatus
from procurement.opening.models import OpenedSubmission
from tests import spine
from tests.factories import locks
from tests.procurement.bidding.files.uploading import listed, made, sealed_with, uploaded
from tests.scenes import walked_once

pytestmark = pytest.mark.django_db
scene = walked_once(spine.submitted)
FILE, CHUNKS = made(b"%PDF-1.7 small", "服务方案.pdf")
OTHER, OTHER_CHUNKS = made(b"%PDF-1.7 other", "报价表.pdf")


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def unlocked(*, sealed_files: tuple, posted_files: tuple) -> OpenedSubmission:
    """One bid with these files inside and those in its receipt, unlocked at the opening."""
    walk = spine.submitted()
    bidder = walk.suppliers[0]
    uploaded(walk, FILE, CHUNKS, by=bidder)
    uploaded(walk, OTHER, OTHER_CHUNKS, by=bidder)
    sealed = replace(sealed_with(walk, *sealed_files, by=bidder), files=listed(*posted_files))
    bidding.submit(walk.package.pk, kind="response", sealed=sealed, by=bidder, clock=walk.clock)
    walk.clock.advance_to(walk.package.response_deadline)
    session = spine.released(walk)
    opened = session.opened.get(submission__supplier_id=bidder.body_id)
    plaintext = locks.open_inner(opened.inner, walk.phrases[bidder.body_id])
    encoded = base64.urlsafe_b64encode(plaintext).decode().rstrip("=")
    return workflow.unlock(opened.pk, encoded=encoded, by=bidder, clock=walk.clock)


def test_a_bid_with_the_files_of_its_receipt_is_opened():
    opened = unlocked(sealed_files=(FILE, OTHER), posted_files=(OTHER, FILE))
    assert opened.status == UnlockStatus.OPENED
    assert [file.name for file in workflow.payload_of(opened).files] == ["服务方案.pdf", "报价表.pdf"]


@pytest.mark.parametrize(
    ("sealed_files", "posted_files", "named"),
    [((FILE, OTHER), (FILE,), "报价表.pdf"), ((FILE,), (FILE, OTHER), OTHER.id), ((FILE,), (), FILE.name)],
    ids=["left-out", "added", "none"],
)
def test_a_bid_with_other_files_than_its_receipt_is_kept_as_not_opened(sealed_files, posted_files, named):
    opened = unlocked(sealed_files=sealed_files, posted_files=posted_files)
    assert (opened.status, opened.plaintext) == (UnlockStatus.NOT_OPENED, "")
    assert named in opened.reason
