"""What a decision orders is carried out once, or gives way to a new purchase."""

from datetime import date

import pytest

from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted
from procurement.challenges.choices import Subject
from procurement.challenges.complaints import carrying, queries
from procurement.challenges.complaints.choices import Stage
from procurement.challenges.complaints.models import Complaint
from procurement.notices.models import Notice
from procurement.projects.suspension import queries as suspensions
from procurement.projects.suspension.choices import Act
from tests.factories import complaints
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def today(dispute) -> date:
    return local_date(dispute.now)


@pytest.mark.article("O94:31")
def test_the_purchaser_carries_out_what_was_ordered_once():
    dispute = complaints.decided()
    number, walk = dispute.complaint.number, dispute.walk
    with pytest.raises(NotPermitted):
        carrying.carry_out(number, "重新采购。", by=walk.handler, now=dispute.now)
    refused(carrying.carry_out, number, " ", by=walk.leader, now=dispute.now, code="no_text")
    carrying.carry_out(number, "按处理决定终止，重新开展采购活动。", by=walk.leader, now=dispute.now)
    assert walk.package.status == "terminated"
    told = str(Notice.objects.get(type="termination").body)
    assert "第三十一条" in told and "按处理决定终止" not in told
    assert suspensions.refusals(walk.package.pk, Act.OPEN, on=today(dispute)) == []
    again = {"by": walk.leader, "now": dispute.now, "code": "carried_out"}
    refused(carrying.carry_out, number, "再来一次。", **again)
    assert not queries.ordered_of(walk.leader).exists()


@pytest.mark.article("O94:32")
def test_an_ordered_candidate_that_cannot_be_chosen_gives_way_to_a_new_purchase():
    dispute = complaints.investigated()
    Complaint.objects.update(subject=Subject.RESULT)
    complaints.decided(dispute, stage=Stage.WINNER)
    number, said = dispute.complaint.number, {"by": dispute.walk.leader, "now": dispute.now}
    refused(carrying.carry_out, number, "另行确定。", **said, code="nobody_chosen")
    carrying.carry_out(number, "没有可以另行确定的候选人，重新开展。", is_restarted=True, **said)
    assert dispute.walk.package.status == "terminated"
    assert "第三十二条" in str(Notice.objects.get(type="termination").body)


def test_what_can_be_carried_out_as_ordered_is_not_replaced():
    dispute = complaints.decided()
    said = {"is_restarted": True, "by": dispute.walk.leader, "now": dispute.now}
    refused(carrying.carry_out, dispute.complaint.number, "重新开展。", **said, code="still_possible")
