"""A purchase ended before its call: those who applied for prequalification are told, money goes back."""

import pytest

from orgs.inbox.models import Message
from procurement.notices.cancelling import workflow
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice
from procurement.projects.choices import ProjectStatus
from procurement.review.choices import EndingCause
from tests import spine
from tests.factories import prequalified

pytestmark = pytest.mark.django_db
REASON = "合格的申请人不足，修改资格要求后重新采购（示例）。"


def cancel(walk):
    return workflow.cancel(walk.project.pk, reason=REASON, by=walk.leader, clock=walk.clock)


@pytest.mark.article("O74:23")
def test_what_nobody_was_told_of_ends_without_a_notice():
    walk = spine.approved_project()
    assert cancel(walk).status == ProjectStatus.TERMINATED
    assert not Notice.objects.filter(type=NoticeType.TERMINATION).exists()
    walk.line.refresh_from_db()
    assert walk.line.committed_amount == 0


def test_who_applied_for_prequalification_is_told(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    walk = prequalified.approved()
    prequalified.announced(walk)
    application = prequalified.applied(walk)
    cancel(walk)
    assert walk.project.packages.get().ended_because == EndingCause.CANCELLED
    assert Notice.objects.filter(type=NoticeType.TERMINATION).exists()
    told = Message.objects.filter(text=REASON).values_list("user_id", flat=True)
    assert application.applied_by_id in told


@pytest.mark.article("K46:10")
def test_too_few_who_qualified_are_the_cause_that_is_kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    walk = prequalified.approved()
    prequalified.announced(walk)
    prequalified.checked(walk, [True, False])
    cancel(walk)
    assert walk.project.packages.get().ended_because == EndingCause.TOO_FEW
    assert "符合条件的供应商不足法定家数" in str(Notice.objects.get(type=NoticeType.TERMINATION).body)
