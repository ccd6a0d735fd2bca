"""What must be done before a project goes on."""

from datetime import date

import pytest

from portal.kernel.clock import at_local
from procurement.projects import workflow
from tests import spine
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.mark.article("财政部令第102号第十六条")
def test_a_project_of_a_year_that_has_ended_is_neither_submitted_nor_approved():
    walk = spine.reviewed_project()
    january = at_local(date(2027, 1, 4), 9)
    facts = {"by": walk.leader, "now": january, "code": "year_ended"}
    refused(workflow.approve, walk.project.pk, opinion="同意。", **facts)
    workflow.return_for_changes(walk.project.pk, opinion="请改用本年度的指标。", by=walk.leader, now=january)
    facts = {"by": walk.handler, "now": january, "code": "year_ended"}
    refused(workflow.submit, walk.project.pk, outside_negative_list=True, **facts)
    walk.line.refresh_from_db()
    assert walk.line.committed_amount == 0
