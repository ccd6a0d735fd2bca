"""What a line is called is corrected by a paper and a second person; which line it is never changes."""

from datetime import date

import pytest
from django.urls import reverse

from orgs.bodies.models import Body
from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel import clock, uploads
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.budget.mending import rules, todos, workflow
from procurement.budget.mending.models import LineCorrection
from procurement.budget.mending.rules import Mending
from procurement.budget.rules import Paper
from tests.factories.people import actor, body, letter
from tests.factories.procurement import budget_line
from tests.refusals import refused
from tests.signed_in import client_of

NO_PAPER = Paper("长财预〔2026〕9号", date(2026, 3, 2))
WISH = Mending("居家养老服务", "2081002", "名称录入有误。", NO_PAPER)


@pytest.mark.parametrize(
    ("title", "code", "is_waiting", "codes"),
    [
        ("养老服务", "", False, []),
        ("居家养老服务", "2081001", False, []),
        ("居家养老服务", "2081002", False, ["nothing_changed"]),
        ("养老服务", "", True, ["mending_waits"]),
    ],
)
def test_something_changes_and_one_correction_waits_at_a_time(title, code, is_waiting, codes):
    found = rules.mend_refusals(WISH, title=title, function_code=code, is_waiting=is_waiting)
    assert [refusal.code for refusal in found] == codes


@pytest.mark.parametrize(
    ("is_waiting", "by", "codes"), [(True, 2, []), (True, 1, ["same_person"]), (False, 2, ["wrong_state"])]
)
def test_a_second_person_decides_once(is_waiting, by, codes):
    found = rules.decision_refusals(is_waiting=is_waiting, proposed_by=1, by=by)
    assert [refusal.code for refusal in found] == codes


@pytest.fixture
def people(db, settings, tmp_path):
    """Two of a finance department, and a line of its level."""
    settings.MEDIA_ROOT = tmp_path
    first = actor(Role.FINANCE)
    second = actor(Role.FINANCE, of=Body.objects.get(pk=first.body_id))
    return first, second, budget_line(amount="1000", title="养老服务")


def todos_of(who) -> list:
    return todos.todos(who, now=clock.now())


def test_a_line_reads_as_corrected_after_the_second_person(people):
    first, second, line = people
    url = reverse("budget:line_mend", args=[line.pk])
    typed = {
        "title": "居家养老服务",
        "function_code": "2081002",
        "reason": "名称录入有误。",
        "document_number": "长财预〔2026〕9号",
        "document_on": "2026-03-02",
    }
    client_of(first).post(url, typed | {"document": letter("更正.pdf")})
    made = LineCorrection.objects.get()
    line.refresh_from_db()
    assert line.title == "养老服务"
    assert Message.objects.filter(user_id=second.user_id).count() == 1
    decide = reverse("budget:mending_decide", args=[made.pk])
    waits = [(todo.button, bool(todo.waiting_for)) for who in people[:2] for todo in todos_of(who)]
    assert waits == [("查看更正", True), ("复核更正", False)]
    own = client_of(first).post(decide, {"decision": "approve"})
    assert own.status_code == 409 and "不能由您复核" in own.content.decode()
    assert client_of(first).post(url, typed | {"document": letter("更正.pdf")}).status_code == 409
    page = client_of(second).post(decide, {"decision": "approve"}, follow=True).content.decode()
    line.refresh_from_db()
    assert todos_of(second) == []
    assert (line.title, line.function_code, line.code) == ("居家养老服务", "2081002", made.line.code)
    assert "名称和科目的更正" in page and "养老服务" in page
    verbs = LedgerEntry.objects.about(line).values_list("verb", flat=True)
    assert list(verbs) == ["budget.propose_mending", "budget.approve_mending"]
    paper = client_of(second).get(reverse("budget:mending_document", args=[made.pk]))
    assert paper.status_code == 200


def test_what_is_sent_back_changes_nothing_and_says_why(people):
    first, second, line = people
    now = clock.now()
    scan = uploads.store(letter("更正.pdf"), owner_id=first.user_id, now=now)
    wish = Mending("居家养老服务", "", "改名。", Paper(NO_PAPER.number, NO_PAPER.dated_on, scan.pk))
    refused(workflow.propose, line.pk, WISH, by=first, now=now, code="scan_missing")
    with pytest.raises(NotPermitted):
        workflow.propose(line.pk, wish, by=actor(Role.PURCHASER_HANDLER), now=now)
    elsewhere = budget_line(body(division_code="4306"), amount="1000")
    with pytest.raises(NotPermitted):
        workflow.propose(elsewhere.pk, wish, by=first, now=now)
    made = workflow.propose(line.pk, wish, by=first, now=now)
    refused(workflow.send_back, made.pk, opinion=" ", by=second, now=now, code="opinion_missing")
    workflow.send_back(made.pk, opinion="文件上没有改名。", by=second, now=now)
    line.refresh_from_db()
    assert line.title == "养老服务"
    refused(workflow.approve, made.pk, by=second, now=now, code="wrong_state")
    workflow.propose(line.pk, wish, by=first, now=now)
