"""A collection that can admit nobody ends with a notice, and its money comes back."""

import pytest
from django.urls import reverse

from portal.kernel.errors import NotPermitted, Refused
from procurement.award.framework import ending, rules
from procurement.notices.choices import NoticeType
from procurement.projects.choices import PackageStatus
from tests.factories import frameworks
from tests.scenes import walked_once
from tests.signed_in import client_of

scene = walked_once(frameworks.joinable)
REASON = "符合要求的供应商只有一家（示例）。"


@pytest.mark.article("O110")
@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, []),
        ({"is_running": False}, ["not_endable"]),
        ({"has_result": True, "is_running": False}, ["members_admitted"]),
        ({"is_waiting": True}, ["applications_waiting"]),
    ],
)
def test_a_collection_ends_before_anybody_is_admitted(facts, codes):
    usual = {"is_running": True, "has_result": False, "is_waiting": False}
    assert [r.code for r in rules.end_refusals(**usual | facts)] == codes


def test_an_end_says_why():
    assert [r.code for r in rules.end_reason_refusals("　")] == ["reason_missing"]


@pytest.mark.django_db
@pytest.mark.article("O110")
def test_an_open_call_that_nobody_joined_is_ended_by_the_second_person():
    walk = frameworks.joinable()
    with pytest.raises(NotPermitted):
        ending.end(walk.package.pk, reason=REASON, by=walk.handler, now=walk.clock.now())
    asked = frameworks.applied(walk)
    with pytest.raises(Refused) as refused:
        ending.end(walk.package.pk, reason=REASON, by=walk.leader, now=walk.clock.now())
    assert refused.value.code == "applications_waiting"
    frameworks.answered(walk, asked, "缺少证书。")
    page = client_of(walk.leader)
    url = reverse("framework:end", args=[walk.package.pk])
    assert url in page.get(reverse("framework:detail", args=[walk.package.pk])).content.decode()
    assert page.post(url, {"reason": REASON}).status_code == 302
    assert walk.package.status == PackageStatus.TERMINATED
    notice = walk.project.notices.get(type=NoticeType.TERMINATION)
    assert REASON in str(notice.body)
    assert url not in page.get(reverse("framework:detail", args=[walk.package.pk])).content.decode()


@pytest.mark.django_db
def test_a_call_with_a_supplier_of_the_agreement_does_not_end():
    walk = frameworks.joinable()
    asked = frameworks.applied(walk)
    frameworks.answered(walk, asked)
    with pytest.raises(Refused) as refused:
        ending.end(walk.package.pk, reason=REASON, by=walk.leader, now=walk.clock.now())
    assert refused.value.code == "members_admitted"
