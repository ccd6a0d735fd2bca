"""The second key in real browsers: made by the custodian, used by a bidder, opened by the custodian."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from orgs.bodies.choices import BodyKind
from orgs.people.choices import Role
from procurement.bidding.custody import sealing
from procurement.bidding.custody.models import CustodyKey
from procurement.bidding.models import Submission
from procurement.opening.custody import workflow
from tests import spine
from tests.browser import grave_findings
from tests.factories import custody, locks
from tests.factories.people import actor, body
from tests.portal_clock import PortalClock, portal_clock  # noqa: F401
from tests.procurement.bidding.test_browser import visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def phrase_on(page: Page) -> str:
    groups = page.locator("[data-custody-phrase] li")
    expect(groups).to_have_count(5)
    return " ".join(groups.all_inner_texts())


def make_key(page: Page, folder) -> tuple[str, str]:
    """Make, download, rehearse, register; gives the file and its phrase."""
    page.get_by_role("button", name="生成一把钥匙").click()
    phrase = phrase_on(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载钥匙文件").click()
    file = str(folder / "key.json")
    download.value.save_as(file)
    page.get_by_role("button", name="试开钥匙文件").click()
    expect(page.get_by_text("请选择钥匙文件。").first).to_be_visible()
    page.get_by_label("钥匙文件", exact=True).set_input_files(file)
    page.get_by_label("口令", exact=True).fill("00000 00000 00000 00000 00000")
    page.get_by_role("button", name="试开钥匙文件").click()
    expect(page.locator(".field-error")).to_contain_text("口令打不开这份钥匙文件")
    page.get_by_label("口令", exact=True).fill(phrase)
    page.get_by_role("button", name="试开钥匙文件").click()
    assert grave_findings(page) == []
    page.get_by_role("button", name="登记托管公钥").click()
    expect(page.get_by_text("在用")).to_be_visible()
    return file, phrase


def test_a_key_made_in_one_browser_opens_what_another_sealed(
    live_server,
    new_page,
    portal_clock: PortalClock,  # noqa: F811
    tmp_path,
):
    walk = spine.people()
    keeper = actor(Role.CUSTODIAN, of=body(BodyKind.FINANCE_DEPARTMENT))
    page = visit(new_page, live_server, keeper, reverse("custody:register"))
    assert grave_findings(page) == []
    file, phrase = make_key(page, tmp_path)
    key = CustodyKey.objects.get()
    with open(file, encoding="utf-8") as kept:
        private = sealing.open_key_file(kept.read(), phrase)
    assert custody.public_half(private) == key.public_jwk
    spine.obtained(purchase=walk, count=3)
    for number, supplier in enumerate(walk.suppliers):
        made = spine.sealed(
            walk.package, supplier, phrase=locks.phrase(number), **spine.response_fields("936000")
        )
        made = custody.with_part(made, walk.package, supplier, phrase=locks.phrase(number))
        spine.bidding.submit(walk.package.pk, kind="response", sealed=made, by=supplier, clock=walk.clock)
    portal_clock.set(walk.clock.now())
    page = visit(
        new_page, live_server, walk.suppliers[0], reverse("bidding:seal", args=[walk.package.pk, "response"])
    )
    part = page.evaluate(
        """async ([key, facts]) => (await import("/static/js/custody.js")).sealPart(facts, key)""",
        [
            key.public_jwk,
            {"package": "P", "bidder": "B", "kind": "response", "plaintextSha256": "0", "phrase": phrase},
        ],
    )
    assert sealing.open_part(part, private).phrase == phrase.replace(" ", "")
    walk.clock.advance_to(walk.package.response_deadline)
    session = spine.released(walk)
    opened = session.opened.first()
    bidder = next(one for one in walk.suppliers if one.body_id == opened.submission.supplier_id)
    workflow.ask(opened.pk, by=bidder, clock=walk.clock)
    portal_clock.set(walk.clock.now())
    number = opened.submission.receipt_number
    page = visit(new_page, live_server, keeper, reverse("opening:custody_open", args=[number]), size=1)
    assert grave_findings(page) == []
    page.get_by_label("钥匙文件", exact=True).set_input_files(file)
    page.get_by_label("钥匙文件的口令").fill(phrase)
    page.get_by_role("button", name="打开文件").click()
    expect(page.get_by_role("heading", name="已打开")).to_be_visible()
    opened.refresh_from_db()
    assert "上门照护" in opened.plaintext
    assert Submission.objects.count() == 3
