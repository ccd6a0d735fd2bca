"""A purchase ended before its opening: who may, until when, where its money goes, who is told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from orgs.inbox.models import Message
from portal.kernel.errors import NotPermitted
from procurement.bidding.workflow import submit
from procurement.notices.cancelling import rules, workflow
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice
from procurement.opening import tasks
from procurement.opening.models import OpeningSession
from procurement.projects.choices import PackageStatus, ProjectStatus
from tests import spine
from tests.factories import locks
from tests.refusals import refused
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(spine.submitted)
REASON = "机构改革，本项服务改由上级统一采购（示例）。"


def cancel(walk, **facts):
    given = {"reason": REASON, "by": walk.leader, "clock": walk.clock} | facts
    return workflow.cancel(walk.project.pk, **given)


@pytest.mark.article("O87:29；O74:23")
def test_a_call_ends_with_a_notice_and_its_money_goes_back():
    walk = spine.submitted()
    project = cancel(walk)
    assert (project.status, walk.package.status) == (ProjectStatus.TERMINATED, PackageStatus.TERMINATED)
    walk.line.refresh_from_db()
    assert walk.line.committed_amount == 0
    notice = Notice.objects.get(type=NoticeType.TERMINATION)
    assert REASON in str(notice.body) and walk.suppliers[0].body_name not in str(notice.body)
    told = Message.objects.filter(subject=notice.title).values_list("user_id", flat=True)
    assert walk.suppliers[0].user_id in told


def test_nothing_is_opened_afterwards_and_nobody_bids():
    walk = spine.submitted()
    cancel(walk)
    again = spine.sealed(walk.package, walk.suppliers[0], phrase=locks.phrase(9), first_price="1.00")
    refused(
        submit,
        walk.package.pk,
        kind="response",
        sealed=again,
        by=walk.suppliers[0],
        clock=walk.clock,
        code="not_open",
    )
    tasks.sweep_due()
    assert not OpeningSession.objects.exists()


def test_from_the_deadline_on_the_opening_decides():
    walk = spine.submitted()
    walk.clock.advance_to(walk.package.response_deadline - timedelta(seconds=1))
    assert workflow.is_unopened(walk.package, at=walk.clock.now())
    walk.clock.advance_to(walk.package.response_deadline)
    refused(cancel, walk, code="nothing_to_cancel")


def test_nobody_but_a_second_person_of_the_purchaser_ends_it_and_with_a_reason():
    walk = spine.submitted()
    for person in (walk.handler, walk.suppliers[0]):
        with pytest.raises(NotPermitted):
            cancel(walk, by=person)
    refused(cancel, walk, reason="  ", code="cancel_reason_missing")


def test_the_leader_ends_it_on_the_page(settings):
    settings.SECOND_FACTOR_OPTIONAL = True
    walk = spine.submitted()
    address = reverse("cancelling:cancel", args=[walk.project.pk])
    page = client_of(walk.leader).get(address)
    assert page.status_code == 200 and "重大变故" in page.content.decode()
    page = client_of(walk.leader).post(address, {"reason": REASON})
    assert REASON in page.content.decode() and walk.package.status == PackageStatus.ANNOUNCED
    assert client_of(walk.handler).get(address).status_code == 403


@pytest.mark.article("O87:29")
@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"is_direct": True, "takes_applications": False, "is_any_left": True}, "cancel_direct"),
        ({"is_direct": False, "takes_applications": True, "is_any_left": True}, "cancel_open_framework"),
        ({"is_direct": False, "takes_applications": False, "is_any_left": False}, "nothing_to_cancel"),
        ({"is_direct": False, "takes_applications": False, "is_any_left": True}, ""),
    ],
)
def test_a_purchase_that_ends_otherwise_is_sent_there(facts, code):
    assert "".join(refusal.code for refusal in rules.cancel_refusals(**facts)) == code
